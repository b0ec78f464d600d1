//! Contracts as text → what the rules over the database contract find.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has failed"
)]
#![allow(clippy::disallowed_methods, reason = "the cases lie in folders")]

use specwright_diagnostics::SourceMap;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The codes that the rules report for a contract without errors.
#[track_caller]
fn findings(path: &Path) -> BTreeSet<&'static str> {
    let mut sources = SourceMap::default();
    let document = specwright_source::read(
        &mut sources,
        "database-schema.json",
        std::fs::read(path).unwrap(),
    )
    .value
    .unwrap();
    let outcome = specwright_dbschema::read(&document.root);
    assert!(
        outcome.diagnostics.is_empty(),
        "{}: {:#?}",
        path.display(),
        outcome.diagnostics
    );
    specwright_lint::database(&outcome.value.unwrap())
        .iter()
        .map(|finding| finding.code.id)
        .collect()
}

/// Rules about a fact need the fact, which another rule reports as long as nothing acts on it.
fn without_promises(mut found: BTreeSet<&'static str>, code: &str) -> BTreeSet<&'static str> {
    found.retain(|other| *other != "L0363" || code == "L0363");
    found
}

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn codes() -> Vec<&'static str> {
    let of_database = |code: &&specwright_diagnostics::Code| ("L0340".."L0380").contains(&code.id);
    specwright_diagnostics::codes::all()
        .filter(of_database)
        .map(|code| code.id)
        .collect()
}

#[test]
fn each_rule_finds_its_fixture_and_nothing_else_in_it() {
    assert!(!codes().is_empty());
    for code in codes() {
        let found = findings(
            &here()
                .join("../../tests/rejects")
                .join(code)
                .join("database-schema.json"),
        );
        let found = without_promises(found, code);
        assert_eq!(found, BTreeSet::from([code]));
    }
}

#[test]
fn each_rule_is_silent_about_the_mended_twin() {
    for code in codes() {
        let found = findings(&here().join("tests/accepted").join(format!("{code}.json")));
        let found = without_promises(found, code);
        assert_eq!(found, BTreeSet::new(), "the twin of {code}");
    }
}
