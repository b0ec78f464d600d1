//! L0304: a component that nothing refers to.

use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_openapi::{Description, Schema};
use std::collections::BTreeSet;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    // A description without operations is a library of schemas, which others refer to.
    if api.operations.is_empty() && api.webhooks.is_empty() {
        return;
    }
    let children = children_of_discriminated(api);
    let unused = api.declared.iter().filter(|component| !component.used);
    for component in unused.filter(|component| !children.contains(&component.name.span)) {
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

/// The schemas that are built on one with a discriminator: its values name them without a reference.
fn children_of_discriminated(api: &Description) -> BTreeSet<Span> {
    let is_child = |schema: &Schema| {
        let parents = schema.all_of.iter().flat_map(|list| &list.value);
        parents
            .map(|id| api.schema(*id))
            .any(|parent| parent.discriminator.is_some())
    };
    let components = api.components.iter();
    components
        .filter(|(_, id)| is_child(api.schema(*id)))
        .map(|(name, _)| name.span)
        .collect()
}
