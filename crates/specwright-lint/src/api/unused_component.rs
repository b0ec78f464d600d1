//! L0304: a component that nothing refers to.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::Description;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    // A description without operations is a library of schemas, which others refer to.
    if api.operations.is_empty() && api.webhooks.is_empty() {
        return;
    }
    for component in api.declared.iter().filter(|component| !component.used) {
        findings.push(Diagnostic::new(
            &codes::UNUSED_COMPONENT,
            component.name.span,
            format!(
                "nothing refers to `components/{}/{}`",
                component.section, component.name.value
            ),
            "remove it, or refer to it",
        ));
    }
}
