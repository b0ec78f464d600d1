//! Does a text have a format of JSON Schema?
//!
//! | format | what is checked |
//! |---|---|
//! | `email` | a mailbox of RFC 5321: dot-atom or quoted local part of at most 64 bytes, a host name or an address in brackets; ASCII, at most 254 bytes in all |
//! | `hostname` | RFC 1123: labels of 1 to 63 letters, digits and inner hyphens; at most 253 bytes; no dot at the end |
//! | `ipv4` | four decimal numbers up to 255, without leading zeros |
//! | `ipv6` | RFC 4291 in all its forms, without a zone |
//! | `uri` | RFC 3986 with a scheme |
//! | `uri-reference` | RFC 3986, with or without a scheme |
//! | `uuid` | 8-4-4-4-12 hexadecimal digits of either case, any version |
//! | `date-time` | RFC 3339 as [`crate::Timestamp`] reads it |
//! | `date` | RFC 3339's full-date as [`crate::Date`] reads it |
//! | `time` | a time of day without a zone as [`crate::Time`] reads it |
//! | `byte` | RFC 4648 base64 with padding, without line breaks |
//! | `binary`, `password` | nothing: both only advise how to show a value |
//!
//! Values of `uuid`, `date-time`, `date`, `time` and `byte` usually become types of their own, with readers of their
//! own; the formats are for where they stay text.

mod mail;
mod uri;

use crate::value::{Date, Time, Timestamp, Uuid};
use std::net::{Ipv4Addr, Ipv6Addr};

/// A format that a string can be asked to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `email`
    Email,
    /// `hostname`
    Hostname,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `uri`
    Uri,
    /// `uri-reference`
    UriReference,
    /// `uuid`
    Uuid,
    /// `date-time`
    DateTime,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `byte`
    Byte,
    /// `binary`: nothing is checked.
    Binary,
    /// `password`: nothing is checked.
    Password,
}

impl Format {
    /// The name in schemas.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Uuid => "uuid",
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::Byte => "byte",
            Self::Binary => "binary",
            Self::Password => "password",
        }
    }

    /// Whether the text has the format.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Email => mail::is_mailbox(text),
            Self::Hostname => mail::is_hostname(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Uri => uri::is_uri(text),
            Self::UriReference => uri::is_uri_reference(text),
            Self::Uuid => parse_uuid(text).is_some(),
            Self::DateTime => text.parse::<Timestamp>().is_ok(),
            Self::Date => text.parse::<Date>().is_ok(),
            Self::Time => text.parse::<Time>().is_ok(),
            Self::Byte => super::base64::decode(text).is_some(),
            Self::Binary | Self::Password => true,
        }
    }

    /// What a text of this format is, for messages.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address",
            Self::Hostname => "a host name",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
            Self::Uri => "a URI",
            Self::UriReference => "a URI or a relative reference",
            Self::Uuid => "a UUID",
            Self::DateTime => "a date and time with an offset, as in RFC 3339",
            Self::Date => "a date, as in RFC 3339",
            Self::Time => "a time of day",
            Self::Byte => "base64 with padding",
            Self::Binary | Self::Password => "text",
        }
    }
}

/// The hyphenated form alone: the `uuid` crate reads others too.
pub(crate) fn parse_uuid(text: &str) -> Option<Uuid> {
    if text.len() != 36 {
        return None;
    }
    Uuid::try_parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, accepted: &[&str], refused: &[&str]) {
        for text in accepted {
            assert!(format.accepts(text), "{} {text:?}", format.name());
        }
        for text in refused {
            assert!(!format.accepts(text), "{} {text:?}", format.name());
        }
    }

    #[test]
    fn addresses_of_hosts() {
        check(
            Format::Ipv4,
            &["0.0.0.0", "192.168.1.255"],
            &[
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "0x1.2.3.4",
                "1.2.3.4/8",
                "١.2.3.4",
            ],
        );
        check(
            Format::Ipv6,
            &[
                "::",
                "::1",
                "2001:db8::8:800:200c:417a",
                "::ffff:192.168.0.1",
                "1:2:3:4:5:6:7:8",
                "FE80::A",
            ],
            &[
                "",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::1%eth0",
                "[::1]",
                "::g",
            ],
        );
    }

    #[test]
    fn uuids_are_hyphenated() {
        check(
            Format::Uuid,
            &[
                "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
                "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
                "00000000-0000-0000-0000-000000000000",
            ],
            &[
                "",
                "2eb8aa08aa9811eab4aa73b441d16380",
                "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
                "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380",
                "2eb8aa08-aa98-11ea-b4aa73b441d16380-",
                "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
                "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            ],
        );
    }

    #[test]
    fn dates_and_times() {
        check(
            Format::DateTime,
            &[
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.123456+02:00",
                "2024-02-29T00:00:00Z",
            ],
            &[
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-02-29T00:00:00Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:04Z",
            ],
        );
        check(
            Format::Date,
            &["2026-01-02", "2024-02-29"],
            &["2026-02-29", "2026-1-2", "20260102", "2026-01-02Z", ""],
        );
        check(
            Format::Time,
            &["03:04:05", "23:59:59.5"],
            &["24:00:00", "3:04:05", "03:04", ""],
        );
    }

    #[test]
    fn bytes_and_what_is_not_checked() {
        check(
            Format::Byte,
            &["", "Zm9v", "Zg=="],
            &["Zg", "Zm 9v", "Zm-_"],
        );
        check(Format::Password, &["", "anything"], &[]);
        check(Format::Binary, &["", "anything"], &[]);
    }
}
