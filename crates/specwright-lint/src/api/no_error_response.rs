//! L0301: an operation takes input and declares no answer for bad input.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, Status};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for operation in &api.operations {
        let takes_input = operation.request_body.is_some() || !operation.parameters.is_empty();
        let is_error = |status: Status| {
            matches!(
                status,
                Status::Code(400..=499) | Status::Range(4) | Status::Default
            )
        };
        // Where nothing was declared at all, another rule speaks.
        let silent = !operation.responses.is_empty()
            && !operation
                .responses
                .iter()
                .any(|response| is_error(response.status));
        if takes_input && silent {
            findings.push(Diagnostic::new(
                &codes::NO_ERROR_RESPONSE,
                operation.span,
                "the operation takes input and declares no answer for bad input",
                "declare `400` or `422`, `4XX` or `default`",
            ));
        }
    }
}
