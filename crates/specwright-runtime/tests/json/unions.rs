//! Values that are one of several alternatives.

use crate::{Outcome, read, reads, refuses};
use specwright_runtime::{
    Additional, Alternative, ArrayRule, IntegerRule, Matching, NumberRule, ObjectRule, Property,
    Reader, Refusal, StringRule, Syntax, Tag, Types, UnionRule, read_document,
};

#[derive(Debug, Clone, PartialEq)]
enum Scalar {
    Text(String),
    Integer(i64),
    Number(f64),
    Nothing,
}

pub const fn of_types(types: Types) -> Alternative {
    Alternative {
        types,
        ..Alternative::ANY
    }
}

static SCALAR: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: &[
        of_types(Types::STRING),
        of_types(Types::INTEGER),
        of_types(Types::NULL),
    ],
};

fn scalar(json: &mut Reader<'_>) -> Result<Option<Scalar>, Syntax> {
    json.union(
        &SCALAR,
        &[
            |json| Ok(json.string(&StringRule::ANY)?.map(Scalar::Text)),
            |json| Ok(json.int64(&IntegerRule::INT64)?.map(Scalar::Integer)),
            |json| Ok(json.null()?.then_some(Scalar::Nothing)),
        ],
    )
}

#[test]
fn types_tell_alternatives_apart() {
    reads(
        &[
            ("\"a\"", Scalar::Text("a".to_owned())),
            ("5", Scalar::Integer(5)),
            ("1.0", Scalar::Integer(1)),
            ("null", Scalar::Nothing),
        ],
        scalar,
    );
    refuses(
        &[
            ("1.5", "# type"),
            ("true", "# type"),
            ("{}", "# type"),
            ("1e99", "# format"),
        ],
        scalar,
    );
    let Err(Refusal::Invalid(violations)) = read_document(b"[]", scalar) else {
        panic!("an array is no scalar");
    };
    assert_eq!(
        violations[0].detail,
        "must be null, an integer or a string, not an array"
    );
}

#[test]
fn an_integer_that_is_a_number_too_matches_twice() {
    static RULE: UnionRule = UnionRule {
        matching: Matching::One,
        discriminator: None,
        alternatives: &[of_types(Types::INTEGER), of_types(Types::NUMBER)],
    };
    static ANY: UnionRule = UnionRule {
        matching: Matching::Any,
        ..RULE
    };
    fn by(json: &mut Reader<'_>, rule: &'static UnionRule) -> Result<Option<Scalar>, Syntax> {
        json.union(
            rule,
            &[
                |json| Ok(json.int64(&IntegerRule::INT64)?.map(Scalar::Integer)),
                |json| Ok(json.number(&NumberRule::ANY)?.map(Scalar::Number)),
            ],
        )
    }
    refuses(&[("1", "# oneOf"), ("1.0", "# oneOf")], |json| {
        by(json, &RULE)
    });
    reads(&[("1.5", Scalar::Number(1.5))], |json| by(json, &RULE));
    reads(
        &[
            ("1", Scalar::Integer(1)),
            ("1.5", Scalar::Number(1.5)),
            ("1e30", Scalar::Number(1e30)),
        ],
        |json| by(json, &ANY),
    );
}

static TAGGED: ObjectRule = ObjectRule {
    properties: &[Property::required("petType"), Property::required("age")],
    ..ObjectRule::ANY
};

/// A pet's age, and the property by which it is known.
fn pet(json: &mut Reader<'_>) -> Result<Option<i64>, Syntax> {
    let mut age = None;
    let Some(mut object) = json.object(&TAGGED)? else {
        return Ok(None);
    };
    while let Some(property) = json.property(&mut object)? {
        match property {
            0 => _ = json.string(&StringRule::ANY)?,
            1 => age = json.int64(&IntegerRule::INT64)?,
            _ => json.skip()?,
        }
    }
    let complete = json.end(object);
    Ok(age.filter(|_| complete))
}

const fn tagged(values: &'static [Tag]) -> Alternative {
    Alternative {
        types: Types::OBJECT,
        required: &["petType"],
        tags: values,
    }
}

static BY_TAG: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: Some("petType"),
    alternatives: &[
        tagged(&[Tag {
            property: "petType",
            values: &["cat", "Cat"],
        }]),
        tagged(&[Tag {
            property: "petType",
            values: &["dog"],
        }]),
    ],
};

/// A cat's age, or less than nothing for a dog's.
fn either(json: &mut Reader<'_>, rule: &'static UnionRule) -> Result<Option<i64>, Syntax> {
    json.union(
        rule,
        &[
            |json| Ok(pet(json)?.map(i64::abs)),
            |json| Ok(pet(json)?.map(|age| -age)),
        ],
    )
}

fn by_tag(json: &mut Reader<'_>) -> Result<Option<i64>, Syntax> {
    either(json, &BY_TAG)
}

#[test]
fn the_discriminator_alone_chooses() {
    reads(
        &[
            ("{\"petType\":\"cat\",\"age\":3}", 3),
            ("{\"age\":3,\"x\":[{}],\"petType\":\"do\\u0067\"}", -3),
            (" { \"age\" : 4 , \"petType\" : \"Cat\" } ", 4),
        ],
        by_tag,
    );
    refuses(
        &[
            ("{\"age\":3}", "#/petType required"),
            ("{}", "#/petType required"),
            ("{\"petType\":\"cow\",\"age\":3}", "#/petType discriminator"),
            ("{\"petType\":7}", "#/petType type"),
            ("{\"petType\":\"dog\",\"age\":\"x\"}", "#/age type"),
            ("{\"petType\":\"dog\"}", "#/age required"),
            (
                "{\"petType\":\"dog\",\"petType\":\"cat\",\"age\":1}",
                "#/petType duplicate",
            ),
            ("[]", "# type"),
        ],
        by_tag,
    );
    let Err(Refusal::Invalid(violations)) = read_document(b"{\"petType\":\"cow\"}", by_tag) else {
        panic!("a cow is no pet");
    };
    assert_eq!(violations[0].detail, "must be one of `cat`, `Cat`, `dog`");
    for text in [
        "{\"petType\":",
        "{\"petType\":\"cat\",",
        "{\"x\":01,\"petType\":\"cat\"}",
    ] {
        assert!(
            matches!(read(text, by_tag), Outcome::Malformed(_)),
            "{text}"
        );
    }
}

/// An object with one required property, and how many members it does not know.
pub fn with(
    json: &mut Reader<'_>,
    rule: &'static ObjectRule,
) -> Result<Option<&'static str>, Syntax> {
    let Some(mut object) = json.object(rule)? else {
        return Ok(None);
    };
    while json.property(&mut object)?.is_some() {
        json.int64(&IntegerRule::INT64)?;
    }
    Ok(json.end(object).then_some(rule.properties[0].name))
}

pub static A: ObjectRule = ObjectRule {
    properties: &[Property::required("a")],
    ..ObjectRule::ANY
};
pub static B: ObjectRule = ObjectRule {
    properties: &[Property::required("b"), Property::optional("a")],
    ..ObjectRule::ANY
};
static C: ObjectRule = ObjectRule {
    properties: &[Property::required("c")],
    additional: Additional::Refused,
    ..ObjectRule::ANY
};

pub const fn requires(required: &'static [&'static str]) -> Alternative {
    Alternative {
        types: Types::OBJECT,
        required,
        tags: &[],
    }
}

static BY_REQUIRED: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: &[requires(&["a"]), requires(&["b"]), requires(&["c"])],
};

fn by_required(json: &mut Reader<'_>) -> Result<Option<&'static str>, Syntax> {
    json.union(
        &BY_REQUIRED,
        &[
            |json| with(json, &A),
            |json| with(json, &B),
            |json| with(json, &C),
        ],
    )
}

fn lists(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    static RULE: UnionRule = UnionRule {
        matching: Matching::One,
        discriminator: None,
        alternatives: &[of_types(Types::ARRAY), of_types(Types::OBJECT)],
    };
    json.union(
        &RULE,
        &[
            |json| Ok(json.array(&ArrayRule::ANY, lists)?.map(|_| ())),
            |json| Ok(by_required(json)?.map(|_| ())),
        ],
    )
}

#[test]
fn required_properties_exclude_alternatives() {
    reads(
        &[
            ("{\"a\":1}", "a"),
            ("{\"x\":{},\"b\":1}", "b"),
            ("{\"c\":1}", "c"),
        ],
        by_required,
    );
    refuses(
        &[
            // One is left, and is read in place.
            ("{\"a\":\"x\"}", "#/a type"),
            ("{\"c\":1,\"d\":2}", "#/d additionalProperties"),
            // Two match.
            ("{\"a\":1,\"b\":2}", "# oneOf"),
            // None is left: what the closest lacks.
            ("{}", "# oneOf, #/a required"),
            // Two are left, and one of them matches only nearly.
            ("{\"b\":\"x\",\"c\":1}", "# oneOf, #/b type"),
        ],
        by_required,
    );
    let deep = "[".repeat(40) + "{\"b\":\"x\"}" + &"]".repeat(40);
    let Outcome::Violations(violations) = read(&deep, lists) else {
        panic!("a text is no integer");
    };
    assert_eq!(violations, [format!("#{}/b type", "/0".repeat(40))]);
}

#[test]
fn tags_exclude_alternatives_without_a_discriminator() {
    static RULE: UnionRule = UnionRule {
        discriminator: None,
        ..BY_TAG
    };
    fn either_of(json: &mut Reader<'_>) -> Result<Option<i64>, Syntax> {
        either(json, &RULE)
    }
    reads(
        &[
            ("{\"petType\":\"cat\",\"age\":3}", 3),
            ("{\"petType\":\"dog\",\"age\":3}", -3),
        ],
        either_of,
    );
    // Neither tag fits, so that both are read, and here both match.
    refuses(
        &[
            ("{\"petType\":\"dog\",\"age\":\"x\"}", "#/age type"),
            ("{\"petType\":\"cow\",\"age\":3}", "# oneOf"),
            ("{\"age\":3}", "# oneOf, #/petType required"),
        ],
        either_of,
    );
}

#[test]
fn a_union_stands_behind_its_value_however_it_ends() {
    fn rows(json: &mut Reader<'_>) -> Result<Option<Vec<&'static str>>, Syntax> {
        json.array(&ArrayRule::ANY, by_required)
    }
    reads(
        &[("[{\"a\":1}, {\"b\":2} ,{\"c\":3}]", vec!["a", "b", "c"])],
        rows,
    );
    refuses(
        &[(
            "[{\"a\":1,\"b\":2},5,{},{\"a\":\"x\"}]",
            "#/0 oneOf, #/1 type, #/2 oneOf, #/2/a required, #/3/a type",
        )],
        rows,
    );
}
