//! Schemas and the types that they become, one line each.

use crate::described::with_schemas;
use specwright_model::{Additional, Matching, Model, Shape, Slot, Variant};

/// What the schema `All` becomes, and what is said about it. Further schemas are named in their own lines.
#[track_caller]
fn lowered(schemas: &[&str]) -> (String, Vec<String>) {
    let outcome = crate::lower(&with_schemas(schemas), None);
    let body = outcome.value.operations[0].json_body();
    let body = body.expect("the operation takes JSON");
    let messages = outcome.diagnostics.into_iter().map(|it| it.message);
    (shown(&outcome.value, body, 4), messages.collect())
}

/// A type in short: `{name: text, age?: int64}`, `one(text | int64)`, `[text]`; `+` and the number of assertions behind
/// what its shape does not say.
fn shown(model: &Model, slot: Slot, depth: usize) -> String {
    let of = model.type_of(slot.id);
    let inner = |slot: Slot| shown(model, slot, depth.saturating_sub(1));
    let text = match &of.shape {
        _ if depth == 0 => "…".to_owned(),
        Shape::Text(rule) => {
            let range = format!("({}..{})", number(rule.min_length), number(rule.max_length));
            let range = if range == "(..)" { "" } else { &range };
            let pattern = if rule.pattern.is_some() { "~" } else { "" };
            format!("text{range}{pattern}")
        }
        Shape::Integer(width, rule) => {
            let bound = |bound: &Option<specwright_model::Bound>| {
                bound
                    .as_ref()
                    .map(|bound| bound.value.0.clone())
                    .unwrap_or_default()
            };
            let range = format!("({}..{})", bound(&rule.minimum), bound(&rule.maximum));
            let range = if range == "(..)" { "" } else { &range };
            format!("{width:?}{range}").to_lowercase()
        }
        Shape::Choice(choices) => {
            let choices: Vec<&str> = choices.iter().map(|choice| choice.wire.as_str()).collect();
            choices.join("/")
        }
        Shape::Record(record) => {
            let mut parts: Vec<String> = record
                .properties
                .iter()
                .map(|property| {
                    let mark = if property.required { "" } else { "?" };
                    format!("{}{mark}: {}", property.wire, inner(property.slot))
                })
                .collect();
            match record.additional {
                Additional::Ignored => {}
                Additional::Refused => parts.push("!".to_owned()),
                Additional::Kept(value) => parts.push(format!("*: {}", inner(value))),
            }
            format!("{{{}}}", parts.join(", "))
        }
        Shape::Union(union) => {
            let word = match union.matching {
                Matching::One => "one",
                Matching::Any => "any",
            };
            let variant = |variant: &Variant| {
                let tags = variant.tags.join("/");
                let tags = if tags.is_empty() {
                    String::new()
                } else {
                    format!("{tags} => ")
                };
                tags + &inner(variant.slot)
            };
            let variants: Vec<String> = union.variants.iter().map(variant).collect();
            let by = union.discriminator.as_deref().unwrap_or_default();
            format!("{word}{by}({})", variants.join(" | "))
        }
        Shape::Map { value, .. } => format!("{{{}}}", inner(*value)),
        Shape::List { item, .. } => format!("[{}]", inner(*item)),
        other => format!("{other:?}")
            .split('(')
            .next()
            .unwrap_or_default()
            .to_lowercase(),
    };
    let residue = match of.residue.len() {
        0 => String::new(),
        count => format!("+{count}"),
    };
    let null = if slot.nullable { "?" } else { "" };
    format!("{text}{residue}{null}")
}

fn number(count: Option<u32>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

const NAMED: &str =
    "Named: { type: object, required: [name], properties: { name: { type: string } } }";
const CAT: &str = "Cat: { type: object, required: [kind], properties: { kind: { type: string, enum: [cat] }, lives: { type: integer } } }";
const DOG: &str = "Dog: { type: object, required: [kind], properties: { kind: { type: string }, good: { type: boolean } } }";

/// Checks what schemas become, about which nothing is said.
#[track_caller]
fn become_silently(cases: &[(&str, &str)]) {
    for (schema, wanted) in cases {
        let all = if *schema == "{}" {
            "All: {}".to_owned()
        } else {
            format!("All: {{ {schema} }}")
        };
        let (shown, messages) = lowered(&[&all, NAMED, CAT, DOG]);
        assert!(messages.is_empty(), "{schema}: {messages:?}");
        assert_eq!(shown, *wanted, "{schema}");
    }
}

#[test]
fn each_schema_becomes_its_type_without_a_word() {
    become_silently(&[
        // `allOf`: one record, the tighter rule of two, and what no rule holds twice as an assertion.
        (
            "allOf: [ { $ref: '#/components/schemas/Named' }, { type: object, required: [age], properties: { age: { type: integer } } } ]",
            "{name: text, age: bits64}",
        ),
        (
            "allOf: [ { type: string, minLength: 2, pattern: a }, { maxLength: 5, minLength: 3, pattern: b } ]",
            "text(3..5)~+1",
        ),
        (
            "allOf: [ { $ref: '#/components/schemas/Named' }, { type: object, properties: { name: { minLength: 2 } } } ]",
            "{name: text(2..)}",
        ),
        (
            "allOf: [ { type: number, minimum: 1 }, { type: integer, maximum: 9 } ]",
            "bits64(1..9)",
        ),
        (
            "allOf: [ { type: string, enum: [a, b, c] }, { enum: [b, c, d] } ]",
            "b/c",
        ),
        (
            "allOf: [ { $ref: '#/components/schemas/Named' }, { type: object, additionalProperties: { type: string, maxLength: 4 } } ]",
            "{name: text(..4), *: text(..4)}",
        ),
        // Unions: exactly one, at least one, and what stands beside them in each alternative.
        (
            "oneOf: [ { type: string }, { type: integer }, { type: array, items: { type: string } } ]",
            "one(text | bits64 | [text])",
        ),
        (
            "anyOf: [ { type: string, format: date-time }, { type: string } ]",
            "any(timestamp | text)",
        ),
        (
            "type: object, required: [id], properties: { id: { type: string } }, oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ]",
            "one({id: text, kind: cat, lives?: bits64} | {id: text, kind: text, good?: boolean})",
        ),
        (
            "allOf: [ { $ref: '#/components/schemas/Named' }, { oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ] } ]",
            "one({name: text, kind: cat, lives?: bits64} | {name: text, kind: text, good?: boolean})",
        ),
        (
            "oneOf: [ { $ref: '#/components/schemas/Named' } ]",
            "{name: text}",
        ),
        // Conditions on a value whose kind is known are no alternatives of it.
        (
            "type: object, properties: { a: { type: string }, b: { type: string } }, anyOf: [ { required: [a] }, { required: [b] } ]",
            "{a?: text, b?: text}+1",
        ),
        (
            "type: string, oneOf: [ { pattern: a }, { maxLength: 3 } ]",
            "text+1",
        ),
        // Discriminators: the mapping, else the name.
        (
            "oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ], discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat' } }",
            "onekind(cat => {kind: cat, lives?: bits64} | Dog => {kind: text, good?: boolean})",
        ),
        // What no type says.
        ("not: { type: string }", "free+1"),
        ("minLength: 2", "free+1"),
        ("type: integer, enum: [1, 2, 3]", "bits64+1"),
        ("enum: [1, a, null]", "free+1"),
        ("{}", "free"),
    ]);
}

#[test]
fn numbers_have_the_type_that_holds_them_and_null_goes_by_the_letter() {
    become_silently(&[
        // Whole numbers: the type that holds what format and bounds allow.
        ("type: integer, format: int32", "bits32"),
        ("type: integer, format: uint8", "bits32(0..255)"),
        ("type: integer, format: uint32", "bits64(0..4294967295)"),
        ("type: integer, format: uint64", "unsigned64"),
        (
            "type: integer, minimum: 0, maximum: 18446744073709551615",
            "unsigned64(0..18446744073709551615)",
        ),
        (
            "type: integer, minimum: -9223372036854775808, maximum: 9223372036854775807",
            "bits64(-9223372036854775808..9223372036854775807)",
        ),
        ("type: integer, maximum: 18446744073709551616", "decimal"),
        ("type: integer, minimum: 0.5", "bits64+1"),
        (
            "type: integer, format: int32, maximum: 3000000000",
            "bits32(..3000000000)",
        ),
        // Null.
        ("type: string, nullable: true", "text?"),
        ("type: string, nullable: true, enum: [a, null]", "a?"),
        (
            "oneOf: [ { type: string, nullable: true }, { type: integer } ]",
            "one(text | bits64)?",
        ),
        (
            "oneOf: [ { enum: [null] }, { type: string, maxLength: 3 } ]",
            "text(..3)?",
        ),
        (
            "type: string, nullable: true, anyOf: [ { enum: [null] }, { pattern: a }, { minLength: 2 } ]",
            "text+1?",
        ),
        (
            "allOf: [ { type: string, nullable: true }, { maxLength: 3 } ]",
            "text(..3)?",
        ),
        (
            "type: object, additionalProperties: { type: integer, nullable: true }",
            "{bits64?}",
        ),
    ]);
}

#[test]
fn what_is_assumed_or_can_never_hold_is_named() {
    for (schema, wanted, message) in [
        (
            "properties: { a: { type: string } }",
            "{a?: text}",
            "a schema with `properties` has no `type`, and is taken as an object",
        ),
        (
            "items: { type: string }",
            "[text]",
            "a schema with `items` has no `type`, and is taken as an array",
        ),
        (
            "allOf: [ { $ref: '#/components/schemas/Named' }, { type: string } ]",
            "free+1",
            "the schemas that must hold here have types that exclude each other: no value is valid",
        ),
        (
            "allOf: [ { $ref: '#/components/schemas/Named' }, { type: object, additionalProperties: false, properties: { a: { type: string } } } ]",
            "{name: text, a?: text, !}+2",
            "`additionalProperties: false` stands in a schema that must hold, too, and does not list `name`: it can never be there",
        ),
        (
            "type: object, properties: { a: { type: string } }, oneOf: [ { type: string }, { type: object, properties: { b: { type: string } } } ]",
            "one({a?: text, b?: text})",
            "this alternative has another type than what stands beside it, so that it can never hold",
        ),
        // `nullable` widens only the type that it stands beside.
        (
            "type: string, nullable: true, enum: [a, b]",
            "a/b",
            "null is allowed by the type, and the `enum` does not list it: it is no value",
        ),
        (
            "type: object, nullable: true, allOf: [ { $ref: '#/components/schemas/Named' } ]",
            "{name: text}",
            "null is allowed by the type, and another schema that must hold refuses it: it is no value",
        ),
        (
            "type: string, nullable: true, not: { maxLength: 3 }",
            "text+1",
            "null is allowed by the type, and another schema that must hold refuses it: it is no value",
        ),
    ] {
        let (shown, messages) = lowered(&[&format!("All: {{ {schema} }}"), NAMED]);
        assert_eq!(shown, wanted, "{schema}");
        assert!(
            messages.iter().any(|found| found == message),
            "{messages:?}"
        );
    }
}

#[test]
fn a_schema_with_a_discriminator_stands_for_those_that_extend_it() {
    let (shown, messages) = lowered(&[
        "All: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { big: '#/components/schemas/Whale' } } }",
        "Whale: { allOf: [ { $ref: '#/components/schemas/All' }, { type: object, properties: { length: { type: number } } } ] }",
        "Lion: { allOf: [ { $ref: '#/components/schemas/All' } ] }",
    ]);
    assert!(messages.is_empty(), "{messages:?}");
    assert_eq!(
        shown,
        "onekind(big => {kind: text, length?: float} | Lion => {kind: text})"
    );
}

#[test]
fn circles_end_in_a_name() {
    let outcome = crate::lower(
        &with_schemas(&[
            "All: { type: array, items: { $ref: '#/components/schemas/All' } }",
            "Node: { oneOf: [ { type: string }, { type: object, properties: { next: { $ref: '#/components/schemas/Node' } } } ] }",
            "Deep: { not: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/Deep' } } } }",
        ]),
        None,
    );
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    let named: Vec<String> = outcome
        .value
        .types
        .iter()
        .filter_map(|type_| Some(type_.name.as_ref()?.words.join(" ")))
        .collect();
    assert_eq!(named, ["All"]);
}
