//! L0306: one place in the paths, two names for it.

use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_openapi::Description;
use std::collections::BTreeMap;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    let mut names: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    let mut last = None;
    for operation in &api.operations {
        let path = &operation.path;
        if last == Some(path.span) {
            continue;
        }
        last = Some(path.span);
        let mut before = String::new();
        for segment in path.value.split('/').skip(1) {
            let name = segment
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'))
                .filter(|name| !name.contains('{'));
            if let Some(name) = name {
                let (first, span) = *names.entry(before.clone()).or_insert((name, path.span));
                if first != name {
                    let message = format!("`{{{name}}}` is called `{{{first}}}` in another path");
                    let help = format!(
                        "call it `{first}` everywhere, so that the generated code has one name for it"
                    );
                    findings.push(
                        Diagnostic::new(&codes::PARAMETER_RENAMED, path.span, message, help)
                            .with_related(span, format!("`{{{first}}}` is here")),
                    );
                    break;
                }
            }
            before.push('/');
            before.push_str(if name.is_some() { "{}" } else { segment });
        }
    }
}
