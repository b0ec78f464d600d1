//! L0315: a default that its own schema refuses.

use super::validity::fault;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::Description;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for schema in &api.schemas {
        let Some(default) = &schema.default else {
            continue;
        };
        if let Some(fault) = fault(api, schema, default) {
            let message = format!("the default is not valid: {}", fault.message);
            findings.push(Diagnostic::new(
                &codes::DEFAULT_EXCLUDED,
                fault.span,
                message,
                "write a default that the schema accepts",
            ));
        }
    }
}
