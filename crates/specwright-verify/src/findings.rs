//! What was found: collected while reading and comparing, turned into diagnostics at the end.

use crate::allowances::Allowances;
use crate::output::Output;
use crate::syntax::At;
use specwright_diagnostics::{Code, Diagnostic, Severity, SourceMap, Span, sort_and_deduplicate};
use std::collections::BTreeMap;

/// All findings so far.
#[derive(Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    allowances: Allowances,
}

/// One finding: in the output, in the spec, or in both.
struct Finding {
    code: &'static Code,
    output: Option<At>,
    spec: Option<(Span, String)>,
    message: String,
    help: String,
}

impl Findings {
    /// No findings yet; those inside of the places of the allowances are never taken.
    pub(crate) fn except(allowances: &Allowances) -> Self {
        Self {
            list: Vec::new(),
            allowances: allowances.clone(),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// How many of the findings are errors.
    pub(crate) fn count_errors(&self) -> usize {
        self.list
            .iter()
            .filter(|finding| finding.code.severity == Severity::Error)
            .count()
    }

    /// A finding in the output that the spec has no word about.
    pub(crate) fn in_output(
        &mut self,
        code: &'static Code,
        at: At,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.list.push(Finding {
            code,
            output: Some(at),
            spec: None,
            message: message.into(),
            help: help.into(),
        });
    }

    /// A difference between a place in the output and a place in the spec.
    pub(crate) fn between(
        &mut self,
        code: &'static Code,
        (at, span): (At, Span),
        message: impl Into<String>,
        promise: impl Into<String>,
    ) {
        if self.allowances.cover(span) {
            return;
        }
        self.list.push(Finding {
            code,
            output: Some(at),
            spec: Some((span, promise.into())),
            message: message.into(),
            help: REGENERATE.to_owned(),
        });
    }

    /// Something that the spec promises and that the output has no place for.
    pub(crate) fn in_spec(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.allowances.cover(span) {
            return;
        }
        self.list.push(Finding {
            code,
            output: None,
            spec: Some((span, String::new())),
            message: message.into(),
            help: help.into(),
        });
    }

    /// All findings as diagnostics, sorted; files that are pointed at are added to the map.
    pub(crate) fn into_diagnostics(
        self,
        output: &Output<'_>,
        sources: &mut SourceMap,
    ) -> Vec<Diagnostic> {
        let mut numbers = BTreeMap::new();
        let mut span = |at: At| {
            let source = *numbers.entry(at.file).or_insert_with(|| {
                let module = output.module(at.file);
                sources.add(module.name, module.text)
            });
            Span {
                source,
                start: at.start,
                end: at.end,
            }
        };
        let mut diagnostics: Vec<Diagnostic> = self
            .list
            .into_iter()
            .map(|finding| match (finding.output, finding.spec) {
                (Some(at), None) => {
                    Diagnostic::new(finding.code, span(at), finding.message, finding.help)
                }
                (Some(at), Some((place, promise))) => {
                    Diagnostic::new(finding.code, span(at), finding.message, finding.help)
                        .with_related(place, promise)
                }
                (None, Some((place, _))) => {
                    Diagnostic::new(finding.code, place, finding.message, finding.help)
                }
                (None, None) => {
                    Diagnostic::without_place(finding.code, finding.message, finding.help)
                }
            })
            .collect();
        sort_and_deduplicate(&mut diagnostics);
        diagnostics
    }
}

/// What to do about an output that differs from its spec.
pub(crate) const REGENERATE: &str = "generate again; if the difference stays, the generator has a defect: report it with this message";
/// What to do about an output that cannot be read back.
pub(crate) const UNREADABLE: &str = "what cannot be read back is not proved: bring the code into the shape that the generator writes, or generate again";
