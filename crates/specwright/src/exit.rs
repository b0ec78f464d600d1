//! What the caller of the program learns from its exit code.

use specwright_diagnostics::{Code, Diagnostic, Severity, Stage, codes};
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing to complain about.
    Clean = 0,
    /// Something in the specs, or between the specs and the output, is wrong.
    Findings = 1,
    /// A spec could not be read as what it should be, or the usage was wrong.
    Unreadable = 2,
    /// The output on disk is not what the specs call for.
    Drift = 3,
    /// A person has to decide.
    Decision = 4,
    /// A defect of the tool.
    Internal = 101,
}

/// Codes that ask for a decision rather than for a correction.
const DECISIONS: &[&Code] = &[&codes::AMBIGUOUS_BINDING];

impl Exit {
    /// The exit code for these findings. What keeps a run from its end comes first: an unreadable spec before an error in
    /// one, an error before drift; a decision is asked for when nothing else is left to mend.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let exits = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| match diagnostic.code.stage {
                _ if DECISIONS.iter().any(|code| code.id == diagnostic.code.id) => Self::Decision,
                Stage::Source | Stage::OpenApi | Stage::Database | Stage::Tool => Self::Unreadable,
                Stage::Lint | Stage::Lower | Stage::Plan | Stage::Verify => Self::Findings,
                Stage::Drift => Self::Drift,
            });
        exits
            .min_by_key(|exit| match exit {
                Self::Internal => 0,
                Self::Unreadable => 1,
                Self::Findings => 2,
                Self::Drift => 3,
                Self::Decision => 4,
                Self::Clean => 5,
            })
            .unwrap_or(Self::Clean)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::Exit;
    use specwright_diagnostics::{Code, Diagnostic, Severity, codes};

    fn finding(code: &'static Code) -> Diagnostic {
        Diagnostic::without_place(code, "message", "help")
    }

    #[test]
    fn the_worst_finding_decides() {
        assert_eq!(Exit::of(&[]), Exit::Clean);
        assert_eq!(Exit::of(&[finding(&codes::DRIFT_EDITED)]), Exit::Drift);
        assert_eq!(
            Exit::of(&[finding(&codes::AMBIGUOUS_BINDING)]),
            Exit::Decision
        );
        assert_eq!(
            Exit::of(&[
                finding(&codes::AMBIGUOUS_BINDING),
                finding(&codes::UNKNOWN_TABLE)
            ]),
            Exit::Findings
        );
        assert_eq!(
            Exit::of(&[
                finding(&codes::DRIFT_EDITED),
                finding(&codes::DUPLICATE_KEY)
            ]),
            Exit::Unreadable
        );
    }

    #[test]
    fn warnings_and_notes_decide_nothing() {
        let mut warning = finding(&codes::DRIFT_EDITED);
        warning.severity = Severity::Warning;
        assert_eq!(Exit::of(&[warning]), Exit::Clean);
    }
}
