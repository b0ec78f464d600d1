//! L0312: a pattern that is no regular expression.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::Description;
use specwright_pattern::{PatternError, translate};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for pattern in api
        .schemas
        .iter()
        .filter_map(|schema| schema.pattern.as_ref())
    {
        if let Err(PatternError::Malformed { reason, .. }) = translate(&pattern.value) {
            findings.push(Diagnostic::new(
                &codes::PATTERN_MALFORMED,
                pattern.span,
                format!("the pattern is no regular expression: {reason}"),
                "write it in the dialect of ECMA-262, without delimiters and flags",
            ));
        }
    }
}
