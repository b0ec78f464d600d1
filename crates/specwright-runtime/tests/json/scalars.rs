//! Booleans, strings, and what is written as strings.

use crate::{reads, refuses};
use specwright_runtime::{Choice, Format, IntegerRule, Pattern, Reader, StringRule, Uuid};

#[test]
fn booleans_are_words() {
    reads(&[("true", true), (" false ", false)], Reader::boolean);
    refuses(
        &[("0", "# type"), ("\"true\"", "# type"), ("null", "# type")],
        Reader::boolean,
    );
}

#[test]
fn lengths_count_code_points() {
    let owned = |text: &'static str| (text, serde_json::from_str::<String>(text).unwrap());
    reads(
        &[
            owned(r#""ab""#),
            owned(r#""éé""#),
            owned(r#""😀😀😀""#),
            owned(r#""\ud83d\ude00b""#),
            owned(r#""\n\"""#),
        ],
        |json| {
            json.string(&StringRule {
                min_length: 2,
                max_length: 3,
                ..StringRule::ANY
            })
        },
    );
    refuses(
        &[
            (r#""""#, "# minLength"),
            (r#""a""#, "# minLength"),
            (r#""😀""#, "# minLength"),
            (r#""abcd""#, "# maxLength"),
            (r#""éééé""#, "# maxLength"),
            ("1", "# type"),
            ("null", "# type"),
            ("[\"ab\"]", "# type"),
        ],
        |json| {
            json.string(&StringRule {
                min_length: 2,
                max_length: 3,
                ..StringRule::ANY
            })
        },
    );
    refuses(&[(r#""""#, "# minLength")], |json| {
        json.string(&StringRule {
            min_length: 1,
            ..StringRule::ANY
        })
    });
}

#[test]
fn patterns_and_formats_are_checked_beside_lengths() {
    static SLUG: Pattern = Pattern::new("^[a-z]+$");
    reads(&[("\"abc\"", "abc".to_owned())], |json| {
        json.string(&StringRule {
            pattern: Some(&SLUG),
            ..StringRule::ANY
        })
    });
    refuses(
        &[
            ("\"A\"", "# minLength, # pattern, # format"),
            ("\"ab\"", "# format"),
            ("\"A@b.c\"", "# pattern"),
        ],
        |json| {
            json.string(&StringRule {
                min_length: 2,
                pattern: Some(&SLUG),
                format: Some(Format::Email),
                ..StringRule::ANY
            })
        },
    );
}

#[test]
fn nul_is_in_no_string() {
    refuses(
        &[(r#""\u0000""#, "# format"), (r#""a\u0000b""#, "# format")],
        |json| json.string(&StringRule::ANY),
    );
    reads(&[(r#""\u0001""#, "\u{1}".to_owned())], |json| {
        json.string(&StringRule::ANY)
    });
}

#[test]
fn strings_that_stand_for_other_values() {
    let uuid = Uuid::from_u128(0x2eb8_aa08_aa98_11ea_b4aa_73b4_41d1_6380);
    reads(
        &[
            ("\"2eb8aa08-aa98-11ea-b4aa-73b441d16380\"", uuid),
            ("\"2EB8AA08-AA98-11EA-B4AA-73B441D16380\"", uuid),
        ],
        Reader::uuid,
    );
    refuses(
        &[
            ("\"2eb8aa08aa9811eab4aa73b441d16380\"", "# format"),
            ("1", "# type"),
        ],
        Reader::uuid,
    );
    reads(
        &[(
            "\"2026-01-02T03:04:05+01:00\"",
            "2026-01-02T02:04:05Z".parse().unwrap(),
        )],
        Reader::timestamp,
    );
    refuses(
        &[
            ("\"2026-01-02\"", "# format"),
            ("\"2026-02-30T00:00:00Z\"", "# format"),
        ],
        Reader::timestamp,
    );
    reads(
        &[(
            "\"2026-01-02T03:04:05\"",
            "2026-01-02T03:04:05".parse().unwrap(),
        )],
        Reader::local_timestamp,
    );
    refuses(
        &[("\"2026-01-02T03:04:05Z\"", "# format")],
        Reader::local_timestamp,
    );
    reads(
        &[("\"2026-01-02\"", "2026-01-02".parse().unwrap())],
        Reader::date,
    );
    refuses(
        &[("\"2026-13-02\"", "# format"), ("20260102", "# type")],
        Reader::date,
    );
    reads(
        &[("\"03:04:05\"", "03:04:05".parse().unwrap())],
        Reader::time,
    );
    refuses(&[("\"25:04:05\"", "# format")], Reader::time);
    reads(
        &[("\"AQID\"", vec![1, 2, 3]), ("\"\"", vec![])],
        Reader::bytes,
    );
    refuses(&[("\"AQ\"", "# format"), ("[1]", "# type")], Reader::bytes);
}

#[test]
fn choices_are_by_their_text() {
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Size {
        Small,
        Large,
    }
    impl Choice for Size {
        const CHOICES: &'static [(&'static str, Self)] =
            &[("small", Self::Small), ("l\u{e4}rge", Self::Large)];
    }
    reads(
        &[("\"small\"", Size::Small), ("\"l\\u00e4rge\"", Size::Large)],
        Reader::choice,
    );
    refuses(
        &[
            ("\"Small\"", "# enum"),
            ("\"\"", "# enum"),
            ("1", "# type"),
            ("null", "# type"),
        ],
        Reader::choice::<Size>,
    );
    let mut json = Reader::new(b"\"huge\"");
    assert_eq!(json.choice::<Size>().unwrap(), None);
    assert_eq!(
        json.into_violations()[0].detail,
        "must be one of `small`, `l\u{e4}rge`"
    );
}

#[test]
fn messages_say_what_would_be_right() {
    for (text, read, detail) in [
        (
            "1",
            (|json| json.string(&StringRule::ANY).map(|_| ())) as fn(&mut Reader<'_>) -> _,
            "must be a string, not a number",
        ),
        (
            "{}",
            |json| json.boolean().map(|_| ()),
            "must be a boolean, not an object",
        ),
        (
            "null",
            |json| json.uuid().map(|_| ()),
            "must be a string, not null",
        ),
        (
            "[]",
            |json| json.int32(&IntegerRule::INT32).map(|_| ()),
            "must be an integer, not an array",
        ),
        (
            "true",
            |json| json.date().map(|_| ()),
            "must be a string, not a boolean",
        ),
        (
            "\"\"",
            |json| {
                json.string(&StringRule {
                    min_length: 1,
                    ..StringRule::ANY
                })
                .map(|_| ())
            },
            "must have at least 1 character",
        ),
        (
            "\"aaa\"",
            |json| {
                json.string(&StringRule {
                    max_length: 2,
                    ..StringRule::ANY
                })
                .map(|_| ())
            },
            "must have at most 2 characters",
        ),
        (
            "5",
            |json| {
                json.int32(&IntegerRule {
                    maximum: Some(4),
                    ..IntegerRule::INT32
                })
                .map(|_| ())
            },
            "must be at most 4",
        ),
        (
            "\"x\"",
            |json| json.timestamp().map(|_| ()),
            "must be a date and time with an offset, as in RFC 3339",
        ),
    ] {
        let mut json = Reader::new(text.as_bytes());
        read(&mut json).unwrap();
        let violations = json.into_violations();
        assert_eq!(
            (violations.len(), &*violations[0].detail),
            (1, detail),
            "{text}"
        );
    }
}

#[test]
fn every_format_is_documented() {
    let documentation = include_str!("../../../../docs/formats.md");
    let rows: Vec<&str> = documentation
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" |").next())
        .collect();
    for format in Format::ALL {
        let name = format!("`{}`", format.name());
        let is_row = |row: &&str| format!("`{row}").contains(&name);
        assert!(rows.iter().any(is_row), "{name} is missing");
    }
}
