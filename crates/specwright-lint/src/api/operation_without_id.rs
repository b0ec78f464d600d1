//! L0300: an operation has no name of its own.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::Description;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for operation in api
        .operations
        .iter()
        .filter(|operation| operation.id.is_none())
    {
        findings.push(Diagnostic::new(
            &codes::OPERATION_WITHOUT_ID,
            operation.span,
            format!(
                "the operation has no `operationId`, so its name is made from the path `{}`",
                operation.path.value
            ),
            "add an `operationId`, so that the name stays when the path changes",
        ));
    }
}
