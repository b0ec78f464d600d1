//! Contracts as text → what the reader makes of them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has failed"
)]
#![allow(clippy::disallowed_methods, reason = "the cases lie in folders")]

mod agreement;
mod limits;
mod reading;

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, SourceMap};
use std::path::PathBuf;

/// What the reader makes of a text.
struct Case {
    contract: Option<Contract>,
    findings: Vec<Diagnostic>,
    sources: SourceMap,
}

impl Case {
    fn read(text: &str) -> Self {
        let mut sources = SourceMap::default();
        let document = specwright_source::read(&mut sources, "database-schema.json", text);
        assert!(
            !document.has_errors(),
            "the text is no JSON: {:?}",
            document.diagnostics
        );
        let outcome = specwright_dbschema::read(&document.value.unwrap().root);
        Self {
            contract: outcome.value,
            findings: outcome.diagnostics,
            sources,
        }
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings
            .iter()
            .map(|finding| finding.code.id)
            .collect()
    }

    /// The text that a finding points at.
    fn place(&self, finding: &Diagnostic) -> String {
        let span = finding.span.unwrap();
        self.sources.file(span.source).text[span.start as usize..span.end as usize].to_owned()
    }
}

fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The contracts that must be accepted, with their names.
fn accepted() -> Vec<(String, String)> {
    let mut cases: Vec<_> =
        std::fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/accepted"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                (
                    path.file_name().unwrap().to_string_lossy().into_owned(),
                    std::fs::read_to_string(&path).unwrap(),
                )
            })
            .collect();
    cases.sort();
    cases
}

/// The contracts that must be refused, with the code that each is for.
fn refused() -> Vec<(String, String)> {
    let mut cases: Vec<_> = std::fs::read_dir(workspace().join("tests/rejects"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("S02")
        })
        .map(|path| {
            let text = std::fs::read_to_string(path.join("database-schema.json")).unwrap();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                text,
            )
        })
        .collect();
    cases.sort();
    cases
}
