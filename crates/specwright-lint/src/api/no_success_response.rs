//! L0302: an operation declares no answer for success.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, Status};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for operation in &api.operations {
        let is_success = |status: Status| {
            matches!(
                status,
                Status::Code(100..=399) | Status::Range(1..=3) | Status::Default
            )
        };
        if !operation
            .responses
            .iter()
            .any(|response| is_success(response.status))
        {
            findings.push(Diagnostic::new(
                &codes::NO_SUCCESS_RESPONSE,
                operation.span,
                "the operation declares no answer for success",
                "declare the status of success, such as `200` or `204`",
            ));
        }
    }
}
