//! L0309: content for a status that has no body.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, Status};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for response in api
        .operations
        .iter()
        .flat_map(|operation| &operation.responses)
    {
        if let (Status::Code(status @ (100..=199 | 204 | 205 | 304)), false) =
            (response.status, response.content.is_empty())
        {
            findings.push(Diagnostic::new(
                &codes::CONTENT_WITHOUT_BODY,
                response.span,
                format!(
                    "a response with the status {status} has no body, and `content` describes one"
                ),
                "remove `content`, or answer 200",
            ));
        }
    }
}
