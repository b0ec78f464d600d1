//! The gateway: parameters, bodies, answers and access in all their forms.

use crate::board::{Board, told, tree_folder};
use specwright_diagnostics::{Severity, Span};
use specwright_verify::Allowances;
use std::collections::BTreeSet;
use std::fs;

fn gateway(find: &str, replace: &str) -> Board {
    let api = fs::read_to_string(tree_folder("gateway").join("openapi.yaml")).unwrap();
    assert_eq!(
        api.matches(find).count(),
        1,
        "`{find}` stands once in the description"
    );
    Board::of_tree_and_description("gateway", &api.replace(find, replace))
}

/// The place of a text of the description.
fn place(board: &Board, text: &str) -> Span {
    let source = board.api.entry().span.source;
    let start = board.sources.file(source).text.find(text).unwrap();
    let offset = |value: usize| u32::try_from(value).unwrap();
    Span {
        source,
        start: offset(start),
        end: offset(start + text.len()),
    }
}

#[track_caller]
fn check(find: &str, replace: &str, expected: &[&str]) {
    let board = gateway(find, replace);
    let (findings, sources) = board.findings(&board.files);
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.code.id).collect();
    assert_eq!(
        found,
        expected.iter().copied().collect(),
        "{}",
        told(&findings, &sources)
    );
}

#[test]
fn a_clean_gateway_is_proved_and_what_is_not_written_is_named() {
    let board = Board::of_tree("gateway");
    let (outcome, sources) = board.prove(&board.files);
    let text = told(&outcome.diagnostics, &sources);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.severity == Severity::Note),
        "{text}"
    );
    assert!(
        text.contains("V0609 the credentials of `bearerAuth`") && !text.contains("`queryKey`"),
        "{text}"
    );
    let proof = outcome.value;
    assert_eq!((proof.operations, proof.unfinished_operations), (7, 7));
    assert_eq!((proof.schemes, proof.unfinished_schemes), (6, 5));
    assert_eq!((proof.errors, proof.unfinished_errors), (2, 1));
    assert!(
        text.contains("V0628 `problem_as_failure`") && !text.contains("`problem_as_text`"),
        "{text}"
    );
    assert_eq!((proof.parameters, proof.bodies, proof.answers), (8, 3, 13));
}

#[test]
fn the_same_promise_in_other_words_is_proved() {
    // The style of a scalar has no exploded form, and everybody is everybody.
    check(
        "style: matrix\n",
        "style: matrix\n          explode: true\n",
        &[],
    );
    check("security: []", "security: [{}]", &[]);
    check(
        "- apiKey: []\n",
        "- apiKey: []\n        - apiKey: []\n",
        &[],
    );
    check("scheme: Digest", "scheme: DIGEST", &[]);
    check("name: X-Api-Key", "name: x-api-key", &[]);
    check(
        "encoding:\n              tags: {",
        "encoding:\n              window: { contentType: application/json }\n              tags: {",
        &[],
    );
}

#[test]
fn another_promise_is_found() {
    check(
        "- bearerAuth: [read]\npaths",
        "- bearerAuth: [write]\npaths",
        &["V0624"],
    );
    check("security: []\n", "deprecated: false\n", &["V0624"]);
    check("style: matrix", "style: label", &["V0634"]);
    check("style: deepObject\n", "style: form\n", &["V0634"]);
    check(
        "image/*: {}",
        "image/*: {}\n            text/html: {}",
        &["V0616", "V0675"],
    );
    check(
        "application/octet-stream: {}",
        "application/json: {}",
        &["V0615", "V0640"],
    );
    check(
        "type: apiKey, in: cookie",
        "type: mutualTLS, in: cookie",
        &["V0607"],
    );
}

#[test]
fn what_was_allowed_is_not_demanded() {
    let described = "            application/xml:\n              schema: { type: object, properties: { size: { type: integer, maximum: 3 } } }\n";
    let board = gateway(
        "          text/plain:\n            schema: { type: string }\n",
        &format!(
            "          text/plain:\n            schema: {{ type: string }}\n{}",
            described.replace("            application", "          application")
        ),
    );
    let (findings, sources) = board.findings(&board.files);
    assert!(!findings.is_empty());
    let allowances = Allowances {
        places: vec![place(&board, "application/xml")],
    };
    let (outcome, _) = board.prove_with(&allowances, &board.files);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|finding| finding.severity == Severity::Note),
        "{}\n{}",
        told(&findings, &sources),
        told(&outcome.diagnostics, &board.prove(&board.files).1)
    );
}

#[test]
fn an_operation_that_was_allowed_to_be_missing_is_left_out_with_its_constraints() {
    let board = gateway(
        "  /lines:\n",
        "  /orders:\n    post:\n      operationId: order\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }\n      responses: { '204': { description: Ordered. } }\n  /lines:\n",
    );
    let text = board
        .sources
        .file(board.api.entry().span.source)
        .text
        .clone();
    let api = text.replace(
        "    Filter:\n",
        "    Order: { type: object, properties: { size: { type: integer, maximum: 3 } }, x-odd: true }\n    Filter:\n",
    );
    let board = Board::of_tree_and_description("gateway", &api);
    let (findings, _) = board.findings(&board.files);
    assert_eq!(
        findings
            .iter()
            .map(|finding| finding.code.id)
            .collect::<Vec<_>>(),
        ["V0610"]
    );
    let allowances = Allowances {
        places: vec![place(&board, "x-odd: true")],
    };
    let (outcome, sources) = board.prove_with(&allowances, &board.files);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|finding| finding.severity == Severity::Note),
        "{}",
        told(&outcome.diagnostics, &sources)
    );
    let told = outcome.value.untested;
    assert!(
        told.iter().any(|what| what.contains("`POST /orders`")),
        "{told:?}"
    );
}
