//! What each format accepts, and what it refuses.

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
        Format::TimeLocal,
        &["03:04:05", "23:59:59.5"],
        &["24:00:00", "3:04:05", "03:04", "03:04:05Z", "23:59:60", ""],
    );
    check(
        Format::Time,
        &[
            "03:04:05Z",
            "03:04:05.5z",
            "23:59:59.123456789+01:00",
            "23:59:60Z",
            "15:59:60-08:00",
        ],
        &[
            "03:04:05",
            "24:00:00Z",
            "22:59:60Z",
            "03:04:05+24:00",
            "03:04:05 Z",
            "03:04Z",
            "Z",
            "",
        ],
    );
}

#[test]
fn every_format_has_a_name_of_its_own() {
    let mut names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Format::ALL.len());
}

#[test]
fn regular_expressions_and_characters() {
    check(
        Format::Regex,
        &["", "([abc])+\\s+$", "(?<!a)b", r"(a)\1"],
        &["^(abc]", r"\a", "a**", "(?P<a>b)"],
    );
    check(Format::Char, &["a", "😀", " "], &["", "ab", "e\u{301}"]);
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
