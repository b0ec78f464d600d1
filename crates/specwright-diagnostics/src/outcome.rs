//! What a stage hands on: its value, and everything it has to say about the input.

use crate::{Diagnostic, Severity};

/// A stage's value beside its diagnostics. The run stops after the first stage whose diagnostics hold an error.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// The value; as complete as the input allowed.
    pub value: T,
    /// All findings of the stage, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Whether a later stage must not run.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Brings findings into the order in which they are printed (file, place, code, message) and drops repetitions.
pub fn sort_and_deduplicate(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    diagnostics.dedup_by(|a, b| a.sort_key() == b.sort_key());
}
