//! The reader of YAML and JSON, from outside.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests read the corpus and the clock"
)]
#![allow(
    clippy::print_stderr,
    reason = "a test says so where the corpus is absent"
)]
#![allow(
    clippy::format_collect,
    reason = "test inputs read best as what is repeated"
)]

mod accepts;
mod comparison;
mod corpus;
mod hostile;
mod properties;
mod refuses;
mod refuses_json;

use specwright_diagnostics::{Diagnostic, Outcome, SourceMap, Span};
use specwright_source::{Document, Node, read};

/// Reads a text that has no errors.
#[track_caller]
fn tree(name: &str, text: &str) -> Node {
    let (sources, outcome) = outcome(name, text);
    assert!(
        !outcome.has_errors(),
        "{}",
        describe(&sources, &outcome.diagnostics)
    );
    outcome.value.unwrap().root
}

fn outcome(name: &str, bytes: impl Into<Vec<u8>>) -> (SourceMap, Outcome<Option<Document>>) {
    let mut sources = SourceMap::default();
    let outcome = read(&mut sources, name, bytes);
    (sources, outcome)
}

/// One line a finding: `S0003 2:1 message`.
fn describe(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let span = diagnostic.span.unwrap();
        let (line, column) = sources.line_and_column(span.source, span.start);
        let related: String = diagnostic
            .related
            .iter()
            .map(|label| format!(" ({} {:?})", label.text, slice(sources, label.span)))
            .collect();
        format!(
            "{} {line}:{column} {:?} {}{related}",
            diagnostic.code.id,
            slice(sources, span),
            diagnostic.message
        )
    };
    let mut lines: Vec<String> = diagnostics.iter().map(line).collect();
    lines.sort();
    lines.join("\n")
}

fn slice(sources: &SourceMap, span: Span) -> &str {
    &sources.file(span.source).text[span.start as usize..span.end as usize]
}
