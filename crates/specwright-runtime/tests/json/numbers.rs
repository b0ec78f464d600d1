//! Numbers: integers, exact bounds, decimals.

use crate::{reads, refuses};
use specwright_runtime::{IntegerRule, NumberRule, StringRule, UnsignedRule};

#[test]
fn integers_are_what_json_schema_calls_integers() {
    reads(
        &[
            ("0", 0),
            ("-0", 0),
            ("1.0", 1),
            ("1e2", 100),
            ("1.5E1", 15),
            ("-100e-2", -1),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
            ("999999999999999999", 999_999_999_999_999_999),
        ],
        |json| json.int64(&IntegerRule::INT64),
    );
    refuses(
        &[
            ("1.5", "# type"),
            ("1e-1", "# type"),
            ("\"1\"", "# type"),
            ("9223372036854775808", "# format"),
            ("-9223372036854775809", "# format"),
            ("1e400", "# format"),
            ("123456789012345678901234567890", "# format"),
        ],
        |json| json.int64(&IntegerRule::INT64),
    );
    reads(
        &[("2147483647", i32::MAX), ("-2147483648", i32::MIN)],
        |json| json.int32(&IntegerRule::INT32),
    );
    refuses(
        &[
            ("2147483648", "# format"),
            ("-2147483649", "# format"),
            ("1e10", "# format"),
        ],
        |json| json.int32(&IntegerRule::INT32),
    );
}

#[test]
fn bounds_of_integers_are_inclusive_unless_they_say_otherwise() {
    reads(&[("-10", -10), ("0", 0), ("15", 15)], |json| {
        json.int64(&IntegerRule {
            minimum: Some(-10),
            maximum: Some(15),
            multiple_of: Some(5),
            ..IntegerRule::INT64
        })
    });
    refuses(
        &[
            ("-15", "# minimum"),
            ("20", "# maximum"),
            ("7", "# multipleOf"),
            ("16", "# maximum, # multipleOf"),
        ],
        |json| {
            json.int64(&IntegerRule {
                minimum: Some(-10),
                maximum: Some(15),
                multiple_of: Some(5),
                ..IntegerRule::INT64
            })
        },
    );
    refuses(
        &[
            ("1", "# exclusiveMinimum"),
            ("3", "# exclusiveMaximum"),
            ("3.0", "# exclusiveMaximum"),
        ],
        |json| {
            json.int32(&IntegerRule {
                minimum: Some(1),
                maximum: Some(3),
                exclusive_minimum: true,
                exclusive_maximum: true,
                ..IntegerRule::INT32
            })
        },
    );
    reads(&[("-9223372036854775808", i64::MIN)], |json| {
        json.int64(&IntegerRule {
            multiple_of: Some(-1),
            ..IntegerRule::INT64
        })
    });
}

#[test]
fn bounds_of_numbers_are_exact() {
    reads(
        &[
            ("0.1", 0.1),
            ("0.30", 0.3),
            ("1e-1", 0.1),
            ("99999999999999999999", 1e20),
        ],
        |json| {
            json.number(&NumberRule {
                minimum: Some("0.1"),
                multiple_of: Some("0.01"),
                ..NumberRule::ANY
            })
        },
    );
    refuses(
        &[
            ("0.09999999999999999999999999", "# minimum, # multipleOf"),
            ("0.015", "# minimum, # multipleOf"),
            ("1.005", "# multipleOf"),
            ("\"1\"", "# type"),
            ("true", "# type"),
        ],
        |json| {
            json.number(&NumberRule {
                minimum: Some("0.1"),
                multiple_of: Some("0.01"),
                ..NumberRule::ANY
            })
        },
    );
    refuses(
        &[
            ("9007199254740993", "# maximum"),
            ("9007199254740992.000000001", "# maximum"),
            ("1e999", "# maximum, # format"),
        ],
        |json| {
            json.number(&NumberRule {
                maximum: Some("9007199254740992"),
                ..NumberRule::ANY
            })
        },
    );
    refuses(
        &[
            ("0", "# exclusiveMinimum"),
            ("-0.0", "# exclusiveMinimum"),
            ("1.0", "# exclusiveMaximum"),
        ],
        |json| {
            json.number(&NumberRule {
                minimum: Some("0"),
                maximum: Some("1"),
                exclusive_minimum: true,
                exclusive_maximum: true,
                ..NumberRule::ANY
            })
        },
    );
    reads(
        &[
            ("1e-400", 0.0),
            ("1.7976931348623157e308", f64::MAX),
            ("0.1000000000000000055511151231257827", 0.1),
        ],
        |json| json.number(&NumberRule::ANY),
    );
}

#[test]
fn decimals_keep_their_digits() {
    let decimal = |text: &'static str| (text, text.parse::<specwright_runtime::Decimal>().unwrap());
    let rows = [
        decimal("1.50"),
        decimal("0.1"),
        decimal("-79228162514264337593543950335"),
        decimal("1e2"),
    ];
    for (text, value) in rows {
        let read = crate::read(text, |json| json.decimal(&NumberRule::ANY));
        let crate::Outcome::Value(read) = read else {
            panic!("{text}: {read:?}")
        };
        assert_eq!((read, read.to_string()), (value, value.to_string()));
    }
    refuses(
        &[
            ("1e30", "# format"),
            ("1e-30", "# format"),
            ("\"1\"", "# type"),
        ],
        |json| json.decimal(&NumberRule::ANY),
    );
    refuses(&[("0.005", "# multipleOf")], |json| {
        json.decimal(&NumberRule {
            multiple_of: Some("0.01"),
            ..NumberRule::ANY
        })
    });
    let quoted = crate::read("\"12.50\"", |json| json.decimal_string(&StringRule::ANY));
    let crate::Outcome::Value(quoted) = quoted else {
        panic!("{quoted:?}")
    };
    assert_eq!(quoted.to_string(), "12.50");
    refuses(
        &[
            ("12.50", "# type"),
            ("\"x\"", "# type"),
            ("\"\"", "# type"),
            ("\"1.\"", "# type"),
        ],
        |json| json.decimal_string(&StringRule::ANY),
    );
}

#[test]
fn unsigned_integers_go_up_to_two_to_the_64th() {
    reads(
        &[
            ("0", 0),
            ("-0", 0),
            ("-0.0e5", 0),
            ("1.0", 1),
            ("1E2", 100),
            ("2147483648", 1 << 31),
            ("9007199254740993", (1 << 53) + 1),
            ("9223372036854775808", 1 << 63),
            ("18446744073709551615", u64::MAX),
            ("18446744073709551615.000", u64::MAX),
            ("1844674407370955161.5e1", u64::MAX),
        ],
        |json| json.uint64(&UnsignedRule::UINT64),
    );
    refuses(
        &[
            ("18446744073709551616", "# format"),
            ("1e400", "# format"),
            ("-1", "# format"),
            ("1.5", "# type"),
            ("1e-400", "# type"),
            ("\"1\"", "# type"),
        ],
        |json| json.uint64(&UnsignedRule::UINT64),
    );
    refuses(
        &[
            ("9223372036854775808", "# exclusiveMinimum, # multipleOf"),
            ("18446744073709551615", "# maximum"),
            ("9223372036854775810", "# multipleOf"),
        ],
        |json| {
            json.uint64(&UnsignedRule {
                minimum: Some(1 << 63),
                exclusive_minimum: true,
                maximum: Some(u64::MAX - 1),
                multiple_of: Some(3),
                ..UnsignedRule::UINT64
            })
        },
    );
}

#[test]
fn the_edges_of_integers_are_exact() {
    reads(
        &[
            ("9007199254740993", (1_i64 << 53) + 1),
            ("-9007199254740993", -(1_i64 << 53) - 1),
            ("2147483648", 1 << 31),
            ("9.223372036854775807e18", i64::MAX),
            ("1E2", 100),
        ],
        |json| json.int64(&IntegerRule::INT64),
    );
    refuses(
        &[
            ("9223372036854775808", "# format"),
            ("18446744073709551615", "# format"),
            ("9223372036854775807.5", "# type"),
        ],
        |json| json.int64(&IntegerRule::INT64),
    );
}
