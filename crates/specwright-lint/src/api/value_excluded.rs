//! L0314: a value under `enum` that the schema's other keywords exclude.

use super::validity::fault;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::Description;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for schema in &api.schemas {
        let Some(values) = &schema.enumeration else {
            continue;
        };
        let mut others = schema.clone();
        others.enumeration = None;
        // The reader has reported values of another type.
        others.kind = None;
        for value in &values.value {
            if let Some(fault) = fault(api, &others, value) {
                let message = format!("the value can never be valid: {}", fault.message);
                let help = "remove the value, or loosen the other keyword";
                findings.push(Diagnostic::new(
                    &codes::VALUE_EXCLUDED,
                    value.span,
                    message,
                    help,
                ));
            }
        }
    }
}
