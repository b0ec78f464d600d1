//! Code that says the same in other words is proved as well: the verifier reads meaning, not text.

use crate::board::{Board, read_node, told};
use specwright_diagnostics::SourceMap;
use specwright_verify::mutation::Mutant;
use std::fmt::Write as _;

#[test]
fn each_equivalent_is_proved_like_the_tree_that_it_was_made_of() {
    let board = Board::read();
    let clean = board.prove(&board.files).0.value;
    let node = read_node(
        &mut SourceMap::default(),
        &crate::board::folder().join("equivalents.json"),
    );
    let mut failures = String::new();
    let all = node.as_array().unwrap();
    for node in all {
        let equivalent = Mutant::read(node).unwrap();
        let files = equivalent
            .apply(&board.files)
            .unwrap_or_else(|error| panic!("{}: {error}", equivalent.title));
        let (outcome, sources) = board.prove(&files);
        let errors: Vec<_> = outcome
            .diagnostics
            .into_iter()
            .filter(|finding| finding.code.id != "V0606")
            .collect();
        if !errors.is_empty() || outcome.value != clean {
            writeln!(
                failures,
                "{}: {}{:?}",
                equivalent.title,
                told(&errors, &sources),
                outcome.value
            )
            .unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(all.len() >= 10);
}
