//! L0307: a tag that the list of tags does not have.

use specwright_diagnostics::{Diagnostic, codes, nearest};
use specwright_openapi::Description;
use std::collections::BTreeSet;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    let declared: BTreeSet<&str> = api.tags.iter().map(|tag| tag.name.value.as_str()).collect();
    if declared.is_empty() {
        return;
    }
    for tag in api.operations.iter().flat_map(|operation| &operation.tags) {
        if declared.contains(tag.value.as_str()) {
            continue;
        }
        let help = nearest(&tag.value, declared.iter().copied()).map_or_else(
            || "add it to `tags` of the document".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("the tag `{}` is not declared", tag.value);
        findings.push(Diagnostic::new(
            &codes::TAG_UNDECLARED,
            tag.span,
            message,
            help,
        ));
    }
}
