//! Unions whose alternatives only reading tells apart.

use crate::unions::{A, B, of_types, requires, with};
use crate::{Outcome, read, reads, refuses};
use specwright_runtime::{
    Alternative, ArrayRule, Assertion, IntegerRule, Matching, ObjectRule, Property, Reader, Schema,
    StringRule, Syntax, Types, UnionRule,
};

static AB: ObjectRule = ObjectRule {
    properties: &[Property::required("a"), Property::optional("b")],
    ..ObjectRule::ANY
};

#[test]
fn of_any_that_match_the_one_that_knows_most_is_taken() {
    static RULE: UnionRule = UnionRule {
        matching: Matching::Any,
        discriminator: None,
        alternatives: &[requires(&["a"]), requires(&["a"]), requires(&["b"])],
    };
    fn any(json: &mut Reader<'_>) -> Result<Option<usize>, Syntax> {
        json.union(
            &RULE,
            &[
                |json| Ok(with(json, &A)?.map(|_| 0)),
                |json| Ok(with(json, &AB)?.map(|_| 1)),
                |json| Ok(with(json, &B)?.map(|_| 2)),
            ],
        )
    }
    reads(
        &[
            ("{\"a\":1}", 0),
            ("{\"a\":1,\"b\":2}", 1),
            ("{\"a\":1,\"x\":2}", 0),
            ("{\"a\":1,\"b\":2,\"x\":3}", 1),
            ("{\"b\":2}", 2),
        ],
        any,
    );
    refuses(
        &[
            ("{}", "# anyOf, #/a required"),
            ("{\"a\":\"x\"}", "# anyOf, #/a type"),
        ],
        any,
    );
}

#[test]
fn a_schema_decides_among_alternatives_that_are_read_alike() {
    static LOW: Schema = Schema(&[Assertion::Maximum("5")]);
    static HIGH: Schema = Schema(&[Assertion::Minimum("5")]);
    static RULE: UnionRule = UnionRule {
        matching: Matching::One,
        discriminator: None,
        alternatives: &[of_types(Types::INTEGER), of_types(Types::INTEGER)],
    };
    fn sided(json: &mut Reader<'_>) -> Result<Option<(bool, i64)>, Syntax> {
        json.union(
            &RULE,
            &[
                |json| {
                    let low = json.checked(&LOW, |json| json.int64(&IntegerRule::INT64))?;
                    Ok(low.map(|value| (false, value)))
                },
                |json| {
                    let high = json.checked(&HIGH, |json| json.int64(&IntegerRule::INT64))?;
                    Ok(high.map(|value| (true, value)))
                },
            ],
        )
    }
    reads(&[("1", (false, 1)), ("9", (true, 9))], sided);
    refuses(&[("5", "# oneOf")], sided);
}

/// Every level is ambiguous, so that reading it naively would take 2^30 readings.
#[test]
fn ambiguous_unions_in_one_another_take_no_time() {
    static RULE: UnionRule = UnionRule {
        matching: Matching::Any,
        discriminator: None,
        alternatives: &[
            of_types(Types::ARRAY),
            of_types(Types::ARRAY),
            of_types(Types::NULL),
        ],
    };
    fn nest(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
        json.union(
            &RULE,
            &[
                |json| {
                    let rule = ArrayRule {
                        min_items: 1,
                        ..ArrayRule::ANY
                    };
                    Ok(json.array(&rule, nest)?.map(|_| ()))
                },
                |json| Ok(json.array(&ArrayRule::ANY, nest)?.map(|_| ())),
                |json| Ok(json.null()?.then_some(())),
            ],
        )
    }
    let text = |depth: usize, inside: &str| "[".repeat(depth) + inside + &"]".repeat(depth);
    assert_eq!(read(&text(30, ""), nest), Outcome::Value(()));
    assert_eq!(read(&text(30, "null,null"), nest), Outcome::Value(()));
    let Outcome::Violations(violations) = read(&text(30, "1"), nest) else {
        panic!("a number is none of it");
    };
    assert!(violations.contains(&format!("#{} type", "/0".repeat(30))));
    assert!(matches!(read(&text(60, "1"), nest), Outcome::Violations(_)));
    assert!(matches!(
        read(&text(200, "1"), nest),
        Outcome::Malformed(_) | Outcome::Violations(_)
    ));
}

static ONE: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: &[Alternative::ANY],
};
static NONE: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: &[],
};

#[test]
fn a_union_that_is_its_own_alternative_has_no_value_there() {
    static RULE: UnionRule = UnionRule {
        matching: Matching::Any,
        discriminator: None,
        alternatives: &[Alternative::ANY, of_types(Types::STRING)],
    };
    fn own(json: &mut Reader<'_>) -> Result<Option<String>, Syntax> {
        json.union(&RULE, &[own, |json| json.string(&StringRule::ANY)])
    }
    reads(&[("\"a\"", "a".to_owned())], own);
    assert!(matches!(read("1", own), Outcome::Violations(_)));
    refuses(&[("1", "# type")], |json| json.union::<()>(&NONE, &[]));
    refuses(&[("1", "# oneOf")], |json| json.union::<()>(&ONE, &[]));
}
