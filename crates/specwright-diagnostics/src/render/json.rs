//! Findings → one JSON document; its JSON Schema is [`SCHEMA`].

use super::place::Place;
use super::{Counts, severity_name};
use crate::{Diagnostic, SourceMap};
use serde::Serialize;

/// The version of the document's shape. A new key keeps it; a changed or removed one raises it.
pub const VERSION: u32 = 1;

/// The JSON Schema (draft 2020-12) of the document.
pub const SCHEMA: &str = include_str!("../../diagnostics.schema.json");

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    summary: Summary,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    slug: &'a str,
    severity: &'a str,
    message: &'a str,
    place: Option<Place<'a>>,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    help: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    place: Place<'a>,
    text: &'a str,
}

/// All findings as one JSON document, with a line break at its end.
#[must_use]
#[expect(
    clippy::missing_panics_doc,
    reason = "the report has text keys and no map, so it can always be written"
)]
pub fn json(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let counts = Counts::of(diagnostics);
    let report = Report {
        version: VERSION,
        summary: Summary {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
        },
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| Finding::of(sources, diagnostic))
            .collect(),
    };
    let mut text =
        serde_json::to_string_pretty(&report).expect("a report has text keys and no map");
    text.push('\n');
    text
}

impl<'a> Finding<'a> {
    fn of(sources: &'a SourceMap, diagnostic: &'a Diagnostic) -> Self {
        let related = diagnostic.related.iter().map(|label| Related {
            place: Place::of(sources, label.span),
            text: &label.text,
        });
        Self {
            code: diagnostic.code.id,
            slug: diagnostic.code.slug,
            severity: severity_name(diagnostic.severity),
            message: &diagnostic.message,
            place: diagnostic.span.map(|span| Place::of(sources, span)),
            label: diagnostic.label.as_deref(),
            related: related.collect(),
            help: &diagnostic.help,
            allowed: diagnostic.code.effect.filter(|_| diagnostic.is_allowed),
        }
    }
}
