//! Does a text have a format of JSON Schema?
//!
//! `docs/formats.md` says for each what is checked. What needs no check, `binary` and `password`, only advises how to show
//! a value.
//!
//! Values of `uuid`, `date-time`, `date`, `time-local` and `byte` usually become types of their own, with readers of their
//! own; the formats are for where they stay text.

mod fields;
mod idn;
mod mail;
mod moments;
mod pointers;
mod template;
mod uri;

use crate::value::{Date, LocalTimestamp, Time, Uuid};
use std::net::{Ipv4Addr, Ipv6Addr};

/// A format that a string can be asked to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `email`
    Email,
    /// `idn-email`
    IdnEmail,
    /// `hostname`
    Hostname,
    /// `idn-hostname`
    IdnHostname,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `uri`
    Uri,
    /// `uri-reference`
    UriReference,
    /// `iri`
    Iri,
    /// `iri-reference`
    IriReference,
    /// `uri-template`
    UriTemplate,
    /// `uuid`
    Uuid,
    /// `date-time`
    DateTime,
    /// `date-time-local`
    DateTimeLocal,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `time-local`
    TimeLocal,
    /// `duration`
    Duration,
    /// `http-date`
    HttpDate,
    /// `json-pointer`
    JsonPointer,
    /// `relative-json-pointer`
    RelativeJsonPointer,
    /// `regex`
    Regex,
    /// `byte`
    Byte,
    /// `base64url`
    Base64url,
    /// `char`
    Char,
    /// `media-range`
    MediaRange,
    /// `sf-string`
    SfString,
    /// `sf-token`
    SfToken,
    /// `sf-binary`
    SfBinary,
    /// `sf-boolean`
    SfBoolean,
    /// `binary`: nothing is checked.
    Binary,
    /// `password`: nothing is checked.
    Password,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Email,
        Self::IdnEmail,
        Self::Hostname,
        Self::IdnHostname,
        Self::Ipv4,
        Self::Ipv6,
        Self::Uri,
        Self::UriReference,
        Self::Iri,
        Self::IriReference,
        Self::UriTemplate,
        Self::Uuid,
        Self::DateTime,
        Self::DateTimeLocal,
        Self::Date,
        Self::Time,
        Self::TimeLocal,
        Self::Duration,
        Self::HttpDate,
        Self::JsonPointer,
        Self::RelativeJsonPointer,
        Self::Regex,
        Self::Byte,
        Self::Base64url,
        Self::Char,
        Self::MediaRange,
        Self::SfString,
        Self::SfToken,
        Self::SfBinary,
        Self::SfBoolean,
        Self::Binary,
        Self::Password,
    ];

    /// The name in schemas.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::IdnEmail => "idn-email",
            Self::Hostname => "hostname",
            Self::IdnHostname => "idn-hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Iri => "iri",
            Self::IriReference => "iri-reference",
            Self::UriTemplate => "uri-template",
            Self::Uuid => "uuid",
            Self::DateTime => "date-time",
            Self::DateTimeLocal => "date-time-local",
            Self::Date => "date",
            Self::Time => "time",
            Self::TimeLocal => "time-local",
            Self::Duration => "duration",
            Self::HttpDate => "http-date",
            Self::JsonPointer => "json-pointer",
            Self::RelativeJsonPointer => "relative-json-pointer",
            Self::Regex => "regex",
            Self::Byte => "byte",
            Self::Base64url => "base64url",
            Self::Char => "char",
            Self::MediaRange => "media-range",
            Self::SfString => "sf-string",
            Self::SfToken => "sf-token",
            Self::SfBinary => "sf-binary",
            Self::SfBoolean => "sf-boolean",
            Self::Binary => "binary",
            Self::Password => "password",
        }
    }

    /// Whether the text has the format.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Email => mail::is_mailbox(text),
            Self::IdnEmail => idn::is_idn_mailbox(text),
            Self::Hostname => mail::is_hostname(text),
            Self::IdnHostname => idn::is_idn_hostname(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Uri => uri::is_uri(text),
            Self::UriReference => uri::is_uri_reference(text),
            Self::Iri => uri::is_iri(text),
            Self::IriReference => uri::is_iri_reference(text),
            Self::UriTemplate => template::is_uri_template(text),
            Self::Uuid => parse_uuid(text).is_some(),
            Self::DateTime => moments::is_date_time(text),
            Self::DateTimeLocal => text.parse::<LocalTimestamp>().is_ok(),
            Self::Date => text.parse::<Date>().is_ok(),
            Self::Time => moments::is_time(text),
            Self::TimeLocal => text.parse::<Time>().is_ok(),
            Self::Duration => moments::is_duration(text),
            Self::HttpDate => moments::is_http_date(text),
            Self::JsonPointer => pointers::is_json_pointer(text),
            Self::RelativeJsonPointer => pointers::is_relative_json_pointer(text),
            Self::Regex => is_regex(text),
            Self::Byte => super::base64::decode(text).is_some(),
            Self::Base64url => super::base64::is_url_safe(text),
            Self::Char => text.chars().count() == 1,
            Self::MediaRange => fields::is_media_range(text),
            Self::SfString => fields::is_sf_string(text),
            Self::SfToken => fields::is_sf_token(text),
            Self::SfBinary => fields::is_sf_binary(text),
            Self::SfBoolean => fields::is_sf_boolean(text),
            Self::Binary | Self::Password => true,
        }
    }

    /// What a text of this format is, for messages.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Email | Self::IdnEmail => "an e-mail address",
            Self::Hostname | Self::IdnHostname => "a host name",
            Self::Ipv4 => "an IPv4 address",
            Self::Ipv6 => "an IPv6 address",
            Self::Uri => "a URI",
            Self::UriReference => "a URI or a relative reference",
            Self::Iri => "an IRI",
            Self::IriReference => "an IRI or a relative reference",
            Self::UriTemplate => "a URI template, as in RFC 6570",
            Self::Uuid => "a UUID",
            Self::DateTime => "a date and time with an offset, as in RFC 3339",
            Self::DateTimeLocal => "a date and time without an offset",
            Self::Date => "a date, as in RFC 3339",
            Self::Time => "a time of day with an offset, as in RFC 3339",
            Self::TimeLocal => "a time of day without an offset",
            Self::Duration => "a duration, as in RFC 3339",
            Self::HttpDate => "a date of HTTP, as in RFC 9110",
            Self::JsonPointer => "a JSON Pointer",
            Self::RelativeJsonPointer => "a relative JSON Pointer",
            Self::Regex => "a regular expression of ECMA-262",
            Self::Byte => "base64 with padding",
            Self::Base64url => "base64 in the alphabet for URLs",
            Self::Char => "a single character",
            Self::MediaRange => "a media range, as in RFC 9110",
            Self::SfString => "a string of a structured field",
            Self::SfToken => "a token of a structured field",
            Self::SfBinary => "bytes of a structured field",
            Self::SfBoolean => "a boolean of a structured field",
            Self::Binary | Self::Password => "text",
        }
    }
}

/// What cannot be matched here may still be a regular expression.
fn is_regex(text: &str) -> bool {
    !matches!(
        specwright_pattern::translate(text),
        Err(specwright_pattern::PatternError::Malformed { .. })
    )
}

/// The hyphenated form alone: the `uuid` crate reads others too.
pub(crate) fn parse_uuid(text: &str) -> Option<Uuid> {
    if text.len() != 36 {
        return None;
    }
    Uuid::try_parse(text).ok()
}

#[cfg(test)]
mod tests;
