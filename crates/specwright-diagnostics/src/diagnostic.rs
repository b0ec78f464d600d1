//! One finding.

use crate::{Code, Span};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run stops after this stage.
    Error,
    /// Worth mending; the run goes on.
    Warning,
    /// A decision that was taken and that the reader may want to know.
    Note,
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// One finding: a code, a place, a message and the way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The entry in the table of codes.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// The main place; `None` only where no file exists to point into (a missing file, wrong usage).
    pub span: Option<Span>,
    /// What is wrong: lower case, no full stop at the end, names the thing.
    pub message: String,
    /// A word at the main place, if the message alone does not say it.
    pub label: Option<String>,
    /// Further places.
    pub related: Vec<Label>,
    /// The way out, as a sentence fragment that says what to do.
    pub help: String,
    /// Whether it is an error that the caller has [allowed](crate::Allowances), and a warning for that reason alone.
    pub is_allowed: bool,
}

impl Diagnostic {
    /// A finding at a place with the severity that its code has by default.
    #[must_use]
    pub fn new(
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity,
            span: Some(span),
            message: message.into(),
            label: None,
            related: Vec::new(),
            help: help.into(),
            is_allowed: false,
        }
    }

    /// A finding that has no file to point into.
    #[must_use]
    pub fn without_place(
        code: &'static Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity,
            span: None,
            message: message.into(),
            label: None,
            related: Vec::new(),
            help: help.into(),
            is_allowed: false,
        }
    }

    /// Adds a word at the main place.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn with_related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    pub(crate) fn sort_key(&self) -> (Option<Span>, &'static str, &str) {
        (self.span, self.code.id, &self.message)
    }
}
