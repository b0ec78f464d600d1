//! Values as they are written.

use proptest::prelude::*;
use specwright_runtime::{
    Choice, Decimal, Json, Presence, Quoted, Timestamp, Uuid, WriteJson, Writer,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[track_caller]
fn check(value: &dyn WriteJson, text: &str) {
    assert_eq!(
        String::from_utf8(Writer::document(value).unwrap()).unwrap(),
        text
    );
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Size {
    Small,
}

impl Choice for Size {
    const CHOICES: &'static [(&'static str, Self)] = &[("sm\"all", Self::Small)];
}

#[test]
fn scalars() {
    check(&true, "true");
    check(&false, "false");
    check(&0_i32, "0");
    check(&i64::MIN, "-9223372036854775808");
    check(&u64::MAX, "18446744073709551615");
    check(&-7_i16, "-7");
    check(&Size::Small, r#""sm\"all""#);
    check(
        &Uuid::from_u128(0xAB),
        r#""00000000-0000-0000-0000-0000000000ab""#,
    );
    check(&"1.50".parse::<Decimal>().unwrap(), "1.50");
    check(&Quoted("1.50".parse::<Decimal>().unwrap()), r#""1.50""#);
    check(
        &"2026-01-02T03:04:05.1+00:00".parse::<Timestamp>().unwrap(),
        r#""2026-01-02T03:04:05.100Z""#,
    );
    check(
        &"2026-01-02".parse::<specwright_runtime::Date>().unwrap(),
        r#""2026-01-02""#,
    );
    check(
        &"03:04:05".parse::<specwright_runtime::Time>().unwrap(),
        r#""03:04:05""#,
    );
    check(
        &"2026-01-02T03:04:05"
            .parse::<specwright_runtime::LocalTimestamp>()
            .unwrap(),
        r#""2026-01-02T03:04:05""#,
    );
    check(
        &"{ \"a\" : [1.50] }".parse::<Json>().unwrap(),
        r#"{"a":[1.50]}"#,
    );
    check(&vec![1_u8, 2, 3], r#""AQID""#);
    check(&Cow::Borrowed("x"), r#""x""#);
}

#[test]
fn numbers_are_the_shortest_that_read_back() {
    for value in [
        0.1,
        1.0,
        -0.0,
        0.3,
        1e21,
        1e-7,
        123_456_789.123,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
    ] {
        let text = String::from_utf8(Writer::document(&value).unwrap()).unwrap();
        assert_eq!(
            text.parse::<f64>().unwrap().to_bits(),
            value.to_bits(),
            "{text}"
        );
        assert!(text.len() <= 24, "{text}");
    }
    check(&0.1_f64, "0.1");
    check(&0.1_f32, "0.1");
}

#[test]
fn what_is_not_finite_cannot_be_written() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Writer::document(&value), None);
        assert_eq!(Writer::document(&vec![Some(value)]), None);
    }
    assert_eq!(Writer::document(&f32::NAN), None);
}

#[test]
fn strings_are_escaped_where_they_must_be() {
    check(&"", r#""""#);
    check(&"a\"b\\c/d", r#""a\"b\\c/d""#);
    check(
        &"\u{8}\t\n\u{c}\r\0\u{1f}\u{7f}",
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\"",
    );
    check(&"é😀\u{2028}", "\"é😀\u{2028}\"");
}

#[test]
fn escapes_are_found_at_every_place() {
    for special in [
        "\"", "\\", "\0", "\u{1f}", "\n", " ", "!", "#", "[", "]", "\u{7f}", "\u{80}", "ÿ", "😀",
    ] {
        for before in 0..20 {
            for after in 0..10 {
                let text =
                    "a".repeat(before) + special + special + &"\u{e9}".repeat(after) + special;
                let written = Writer::document(&text).unwrap();
                assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), text);
            }
        }
    }
}

#[test]
fn containers() {
    check(&Vec::<i64>::new(), "[]");
    check(&vec![Some(1), None], "[1,null]");
    check(
        &BTreeMap::from([("b\n".to_owned(), 1), ("a".to_owned(), 2)]),
        r#"{"a":2,"b\n":1}"#,
    );
    check(&None::<i64>, "null");
}

#[test]
fn members_are_absent_null_or_there() {
    let mut json = Writer::new();
    let mut object = json.object();
    object.optional::<i64>("a", None);
    object.optional("b", Some(&1));
    object.nullable::<i64>("c", None);
    object.nullable("d", Some(&1));
    object.presence::<i64>("e", &Presence::Absent);
    object.presence::<i64>("f", &Presence::Null);
    object.presence("g", &Presence::Value(1));
    object.presence_boxed("h", &Presence::Value(Box::new(1)));
    object.presence_boxed::<i64>("i", &Presence::Null);
    object.presence_boxed::<i64>("j", &Presence::Absent);
    object.field("k\"", &"");
    object.end();
    let text = String::from_utf8(json.finish().unwrap()).unwrap();
    assert_eq!(
        text,
        r#"{"b":1,"c":null,"d":1,"f":null,"g":1,"h":1,"i":null,"k\"":""}"#
    );
}

proptest! {
    #[test]
    fn any_string_is_read_back(text in any::<String>()) {
        let written = Writer::document(&text).unwrap();
        prop_assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), text);
    }

    #[test]
    fn any_integer_is_read_back(value in any::<i64>()) {
        let written = Writer::document(&value).unwrap();
        prop_assert_eq!(serde_json::from_slice::<i64>(&written).unwrap(), value);
    }

    #[test]
    fn any_finite_number_is_read_back(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let written = String::from_utf8(Writer::document(&value).unwrap()).unwrap();
        prop_assert_eq!(written.parse::<f64>().unwrap().to_bits(), value.to_bits());
    }
}
