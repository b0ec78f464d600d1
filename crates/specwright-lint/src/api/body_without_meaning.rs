//! L0308: a request body where HTTP gives it no meaning.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, Method};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for operation in &api.operations {
        let method = match operation.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Delete => "DELETE",
            Method::Trace => "TRACE",
            Method::Put | Method::Post | Method::Options | Method::Patch => continue,
        };
        if let Some(body) = &operation.request_body {
            findings.push(Diagnostic::new(
                &codes::BODY_WITHOUT_MEANING,
                body.span,
                format!("the body of a {method} request has no meaning in HTTP, and some servers and caches drop it"),
                "describe the input as query parameters, or use POST",
            ));
        }
    }
}
