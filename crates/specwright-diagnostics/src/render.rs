//! Findings → text, in the shapes that people and other programs read. Pure functions.

mod explain;
mod github;
mod human;
mod json;
mod place;
mod sarif;

pub use explain::explain;
pub use github::github;
pub use human::{Colour, human, summary};
pub use json::{SCHEMA, VERSION, json};
pub use sarif::sarif;

use crate::{Diagnostic, Severity};

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity)
                .count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
