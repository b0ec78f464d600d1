//! A clean tree gives no finding, and the proof counts what was looked at.

use crate::board::{Board, told};
use specwright_diagnostics::Severity;

#[test]
fn a_clean_tree_is_proved_and_only_the_unwritten_operations_are_named() {
    let board = Board::read();
    let (outcome, sources) = board.prove(&board.files);
    let text = told(&outcome.diagnostics, &sources);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.severity == Severity::Note),
        "{text}"
    );
    assert_eq!(outcome.diagnostics.len(), 3, "{text}");
    assert!(
        text.contains("src/custom/create_task.rs:19:31: V0606 `createTask`"),
        "{text}"
    );

    let proof = outcome.value;
    assert_eq!(
        (
            proof.operations,
            proof.custom_operations,
            proof.unfinished_operations
        ),
        (7, 3, 3)
    );
    assert_eq!((proof.parameters, proof.bodies, proof.answers), (13, 3, 18));
    assert_eq!(proof.statements, 5);
    assert_eq!(
        proof.constraints_stated,
        proof.constraints_recovered + proof.constraints_implied,
        "{proof:?}"
    );
    assert_eq!(proof.untested.len(), 2, "{:?}", proof.untested);
}

#[test]
fn a_tree_of_unions_and_demands_that_no_type_says_is_proved() {
    let zoo = Board::of_tree("zoo");
    let (outcome, sources) = zoo.prove(&zoo.files);
    let text = told(&outcome.diagnostics, &sources);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.severity == Severity::Note),
        "{text}"
    );
    let proof = outcome.value;
    assert_eq!((proof.operations, proof.bodies, proof.answers), (5, 5, 10));
    // Each union, each alternative and each list of itself counts, once for each direction.
    assert_eq!(proof.records, 47, "{proof:?}");
    assert_eq!(
        proof.constraints_stated,
        proof.constraints_recovered + proof.constraints_implied,
        "{proof:?}"
    );
    assert!(proof.constraints_stated > 30, "{proof:?}");
}
