//! `tests/mutants` on what is really emitted: the crate `specwright-verify` tries each mutant on a tree that was written
//! by hand, here those that fit are tried on the tree that the emitter makes of the same specs.

use crate::pipeline::{data, folders, run};
use specwright_diagnostics::{SourceMap, codes};
use specwright_verify::mutation::Mutant;
use std::collections::BTreeSet;
use std::fs;

const BOARD: &str = "../crates/specwright-verify/tests/board";

/// Fewer mutants than this fitting would mean that emitter and verifier have grown apart.
const FITTING: usize = 20;

#[test]
fn each_fitting_mutant_of_the_emitted_tree_is_reported_under_its_code() {
    let clean = run(&data(BOARD), "board");
    let files = clean
        .files
        .clone()
        .unwrap_or_else(|| panic!("{}", clean.findings()));
    let api = &clean.specs.api.as_ref().unwrap().root;
    let database = clean.specs.database.as_ref().map(|document| &document.root);
    let mut failures = Vec::new();
    let mut fitting = 0;
    for (name, folder) in folders("mutants") {
        let bytes = fs::read(folder.join("mutant.json")).unwrap();
        let node = specwright_source::read(&mut SourceMap::default(), "mutant.json", bytes)
            .value
            .unwrap()
            .root;
        let mutant = Mutant::read(&node).unwrap_or_else(|error| panic!("{name}: {error}"));
        let Ok(mutated) = mutant.apply(&files) else {
            continue;
        };
        let outcome = specwright_verify::prove(api, database, &mutated, &mut SourceMap::default());
        let reported: BTreeSet<&str> = outcome
            .diagnostics
            .iter()
            .map(|found| found.code.id)
            .collect();
        // An edit that was made for other lines may leave something that is no Rust at all.
        if reported.contains(codes::NOT_RUST.id) && mutant.code != codes::NOT_RUST.id {
            continue;
        }
        fitting += 1;
        if !reported.contains(mutant.code.as_str()) {
            failures.push(format!(
                "{name} ({}) must be {}, and is {reported:?}",
                mutant.title, mutant.code
            ));
        }
    }
    eprintln!("{fitting} mutants fit the emitted tree");
    assert!(
        failures.is_empty(),
        "{} of {fitting}\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(
        fitting >= FITTING,
        "only {fitting} mutants fit the emitted tree"
    );
}
