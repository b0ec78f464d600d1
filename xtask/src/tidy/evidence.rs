//! Each row of `docs/complaints.md` names a test that is there, or says why there is none.

use super::{Finding, Workspace};

const FILE: &str = "docs/complaints.md";

/// The folders that files and tests are named in.
const ROOTS: &[&str] = &["crates/", "docs/", "tests/", "xtask/"];

/// What a row says that has no test: there can be none, or not yet.
const EXCUSES: &[&str] = &["not applicable: ", "later: "];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let Some(text) = workspace.text(FILE) else {
        return vec![Finding::error(FILE, "is missing")];
    };
    let rows = text.lines().enumerate().filter_map(|(number, line)| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.split(" | ").collect();
        let last = cells.last()?.trim_end_matches('|').trim();
        (cells.first() != Some(&"issue")).then_some((number + 1, last))
    });
    rows.flat_map(|(number, evidence)| faults(workspace, number, evidence))
        .collect()
}

/// What is wrong with the evidence of a row.
fn faults(workspace: &Workspace, number: usize, evidence: &str) -> Vec<Finding> {
    let place = format!("{FILE}:{number}");
    let mut findings = Vec::new();
    let mut file: Option<&str> = None;
    let mut count = 0;
    // What stands in backquotes is every second piece.
    for named in evidence.split('`').skip(1).step_by(2) {
        if ROOTS.iter().any(|root| named.starts_with(root)) {
            count += 1;
            file = Some(named);
            if !is_there(workspace, named) {
                findings.push(Finding::error(
                    place.as_str(),
                    format!("names `{named}`, which is not there"),
                ));
            }
            continue;
        }
        let text = file.and_then(|file| workspace.text(file));
        if !text.is_some_and(|text| text.contains(&format!("fn {named}("))) {
            let message = format!("names the test `{named}`, which is not in the file before it");
            findings.push(Finding::error(place.as_str(), message));
        }
    }
    if count == 0 && !EXCUSES.iter().any(|excuse| evidence.starts_with(excuse)) {
        let message = "names no test, and does not say why there is none";
        findings.push(Finding::error(place, message));
    }
    findings
}

/// Whether there is such a file, or a folder with files.
fn is_there(workspace: &Workspace, path: &str) -> bool {
    let is_inside = |file: &str| {
        file.strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    workspace.files.paths().any(|file| is_inside(file.as_str()))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::Workspace;

    fn messages(row: &str) -> Vec<String> {
        let text = format!("| issue | what happened | held here by |\n|---|---|---|\n{row}\n");
        let workspace = Workspace::of_files(&[
            ("docs/complaints.md", &text),
            ("tests/it/a.rs", "fn one() {}"),
            ("tests/rejects/S0001/openapi.yaml", ""),
        ]);
        check(&workspace)
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn a_row_names_what_is_there_or_says_why_it_names_nothing() {
        assert!(messages("| #1 | it | `tests/it/a.rs` `one`, `tests/rejects/S0001` |").is_empty());
        assert!(messages("| #1 | it | not applicable: there is no client |").is_empty());
        for (row, message) in [
            (
                "| #1 | it | `tests/it/b.rs` |",
                "names `tests/it/b.rs`, which is not there",
            ),
            (
                "| #1 | it | `tests/it/a.rs` `two` |",
                "names the test `two`, which is not in the file before it",
            ),
            (
                "| #1 | it | `tests/rejects/S00` |",
                "names `tests/rejects/S00`, which is not there",
            ),
            (
                "| #1 | it | it works |",
                "names no test, and does not say why there is none",
            ),
        ] {
            assert_eq!(messages(row), [message], "{row}");
        }
    }
}
