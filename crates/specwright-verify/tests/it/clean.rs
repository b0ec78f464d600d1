//! A clean tree gives no finding, and the proof counts what was looked at.

use crate::board::{Board, told};
use specwright_diagnostics::Severity;

#[test]
fn a_clean_tree_is_proved_and_only_the_unwritten_operation_is_named() {
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
    assert_eq!(outcome.diagnostics.len(), 1, "{text}");
    assert!(
        text.contains("src/custom/execute_workflow.rs:12:31: V0606 `executeWorkflow`"),
        "{text}"
    );

    let proof = outcome.value;
    assert_eq!(
        (
            proof.operations,
            proof.custom_operations,
            proof.unfinished_operations
        ),
        (6, 1, 1)
    );
    assert_eq!((proof.parameters, proof.bodies, proof.answers), (11, 3, 16));
    assert_eq!(proof.statements, 6);
    assert_eq!(
        proof.constraints_stated,
        proof.constraints_recovered + proof.constraints_implied,
        "{proof:?}"
    );
    assert_eq!(proof.untested.len(), 2, "{:?}", proof.untested);
}
