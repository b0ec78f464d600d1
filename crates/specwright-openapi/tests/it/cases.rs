//! Small descriptions in folders, with what is found in them.

use crate::input::read_folder;
use specwright_diagnostics::{Stage, codes};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn rejects() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/rejects")
}

#[test]
fn each_code_of_the_reader_is_found_in_its_fixture_and_nothing_else() {
    let mut count = 0;
    for code in codes::all().filter(|code| code.stage == Stage::OpenApi) {
        let reading = read_folder(&rejects().join(code.id), "openapi.yaml");
        let found: BTreeSet<&str> = reading
            .outcome
            .diagnostics
            .iter()
            .map(|finding| finding.code.id)
            .collect();
        assert_eq!(
            found,
            BTreeSet::from([code.id]),
            "{:#?}",
            reading.findings()
        );
        assert!(
            reading
                .outcome
                .diagnostics
                .iter()
                .any(|finding| finding.severity == code.severity),
            "{}",
            code.id
        );
        count += 1;
    }
    assert!(count > 30);
}

/// Each case is an `openapi.yaml` beside the findings and the outline that are expected; `UPDATE_GOLDEN=1` writes them.
#[test]
fn each_case_gives_the_findings_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let mut differing = Vec::new();
    for case in cases {
        let reading = read_folder(&case, "openapi.yaml");
        let mut actual = reading.findings().join("\n");
        actual.push_str(if actual.is_empty() {
            "nothing is found\n"
        } else {
            "\n"
        });
        if let Some(api) = &reading.outcome.value {
            actual.push_str(&crate::outline::of(api));
        }
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(expected, actual).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != actual {
            differing.push(format!("{}\n{actual}", case.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
