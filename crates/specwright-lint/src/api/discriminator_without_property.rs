//! L0318: a discriminator whose property a branch does not require.

use super::reach::name;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, SchemaId};
use std::collections::BTreeSet;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for schema in &api.schemas {
        let Some(discriminator) = &schema.discriminator else {
            continue;
        };
        let branches = [&schema.one_of, &schema.any_of]
            .into_iter()
            .flatten()
            .flat_map(|list| list.value.iter().copied());
        for branch in
            branches.filter(|branch| !requires(api, *branch, &discriminator.property.value))
        {
            findings.push(
                Diagnostic::new(
                    &codes::DISCRIMINATOR_WITHOUT_PROPERTY,
                    discriminator.property.span,
                    format!(
                        "{} does not require the property `{}`",
                        name(api, branch),
                        discriminator.property.value
                    ),
                    "describe the property in the branch, and list it under `required`",
                )
                .with_related(api.schema(branch).span, "the branch is here"),
            );
        }
    }
}

/// Whether every value of the schema has the property.
fn requires(api: &Description, id: SchemaId, property: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        let schema = api.schema(id);
        if schema
            .required
            .iter()
            .any(|required| required.value == property)
        {
            return true;
        }
        // A branch that is a choice itself may have the property in each of its own branches; that is not followed.
        if schema.one_of.is_some() || schema.any_of.is_some() {
            return true;
        }
        waiting.extend(
            schema
                .all_of
                .iter()
                .flat_map(|list| list.value.iter().copied())
                .filter(|part| seen.insert(*part)),
        );
    }
    false
}
