//! Each mutant of `tests/mutants` is reported under its code.

use crate::board::{Board, read_node, told};
use specwright_diagnostics::{SourceMap, codes};
use specwright_verify::mutation::Mutant;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn mutants() -> Vec<(String, Mutant)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/mutants");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .filter(|folder| folder.is_dir())
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            let node = read_node(&mut SourceMap::default(), &folder.join("mutant.json"));
            let mutant = Mutant::read(&node).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, mutant)
        })
        .collect()
}

#[test]
fn each_mutant_is_reported_under_its_codes_and_under_no_other() {
    let mut trees: BTreeMap<String, Board> = BTreeMap::new();
    let mutants = mutants();
    let mut failures = String::new();
    for (name, mutant) in &mutants {
        assert!(
            codes::find(&mutant.code).is_some(),
            "{name}: `{}` is no code",
            mutant.code
        );
        let board = trees
            .entry(mutant.tree.clone())
            .or_insert_with(|| Board::of_tree(&mutant.tree));
        let files = match mutant.apply(&board.files) {
            Ok(files) => files,
            Err(error) => {
                writeln!(failures, "{name}: {error}").unwrap();
                continue;
            }
        };
        let (found, sources) = board.findings(&files);
        let reported: BTreeSet<&str> = found.iter().map(|diagnostic| diagnostic.code.id).collect();
        let expected: BTreeSet<&str> = mutant
            .also
            .iter()
            .map(String::as_str)
            .chain([mutant.code.as_str()])
            .collect();
        if reported != expected {
            writeln!(
                failures,
                "{name} ({expected:?}): {reported:?}\n{}",
                told(&found, &sources)
            )
            .unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(mutants.len() >= 100, "there are {} mutants", mutants.len());
}

/// Codes that no edit of a tree brings about; the tests of `clean` and `descriptions` do.
const OTHERWISE: &[&str] = &["V0606", "V0607", "V0608", "V0609", "V0628", "V0666"];

#[test]
fn each_code_of_reading_back_has_a_mutant() {
    let known: BTreeSet<String> = mutants()
        .into_iter()
        .map(|(_, mutant)| mutant.code)
        .collect();
    let missing: Vec<&str> = codes::all()
        .map(|code| code.id)
        .filter(|id| id.starts_with("V06") && !OTHERWISE.contains(id) && !known.contains(*id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
