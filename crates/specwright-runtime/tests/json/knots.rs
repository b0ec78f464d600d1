//! Whatever bytes come in, unions and schemas neither panic nor hang.

use crate::hostile::{is_quick, nearly_json, repeated};
use crate::{Outcome, read};
use proptest::prelude::*;
use specwright_runtime::{
    Additional, Alternative, ArrayRule, Assertion, Format, MapRule, Matching, ObjectRule, Pattern,
    Property, Reader, Refusal, Schema, StringRule, Syntax, Tag, Types, UnionRule, read_document,
};

static WORD: Pattern = Pattern::new(r"^\w$");
static LEAF: Schema = Schema(&[
    Assertion::Types(Types::ANY),
    Assertion::Enum(&["1", "\"x\"", "[1]", "{\"a\":1}", "null", "true", "\"\\n\""]),
    Assertion::MinLength(1),
    Assertion::MaxLength(1),
    Assertion::Pattern(&WORD),
    Assertion::Format(Format::Uri),
    Assertion::ExclusiveMinimum("0"),
    Assertion::ExclusiveMaximum("1e3"),
    Assertion::MultipleOf("0.01"),
]);
/// A schema that uses everything, and itself.
static KNOT: Schema = Schema(&[
    Assertion::Properties(&[("a", &KNOT), ("b", &LEAF), ("f", &Schema::NEVER)]),
    Assertion::PatternProperties(&[(&WORD, &OTHER)]),
    Assertion::AdditionalProperties(&KNOT),
    Assertion::PropertyNames(&LEAF),
    Assertion::DependentRequired(&[("a", &["b", "zz"])]),
    Assertion::DependentSchemas(&[("b", &OTHER)]),
    Assertion::Required(&["a"]),
    Assertion::MinProperties(1),
    Assertion::MaxProperties(3),
    Assertion::PrefixItems(&[&LEAF, &KNOT]),
    Assertion::Items(&OTHER),
    Assertion::Contains {
        schema: &KNOT,
        min: 1,
        max: 2,
    },
    Assertion::UniqueItems,
    Assertion::MinItems(1),
    Assertion::MaxItems(3),
]);
static OTHER: Schema = Schema(&[
    Assertion::AllOf(&[&OTHER, &Schema::ANY]),
    Assertion::AnyOf(&[&KNOT, &LEAF]),
    Assertion::OneOf(&[&KNOT, &LEAF, &OTHER]),
    Assertion::Not(&KNOT),
    Assertion::If {
        when: &KNOT,
        then: &OTHER,
        otherwise: &LEAF,
    },
]);

static A: ObjectRule = ObjectRule {
    properties: &[Property::required("a")],
    ..ObjectRule::ANY
};
static B: ObjectRule = ObjectRule {
    properties: &[Property::required("b")],
    additional: Additional::Collected,
    ..ObjectRule::ANY
};
const ALTERNATIVES: &[Alternative] = &[
    Alternative {
        types: Types::OBJECT,
        required: &["a"],
        tags: &[Tag {
            property: "b",
            values: &["x"],
        }],
    },
    Alternative {
        types: Types::OBJECT,
        required: &["b"],
        tags: &[Tag {
            property: "b",
            values: &["x", ""],
        }],
    },
    Alternative {
        types: Types::ARRAY.or(Types::NULL),
        ..Alternative::ANY
    },
    Alternative::ANY,
    Alternative {
        types: Types::OBJECT,
        ..Alternative::ANY
    },
    Alternative {
        types: Types::INTEGER,
        ..Alternative::ANY
    },
];
static ONE: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: None,
    alternatives: ALTERNATIVES,
};
static ANY: UnionRule = UnionRule {
    matching: Matching::Any,
    discriminator: None,
    alternatives: ALTERNATIVES,
};
static TAGGED: UnionRule = UnionRule {
    matching: Matching::One,
    discriminator: Some("b"),
    alternatives: ALTERNATIVES,
};

fn members(json: &mut Reader<'_>, rule: &'static ObjectRule) -> Result<Option<()>, Syntax> {
    let Some(mut object) = json.object(rule)? else {
        return Ok(None);
    };
    while json.property(&mut object)?.is_some() {
        tagged(json)?;
    }
    Ok(json.end(object).then_some(()))
}

fn union(json: &mut Reader<'_>, rule: &'static UnionRule) -> Result<Option<()>, Syntax> {
    json.union(
        rule,
        &[
            |json| members(json, &A),
            |json| json.checked(&OTHER, |json| members(json, &B)),
            |json| {
                Ok(json
                    .nullable(|json| json.array(&ArrayRule::ANY, of_any))?
                    .map(|_| ()))
            },
            |json| json.checked(&LEAF, |json| Ok(json.string(&StringRule::ANY)?.map(|_| ()))),
            |json| Ok(json.map(&MapRule::ANY, of_one)?.map(|_| ())),
            |json| Ok(json.any()?.map(|_| ())),
        ],
    )
}

fn of_one(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    union(json, &ONE)
}

fn of_any(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    union(json, &ANY)
}

fn tagged(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    union(json, &TAGGED)
}

fn knot(json: &mut Reader<'_>) -> Result<Option<()>, Syntax> {
    json.checked(&KNOT, |json| json.skip().map(Some))
}

type Read = fn(&mut Reader<'_>) -> Result<Option<()>, Syntax>;

const READERS: [Read; 5] = [of_one, of_any, tagged, knot, |json| {
    Ok(json.array(&ArrayRule::ANY, knot)?.map(|_| ()))
}];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for reader in READERS {
            let _ = read_document(&bytes, reader);
        }
    }

    #[test]
    fn nearly_json_is_read_or_refused(text in nearly_json()) {
        let is_json = serde_json::from_slice::<serde_json::Value>(&text).is_ok();
        for reader in READERS {
            match read_document(&text, reader) {
                // What another reader takes for JSON is never called malformed here, and the other way round.
                Err(Refusal::Malformed(syntax)) => {
                    prop_assert!(!is_json || text.windows(5).any(|part| part == b"1e999"), "{}", syntax);
                }
                Err(Refusal::Invalid(violations)) => {
                    prop_assert!(!violations.is_empty() && violations.len() <= 64);
                }
                Ok(()) => prop_assert!(is_json || text.windows(5).any(|part| part == b"1e999")),
            }
        }
    }
}

/// Less than the default limit: a debug build takes a hundred times as long as a service.
const SIZE: usize = 1 << 17;

#[test]
fn large_input_takes_no_more_than_its_size() {
    for reader in READERS {
        is_quick(
            &repeated(SIZE, "[", &|index| index.to_string(), "]"),
            reader,
        );
        is_quick(
            &repeated(SIZE, "{", &|index| format!("\"k{index}\":{{}}"), "}"),
            reader,
        );
        is_quick(
            &repeated(
                SIZE,
                "{\"b\":\"x\",",
                &|index| format!("\"a{index}\":[1]"),
                "}",
            ),
            reader,
        );
        is_quick(
            &repeated(
                SIZE,
                "[",
                &|index| format!("{{\"a\":[{index}],\"b\":\"x\"}}"),
                "]",
            ),
            reader,
        );
        // What only reading tells apart is read again at each of up to 32 levels, so that less of it has to do.
        let inside: Vec<String> = (0..5_000)
            .map(|index| format!("{{\"k\":{index}}}"))
            .collect();
        let inside = format!("[{}]", inside.join(","));
        is_quick(&("[".repeat(100) + &inside + &"]".repeat(100)), reader);
        is_quick(
            &("{\"a\":".repeat(100) + &inside + &"}".repeat(100)),
            reader,
        );
        is_quick(
            &("{\"x\":".repeat(100) + &inside + &",\"b\":\"x\"}".repeat(100)),
            reader,
        );
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(matches!(
            read(&deep, |json| json
                .checked(&KNOT, |json| json.skip().map(Some))),
            Outcome::Malformed(_)
        ));
    }
}
