//! The findings of one file, no more of them than a person can use.

use specwright_diagnostics::{Diagnostic, Severity, SourceId, Span, codes};

/// Beyond this number of findings of one severity, the rest are counted only.
const SHOWN: usize = 100;

/// Where the readers of a file put what they find.
pub(crate) struct Findings {
    source: SourceId,
    shown: Vec<Diagnostic>,
    errors: usize,
    others: usize,
}

impl Findings {
    pub(crate) fn of(source: SourceId) -> Self {
        Self {
            source,
            shown: Vec::new(),
            errors: 0,
            others: 0,
        }
    }

    /// The span of a range of bytes in the file; offsets beyond 4 GiB cannot occur, because such a file is refused.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            source: self.source,
            start: offset(start),
            end: offset(end.max(start)),
        }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        // Errors have a count of their own, so that warnings can never hide that there is an error.
        let count = if diagnostic.severity == Severity::Error {
            &mut self.errors
        } else {
            &mut self.others
        };
        *count += 1;
        if *count <= SHOWN {
            self.shown.push(diagnostic);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        let hidden = (self.errors + self.others) - self.shown.len();
        if let Some(last) = self
            .shown
            .last()
            .and_then(|last| last.span)
            .filter(|_| hidden > 0)
        {
            self.shown.push(Diagnostic::new(
                &codes::TOO_MANY_FINDINGS,
                last,
                format!("{hidden} more findings of this file are not shown"),
                "mend the ones that are shown, then run again",
            ));
        }
        self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::{Findings, SHOWN};
    use specwright_diagnostics::{Diagnostic, Severity, SourceId, codes};

    #[test]
    fn counts_what_it_does_not_show_and_never_hides_an_error_behind_warnings() {
        let mut findings = Findings::of(SourceId(0));
        let place = findings.span(1, 2);
        for number in 0..SHOWN + 7 {
            findings.push(Diagnostic::new(
                &codes::AMBIGUOUS_NUMBER,
                place,
                format!("number {number}"),
                "quote it",
            ));
        }
        findings.push(Diagnostic::new(
            &codes::DUPLICATE_KEY,
            place,
            "key `a` is given twice",
            "remove one",
        ));
        let diagnostics = findings.into_diagnostics();
        assert_eq!(diagnostics.len(), SHOWN + 2);
        assert!(
            diagnostics
                .iter()
                .any(|diagnostic| diagnostic.severity == Severity::Error)
        );
        assert_eq!(
            diagnostics.last().map(|last| last.message.as_str()),
            Some("7 more findings of this file are not shown")
        );
    }
}
