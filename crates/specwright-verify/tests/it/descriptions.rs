//! The tree beside other descriptions: what the description says and the tree does not keep is found, and what the
//! verifier cannot compare is named.

use crate::board::{Board, folder, told, tree_folder};
use std::collections::BTreeSet;
use std::fs;

/// The codes of the findings when one text of the description is replaced.
#[track_caller]
fn codes(find: &str, replace: &str) -> (BTreeSet<&'static str>, String) {
    let api = fs::read_to_string(folder().join("openapi.yaml")).unwrap();
    assert_eq!(
        api.matches(find).count(),
        1,
        "`{find}` stands once in the description"
    );
    let board = Board::of_description(&api.replace(find, replace));
    let (findings, sources) = board.findings(&board.files);
    (
        findings.iter().map(|finding| finding.code.id).collect(),
        told(&findings, &sources),
    )
}

#[track_caller]
fn check(find: &str, replace: &str, expected: &[&str]) {
    let (found, text) = codes(find, replace);
    assert_eq!(found, expected.iter().copied().collect(), "{text}");
}

#[test]
fn a_tightened_constraint_is_found() {
    check(
        "pinned: { type: boolean }",
        "pinned: { type: boolean, nullable: true }",
        &["V0660"],
    );
    check(
        "website: { type: string, format: uri, maxLength: 2048 }",
        "website: { type: string, format: uri, maxLength: 2000 }",
        &["V0652"],
    );
    check(
        "points: { type: integer, format: int64, multipleOf: 5 }",
        "points: { type: integer, format: int64, multipleOf: 10 }",
        &["V0651"],
    );
    check(
        "ratio: { type: number, format: double, maximum: 1, exclusiveMaximum: true }",
        "ratio: { type: number, format: double, maximum: 1 }",
        &["V0651"],
    );
}

#[test]
fn an_added_property_parameter_or_response_is_found() {
    check(
        "pinned: { type: boolean }",
        "pinned: { type: boolean }\n        starred: { type: boolean }",
        &["V0657"],
    );
    check(
        "'204': { description: The task is gone. }",
        "'204': { description: The task is gone. }\n        '409': { description: The task is busy. }",
        &["V0614", "V0670"],
    );
    check(
        "- { name: offset, in: query,",
        "- { name: page, in: query, schema: { type: integer } }\n        - { name: offset, in: query,",
        &["V0630"],
    );
}

#[test]
fn the_same_promise_in_other_words_is_proved() {
    // A bound that the width implies, a length that is always there, an empty schema beside a reference.
    check(
        "points: { type: integer, format: int64, multipleOf: 5 }",
        "points: { type: integer, format: int64, multipleOf: 5, minimum: -9223372036854775808 }",
        &[],
    );
    check(
        "pinned: { type: boolean }",
        "pinned: { allOf: [{ type: boolean }, {}] }",
        &[],
    );
    check(
        "note: { type: string, maxLength: 10000, nullable: true }\n    TaskPage",
        "note: { maxLength: 10000, minLength: 0, nullable: true, type: string }\n    TaskPage",
        &[],
    );
    check(
        "maximum: 1, exclusiveMaximum: true }",
        "maximum: 1.0, exclusiveMaximum: true }",
        &[],
    );
    check(
        "id: { type: string, format: uuid }\n        day",
        "id: { type: string, format: uuid, maxLength: 36 }\n        day",
        &[],
    );
}

#[test]
fn a_constraint_in_a_place_that_no_reader_looks_at_is_found() {
    // `maxLength` says nothing about a boolean, and `minItems` nothing about a string: the author meant something.
    check(
        "pinned: { type: boolean }",
        "pinned: { type: boolean, maxLength: 3 }",
        &[],
    );
    check(
        "settings:\n          type: object\n",
        "settings:\n          type: object\n          patternProperties: { '^x': { type: string, maxLength: 3 } }\n",
        &["V0666"],
    );
}

#[test]
fn what_cannot_be_compared_is_named_with_its_place() {
    check(
        "pinned: { type: boolean }",
        "pinned: { $ref: '#/components/schemas/Nowhere' }",
        &["V0607"],
    );
    check(
        "pinned: { type: boolean }",
        "pinned: { $ref: 'other.yaml#/Pinned' }",
        &["V0607"],
    );
}

#[test]
fn what_no_type_says_must_be_checked() {
    check(
        "pinned: { type: boolean }",
        "pinned: { oneOf: [{ type: boolean }, { type: string }] }",
        &["V0650"],
    );
    check(
        "pinned: { type: boolean }",
        "pinned: { type: boolean, not: { enum: [true] } }",
        &["V0669"],
    );
    check(
        "pinned: { type: boolean }",
        "pinned: { type: boolean, enum: [true] }",
        &["V0669"],
    );
    check(
        "pinned: { type: boolean }",
        "pinned: { type: integer, enum: [0, 1] }",
        &["V0650"],
    );
}

/// The codes of the findings about the zoo when one text of its description is replaced.
#[track_caller]
fn check_zoo(find: &str, replace: &str, expected: &[&str]) {
    let api = fs::read_to_string(tree_folder("zoo").join("openapi.yaml")).unwrap();
    assert_eq!(
        api.matches(find).count(),
        1,
        "`{find}` stands once in the description"
    );
    let zoo = Board::of_tree_and_description("zoo", &api.replace(find, replace));
    let (findings, sources) = zoo.findings(&zoo.files);
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.code.id).collect();
    assert_eq!(
        found,
        expected.iter().copied().collect(),
        "{find} → {replace}\n{}",
        told(&findings, &sources)
    );
}

#[test]
fn another_demand_than_the_tree_keeps_is_found() {
    for (find, replace, expected) in [
        (
            "mapping: { cat: '#/components/schemas/Cat' }",
            "mapping: { puss: '#/components/schemas/Cat' }",
            "V0676",
        ),
        (
            "discriminator: { propertyName: type }",
            "discriminator: { propertyName: type, mapping: { car: Car } }",
            "V0676",
        ),
        (
            "    Label:\n      anyOf:",
            "    Label:\n      oneOf:",
            "V0667",
        ),
        (
            "        - type: string\n          title: Named\n          maxLength: 10\n",
            "",
            "V0667",
        ),
        ("maxItems: 3", "maxItems: 4", "V0656"),
        ("minContains: 2", "minContains: 3", "V0669"),
        (
            "contains: { minimum: 90 }",
            "contains: { minimum: 90, multipleOf: 2 }",
            "V0669",
        ),
        (
            "not: { required: [closed] }",
            "not: { required: [closed, locked] }",
            "V0669",
        ),
        (
            "then: { required: [phone] }",
            "else: { required: [phone] }",
            "V0669",
        ),
        ("enum: [low, 3, null]", "enum: [low, 4, null]", "V0669"),
        (
            "format: uint64, minimum: 10",
            "format: int64, minimum: 10",
            "V0650",
        ),
        (
            "type: [string, integer]",
            "type: [string, boolean]",
            "V0650",
        ),
        ("default: [a, b]", "default: [b, a]", "V0633"),
        (
            "multipleOf: 0.5 }, { multipleOf: 0.75 }",
            "multipleOf: 0.5 }, { multipleOf: 0.25 }",
            "V0651",
        ),
        (
            "propertyNames: { pattern: '^[a-z]+$' }",
            "propertyNames: { pattern: '^[a-z]*$' }",
            "V0669",
        ),
        (
            "additionalProperties: { type: integer }",
            "additionalProperties: { type: integer, minimum: 1 }",
            "V0669",
        ),
        (
            "a: { required: [b], maxProperties: 4 }",
            "a: { required: [b], maxProperties: 4, minProperties: 3 }",
            "V0669",
        ),
    ] {
        let mut codes = vec![expected];
        // What differs beside the reading is missing there, and stands where nothing asks for it.
        if expected == "V0651" || find.starts_with("type: [string") {
            codes.push(if expected == "V0651" {
                "V0669"
            } else {
                "V0668"
            });
        }
        check_zoo(find, replace, &codes);
    }
}

#[test]
fn the_same_demand_in_other_words_is_proved() {
    for (find, replace) in [
        ("enum: [1, 2, 5]", "enum: [5, 2.0, 1]"),
        (
            "contains: { minimum: 90 }",
            "contains: { allOf: [{ minimum: 90.0 }, { minimum: 1 }, {}] }",
        ),
        (
            "- { required: [email] }",
            "- { required: [email], description: By mail. }",
        ),
        (
            "not: { required: [closed] }",
            "not: { allOf: [{ required: [closed] }] }",
        ),
        (
            "type: [string, integer]",
            "anyOf: [{ type: string }, { type: integer }]",
        ),
        (
            "a: { required: [b], maxProperties: 4 }",
            "a: { maxProperties: 4, required: [b], minLength: 0 }",
        ),
        (
            "tree: { $ref: '#/components/schemas/Tree' }",
            "tree: { allOf: [{ $ref: '#/components/schemas/Tree' }] }",
        ),
        (
            "level: { enum: [low, 3, null] }",
            "level: { anyOf: [{ enum: [low, 3] }, { type: 'null' }] }",
        ),
        ("items: { type: boolean }", "items: { type: [boolean] }"),
        (
            "pattern: '^[0-9+]+$', not: { pattern: '^00' }",
            "allOf: [{ not: { pattern: '^00' } }], pattern: '^[0-9+]+$'",
        ),
    ] {
        check_zoo(find, replace, &[]);
    }
}

#[test]
fn a_schema_that_contains_itself_through_all_of_ends() {
    let (found, text) = codes(
        "    Person:\n      type: object\n",
        "    Person:\n      allOf: [{ $ref: '#/components/schemas/Person' }]\n      type: object\n",
    );
    assert_eq!(found, BTreeSet::from(["V0607"]), "{text}");
}

#[test]
fn the_spellings_of_3_1_are_understood() {
    let api = fs::read_to_string(folder().join("openapi.yaml")).unwrap();
    let api = api
        .replace("openapi: 3.0.3", "openapi: 3.1.0")
        .replace(
            "type: string, maxLength: 10000, nullable: true",
            "type: [string, 'null'], maxLength: 10000",
        )
        .replace(
            "type: string, format: date-time, nullable: true",
            "anyOf: [{ type: string, format: date-time }, { type: 'null' }]",
        )
        .replace("maximum: 1, exclusiveMaximum: true", "exclusiveMaximum: 1")
        .replace("minimum: 0, exclusiveMinimum: true", "exclusiveMinimum: 0")
        .replace(
            "type: string, maxLength: 5, nullable: true",
            "type: [string, 'null'], maxLength: 5",
        );
    assert!(!api.contains("nullable"), "{api}");
    let board = Board::of_description(&api);
    let (findings, sources) = board.findings(&board.files);
    assert!(findings.is_empty(), "{}", told(&findings, &sources));
}

#[test]
fn a_tree_that_shows_another_description_is_found() {
    let mut board = Board::read();
    let path = specwright_fileset::RelPath::new("openapi.yaml").unwrap();
    board
        .files
        .insert(path, crate::board::generated("openapi: 3.0.3\n"));
    let (findings, _) = board.findings(&board.files);
    assert_eq!(
        findings
            .iter()
            .map(|finding| finding.code.id)
            .collect::<Vec<_>>(),
        ["V0608"]
    );
}
