//! Whatever bytes come in, a reader neither panics nor hangs.

use crate::{Outcome, read};
use proptest::prelude::*;
use specwright_runtime::{
    Additional, ArrayRule, Format, IntegerRule, MapRule, NumberRule, ObjectRule, Pattern, Property,
    Reader, Refusal, StringRule, Syntax, read_document,
};
use std::time::Duration;
use tokio::time::Instant;

static WORD: Pattern = Pattern::new(r"^\w*$");

static NODE: ObjectRule = ObjectRule {
    properties: &[
        Property {
            name: "a",
            required: true,
        },
        Property {
            name: "b",
            required: false,
        },
        Property {
            name: "c",
            required: false,
        },
        Property {
            name: "d",
            required: false,
        },
        Property {
            name: "e",
            required: false,
        },
        Property {
            name: "f",
            required: false,
        },
    ],
    additional: Additional::Collected,
    min_properties: 1,
    max_properties: 7,
};

/// A model that uses everything, and itself.
fn node(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    let Some(mut object) = json.object(&NODE)? else {
        return Ok(None);
    };
    let string = StringRule {
        min_length: 1,
        max_length: 5,
        pattern: Some(&WORD),
        format: Some(Format::Hostname),
    };
    let unique = ArrayRule {
        min_items: 1,
        max_items: 50,
        unique: true,
    };
    let number = NumberRule {
        minimum: Some("-0.5"),
        maximum: Some("1e3"),
        multiple_of: Some("0.25"),
        ..NumberRule::ANY
    };
    while let Some(property) = json.property(&mut object)? {
        match property {
            0 => {
                _ = json.presence(|json| {
                    json.int32(&IntegerRule {
                        multiple_of: Some(3),
                        ..IntegerRule::INT32
                    })
                })?;
            }
            1 => _ = json.array(&unique, node)?,
            2 => _ = json.map(&MapRule::ANY, |json| json.decimal(&NumberRule::ANY))?,
            3 => _ = json.any()?,
            4 => _ = json.number(&number)?,
            5 => _ = json.nullable(Reader::timestamp)?,
            _ => {
                let _ = json.key();
                json.string(&string)?;
            }
        }
    }
    Ok(json.end(object).then_some(()))
}

/// Text that is nearly JSON: only that gets far into a reader.
pub fn nearly_json() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"a\":", "\"b\":[", "\"c\":{", "\"d\":", "\"e\":", "\"f\":", "null", "true",
            "1", "1.0", "-0", "1e999", "0.25", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", " ",
            "99999999999999999999", "1e-99999999999999999999", "\"2026-01-02T03:04:05Z\"", "{\"a\":1}", "{\"b\":[{\"a\":3}]}",
        ]).prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_document(&bytes, node);
        let _ = read_document(&bytes, Reader::any);
    }

    #[test]
    fn nearly_json_is_read_or_refused(text in nearly_json()) {
        let is_json = serde_json::from_slice::<serde_json::Value>(&text).is_ok();
        let refusal = read_document(&text, node);
        // What another reader takes for JSON is never called malformed here, and the other way round.
        match refusal {
            Err(Refusal::Malformed(syntax)) => {
                prop_assert!(!is_json || text.windows(5).any(|part| part == b"1e999"), "{}", syntax);
            }
            Err(Refusal::Invalid(violations)) => prop_assert!(!violations.is_empty() && violations.len() <= 64),
            Ok(()) => prop_assert!(is_json),
        }
    }
}

#[test]
fn at_most_128_levels_are_read() {
    fn arrays(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
        Ok(json.array(&ArrayRule::ANY, arrays)?.map(|_| ()))
    }
    let nested =
        |open: &str, close: &str, depth: usize| open.repeat(depth) + "[]" + &close.repeat(depth);
    for (open, close) in [("[", "]"), ("{\"d\":", "}")] {
        let fits = nested(open, close, 127);
        assert!(matches!(read(&fits, Reader::any), Outcome::Value(_)));
        assert!(matches!(
            read(&fits, |json| json.skip().map(Some)),
            Outcome::Value(())
        ));
        let deep = nested(open, close, 128);
        assert!(matches!(read(&deep, Reader::any), Outcome::Malformed(_)));
        assert!(matches!(
            read(&deep, |json| json.skip().map(Some)),
            Outcome::Malformed(_)
        ));
        let inside = format!("{{\"a\":3,\"d\":{}}}", nested(open, close, 127));
        assert!(matches!(read(&inside, node), Outcome::Malformed(_)));
    }
    assert!(matches!(
        read(&nested("[", "]", 127), arrays),
        Outcome::Value(())
    ));
    assert!(matches!(
        read(&nested("[", "]", 128), arrays),
        Outcome::Malformed(_)
    ));
    for open in ["[", "{\"a\":", "{\"b\":[", "{\"x\":["] {
        assert!(matches!(
            read(&open.repeat(100_000), node),
            Outcome::Malformed(_) | Outcome::Violations(_)
        ));
    }
}

/// A mebibyte, the default limit, may cost no more than a moment, even in a debug build.
#[track_caller]
pub fn is_quick(text: &str, reader: fn(&mut Reader<'_>) -> Result<Option<()>, Syntax>) {
    let started = Instant::now();
    let _ = read_document(text.as_bytes(), reader);
    let taken = started.elapsed();
    assert!(taken < Duration::from_secs(10), "{taken:?}");
}

const SIZE: usize = 1 << 20;

/// Pieces with commas between them, up to so many bytes.
pub fn repeated(size: usize, open: &str, piece: &dyn Fn(usize) -> String, close: &str) -> String {
    let mut text = open.to_owned();
    let mut index = 0;
    while text.len() < size {
        text.push_str(&piece(index));
        text.push(',');
        index += 1;
    }
    text.pop();
    text + close
}

#[test]
fn large_input_takes_no_more_than_its_size() {
    let unique = |json: &mut Reader<'_>| {
        let rule = ArrayRule {
            unique: true,
            ..ArrayRule::ANY
        };
        Ok(json.array(&rule, Reader::any)?.map(|_| ()))
    };
    is_quick(
        &repeated(SIZE, "[", &|index| index.to_string(), "]"),
        unique,
    );
    is_quick(
        &repeated(SIZE, "[", &|_| "{\"a\":1}".to_owned(), "]"),
        unique,
    );
    is_quick(
        &repeated(SIZE, "{\"a\":3,", &|index| format!("\"k{index}\":0"), "}"),
        node,
    );
    is_quick(&repeated(SIZE, "{", &|_| "\"a\":3".to_owned(), "}"), node);
    is_quick(
        &repeated(SIZE, "{", &|index| format!("\"k{index}\":0"), "}"),
        |json| Ok(json.any()?.map(|_| ())),
    );
    is_quick(&format!("{{\"e\":{}}}", "1".repeat(4_000)), node);
    is_quick(&format!("{{\"e\":0.{}}}", "1".repeat(SIZE)), node);
    is_quick(&format!("{{\"e\":1e{}}}", "9".repeat(SIZE)), node);
    is_quick(&format!("{{\"c\":{{\"x\":0.{}}}}}", "0".repeat(SIZE)), node);
    is_quick(&format!("{{\"{}\":1}}", "k".repeat(SIZE)), node);
    is_quick(
        &format!("{{\"x\":\"{}\"}}", "\\u0000".repeat(SIZE / 6)),
        node,
    );
    is_quick(&" ".repeat(SIZE), node);
}

#[test]
fn at_most_64_violations_are_kept() {
    let text = format!("[{}]", vec!["\"x\""; 1000].join(","));
    let read = read(&text, |json| json.array(&ArrayRule::ANY, Reader::boolean));
    let Outcome::Violations(violations) = read else {
        panic!("{read:?}")
    };
    assert_eq!(violations.len(), 64);
    assert_eq!(violations[63], "#/63 type");
}

#[test]
fn lone_surrogates_are_malformed_wherever_they_stand() {
    for text in [
        r#""\ud800""#,
        r#"["\udc00"]"#,
        r#"{"\ud800":1}"#,
        r#""\ud800\ud800""#,
        r#""\ud83dx""#,
    ] {
        assert!(
            matches!(read(text, Reader::any), Outcome::Malformed(_)),
            "{text}"
        );
        assert!(
            matches!(
                read(text, |json| json.skip().map(Some)),
                Outcome::Malformed(_)
            ),
            "{text}"
        );
        assert!(matches!(read(text, node), Outcome::Malformed(_)), "{text}");
    }
    for bytes in [
        &b"\"\xFF\""[..],
        b"\"\xC0\x80\"",
        b"\"\xED\xA0\x80\"",
        b"{\"\xFF\":1}",
        b"\xEF\xBB\xBF1",
        b"\xFF",
        b"\"\x01\"",
    ] {
        assert!(
            matches!(
                read_document(bytes, Reader::any),
                Err(Refusal::Malformed(_))
            ),
            "{bytes:?}"
        );
        assert!(
            matches!(read_document(bytes, node), Err(Refusal::Malformed(_))),
            "{bytes:?}"
        );
    }
}

#[test]
fn messages_never_quote_the_text() {
    for text in [
        "{\"secret\":}",
        "[secret]",
        "\"secret",
        "{\"a\":secret}",
        "secret",
        "{\"secret\":1,\"secret\":2",
    ] {
        let refusal = read_document(text.as_bytes(), node).unwrap_err();
        assert!(!refusal.to_string().contains("secret"), "{refusal}");
    }
}
