//! Descriptions as text → what the rules over the API description find.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has failed"
)]
#![allow(clippy::disallowed_methods, reason = "the cases lie in folders")]
#![allow(clippy::print_stderr, reason = "what is skipped is said")]

use specwright_diagnostics::{Diagnostic, Severity, SourceMap};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What the rules report for a description, beside what its reader did.
fn lint(path: &Path) -> Option<(Vec<Diagnostic>, Vec<Diagnostic>)> {
    let mut sources = SourceMap::default();
    let name = path.file_name().unwrap().to_str().unwrap();
    let document =
        specwright_source::read(&mut sources, name, std::fs::read(path).unwrap()).value?;
    let outcome = specwright_openapi::read(&document.root);
    let findings = outcome
        .value
        .map(|description| specwright_lint::api(&description))
        .unwrap_or_default();
    Some((outcome.diagnostics, findings))
}

/// The codes that the rules report for a description that its reader has nothing to say about.
#[track_caller]
fn findings(path: &Path) -> BTreeSet<&'static str> {
    let (read, found) = lint(path).unwrap();
    assert!(read.is_empty(), "{}: {read:#?}", path.display());
    found.iter().map(|finding| finding.code.id).collect()
}

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn codes() -> Vec<&'static str> {
    let of_api = |code: &&specwright_diagnostics::Code| ("L0300".."L0340").contains(&code.id);
    specwright_diagnostics::codes::all()
        .filter(of_api)
        .map(|code| code.id)
        .collect()
}

#[test]
fn each_rule_finds_its_fixture_and_nothing_else_in_it() {
    assert!(codes().len() > 12);
    for code in codes() {
        let found = findings(
            &here()
                .join("../../tests/rejects")
                .join(code)
                .join("openapi.yaml"),
        );
        assert_eq!(found, BTreeSet::from([code]));
    }
}

#[test]
fn each_rule_is_silent_about_the_mended_twin() {
    for code in codes() {
        let found = findings(&here().join("tests/accepted").join(format!("{code}.yaml")));
        assert_eq!(found, BTreeSet::new(), "the twin of {code}");
    }
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("SPECWRIGHT_CORPUS")
        .map_or_else(|| here().join("../../../shared/corpus"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no corpus at {}", folder.display());
    None
}

/// Whatever a description holds, the rules come to an end; and no valid one has an error by them.
#[test]
fn real_descriptions_have_warnings_at_most() {
    let Some(corpus) = corpus() else { return };
    for folder in ["openapi", "positive"] {
        let index = std::fs::read(corpus.join(folder).join("index.json")).unwrap();
        let mut sources = SourceMap::default();
        let index = specwright_source::read(&mut sources, "index.json", index)
            .value
            .unwrap()
            .root;
        for record in index.as_array().unwrap() {
            let text = |key: &str| record.pointer(key).unwrap().as_str().unwrap().to_owned();
            let Some((read, found)) = lint(&corpus.join(folder).join(text("/file"))) else {
                continue;
            };
            let is_whole = read
                .iter()
                .all(|finding| finding.severity != Severity::Error);
            let errors: Vec<&Diagnostic> = found
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .collect();
            assert!(
                !is_whole || errors.is_empty(),
                "{}: {errors:#?}",
                text("/file")
            );
            assert!(
                found.iter().all(|finding| finding.span.is_some()),
                "{}",
                text("/file")
            );
        }
    }
}

/// Faults of which the corpus says that a linter should report them.
#[test]
fn what_other_linters_report_is_reported() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("negative");
    let manifest = std::fs::read(folder.join("manifest.json")).unwrap();
    let mut sources = SourceMap::default();
    let manifest = specwright_source::read(&mut sources, "manifest.json", manifest)
        .value
        .unwrap()
        .root;
    let mut silent = Vec::new();
    for record in manifest.as_array().unwrap() {
        let text = |key: &str| record.pointer(key).unwrap().as_str().unwrap().to_owned();
        if text("/expect") != "reported-by-linter" {
            continue;
        }
        let Some((read, found)) = lint(&folder.join(text("/file"))) else {
            continue;
        };
        if read
            .iter()
            .chain(&found)
            .all(|finding| finding.severity == Severity::Note)
        {
            silent.push(text("/file"));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// The description of this repository's own example is held against its own rules.
#[test]
fn the_example_of_this_repository_has_no_findings() {
    let found = findings(&here().join("../../specs/openapi.yaml"));
    assert_eq!(found, BTreeSet::new());
}

/// Each schema of the tower holds the next one twice, so a value is held against two to the power of forty of them.
#[test]
fn a_tower_of_compositions_ends() {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: { title: Tower, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for number in 0..40 {
        let next = format!("{{ $ref: '#/components/schemas/S{}' }}", number + 1);
        writeln!(
            text,
            "    S{number}: {{ allOf: [{next}, {next}], example: 1 }}"
        )
        .unwrap();
    }
    text.push_str("    S40: { type: integer }\n");
    let mut sources = SourceMap::default();
    let document = specwright_source::read(&mut sources, "openapi.yaml", text.into_bytes());
    let outcome = specwright_openapi::read(&document.value.unwrap().root);
    assert!(!outcome.has_errors(), "{:#?}", outcome.diagnostics);
    assert_eq!(specwright_lint::api(&outcome.value.unwrap()), []);
}
