//! L0310: a scope that no flow offers.

use specwright_diagnostics::{Diagnostic, codes, nearest};
use specwright_openapi::{Description, SecurityKind};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    let offered: BTreeMap<&str, BTreeSet<&str>> = api
        .security_schemes
        .iter()
        .filter(|scheme| scheme.kind == SecurityKind::OAuth2)
        .map(|scheme| {
            let scopes = scheme.flows.iter().flat_map(|flow| &flow.scopes);
            (
                scheme.name.value.as_str(),
                scopes.map(|(scope, _)| scope.value.as_str()).collect(),
            )
        })
        .collect();
    let of_operations = api
        .operations
        .iter()
        .filter_map(|operation| operation.security.as_ref());
    for requirement in api.security.iter().chain(of_operations).flatten() {
        for (scheme, scopes) in &requirement.schemes {
            let Some(known) = offered.get(scheme.value.as_str()) else {
                continue;
            };
            for scope in scopes
                .iter()
                .filter(|scope| !known.contains(scope.value.as_str()))
            {
                let help = nearest(&scope.value, known.iter().copied()).map_or_else(
                    || format!("add it to `scopes` of a flow of `{}`", scheme.value),
                    |meant| format!("did you mean `{meant}`?"),
                );
                let message = format!(
                    "no flow of `{}` offers the scope `{}`",
                    scheme.value, scope.value
                );
                findings.push(Diagnostic::new(
                    &codes::UNKNOWN_SCOPE,
                    scope.span,
                    message,
                    help,
                ));
            }
        }
    }
}
