//! Whether a router can find each operation.

use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi as openapi;

impl Lowering<'_> {
    /// Whether a router finds the operation; what stands in the way is reported.
    pub(crate) fn is_routable(&mut self, operation: &openapi::Operation) -> bool {
        let path = &operation.path;
        let is_routable = !path.value.contains("}{");
        if !is_routable {
            self.report(Diagnostic::new(
                &codes::UNROUTABLE_PATH,
                path.span,
                format!(
                    "nothing stands between two parameters of the path `{}`",
                    path.value
                ),
                "write some text between them, or make them one parameter",
            ));
        }
        is_routable
    }
}
