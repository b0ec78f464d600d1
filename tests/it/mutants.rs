//! `tests/mutants` on what is really emitted: the crate `specwright-verify` tries each mutant on a tree that was written
//! by hand, here all are tried on what the emitter makes of the same specs.

use crate::pipeline::{data, findings, folders, run};
use specwright::trial::Trial;
use specwright_diagnostics::{SourceMap, codes};
use specwright_verify::mutation::Mutant;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The folder of the trees and their specs.
const TREES: &str = "../crates/specwright-verify/tests";

#[test]
fn each_mutant_of_an_emitted_tree_is_reported_under_its_code() {
    let mut trees: BTreeMap<String, Trial> = BTreeMap::new();
    let mut failures = Vec::new();
    let mut elsewhere = BTreeSet::new();
    let mut fitting = 0;
    for (name, folder) in folders("mutants") {
        let bytes = fs::read(folder.join("mutant.json")).unwrap();
        let node = specwright_source::read(&mut SourceMap::default(), "mutant.json", bytes)
            .value
            .unwrap()
            .root;
        let mutant = Mutant::read(&node).unwrap_or_else(|error| panic!("{name}: {error}"));
        let clean = trees
            .entry(mutant.tree.clone())
            .or_insert_with(|| run(&data(&format!("{TREES}/{}", mutant.tree)), &mutant.tree));
        let Some(files) = &clean.files else {
            panic!("{} is not emitted\n{}", mutant.tree, findings(clean));
        };
        let Ok(mutated) = mutant.apply(files) else {
            elsewhere.insert(name);
            continue;
        };
        let specs = &clean.specs;
        let outcome = specwright_verify::prove(
            specs.api.as_ref().unwrap(),
            specs.database.as_ref().map(|document| &document.root),
            &specwright_verify::Allowances::default(),
            &mutated,
            &mut SourceMap::default(),
        );
        let reported: BTreeSet<&str> = outcome
            .diagnostics
            .iter()
            .map(|found| found.code.id)
            .collect();
        // An edit that was made for other lines may leave something that is no Rust at all.
        if reported.contains(codes::NOT_RUST.id) && mutant.code != codes::NOT_RUST.id {
            elsewhere.insert(name);
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
    assert!(
        failures.is_empty(),
        "{} of {fitting}\n{}",
        failures.len(),
        failures.join("\n")
    );
    // An edit that finds nothing to change here would mean that emitter and verifier have grown apart.
    assert!(
        elsewhere.is_empty(),
        "these do not fit the emitted trees: {elsewhere:?}"
    );
}
