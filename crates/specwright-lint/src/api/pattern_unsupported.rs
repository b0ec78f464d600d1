//! L0313: a pattern that uses a construct that no engine of the generated service has.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::Description;
use specwright_pattern::{PatternError, translate};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for pattern in api
        .schemas
        .iter()
        .filter_map(|schema| schema.pattern.as_ref())
    {
        if let Err(PatternError::Unsupported { construct, .. }) = translate(&pattern.value) {
            findings.push(Diagnostic::new(
                &codes::PATTERN_UNSUPPORTED,
                pattern.span,
                format!("the pattern holds {construct}, which cannot be checked"),
                "write the pattern without it",
            ));
        }
    }
}
