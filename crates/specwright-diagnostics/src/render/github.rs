//! Findings → workflow commands of GitHub Actions, which show them beside the lines of a change.

use super::place::Place;
use crate::{Diagnostic, Severity, SourceMap};
use std::fmt::Write;

/// One line a finding: `::error file=…,line=…,col=…,title=…::message`.
#[must_use]
pub fn github(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        // Writing to a `String` cannot fail.
        let _ = write!(text, "::{command} ");
        if let Some(place) = diagnostic.span.map(|span| Place::of(sources, span)) {
            let _ = write!(
                text,
                "file={},line={},endLine={},",
                property(place.file),
                place.line,
                place.end_line
            );
            // Columns are understood only within one line.
            if place.line == place.end_line {
                let _ = write!(text, "col={},endColumn={},", place.column, place.end_column);
            }
        }
        let code = diagnostic.code;
        let message = format!("{}\nhelp: {}", diagnostic.message, diagnostic.help);
        let _ = writeln!(text, "title={} {}::{}", code.id, code.slug, data(&message));
    }
    text
}

fn data(text: &str) -> String {
    // A log is shown in a terminal as well: no escape sequence of a spec may reach it.
    let visible: String = text
        .chars()
        .map(|char| {
            if char.is_control() && !matches!(char, '\n' | '\r') {
                '\u{fffd}'
            } else {
                char
            }
        })
        .collect();
    visible
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
