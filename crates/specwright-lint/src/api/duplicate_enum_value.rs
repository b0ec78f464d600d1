//! L0311: a value twice under `enum`.

use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_openapi::Description;
use std::collections::BTreeMap;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for schema in &api.schemas {
        let Some(values) = &schema.enumeration else {
            continue;
        };
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        for value in &values.value {
            let text = value.to_json();
            if let Some(first) = known.get(&text) {
                let message = format!("`{text}` is listed twice under `enum`");
                findings.push(
                    Diagnostic::new(
                        &codes::DUPLICATE_ENUM_VALUE,
                        value.span,
                        message,
                        "remove one of the two",
                    )
                    .with_related(*first, "the first is here"),
                );
            } else {
                known.insert(text, value.span);
            }
        }
    }
}
