//! Which schemas have values that come to an end.

use specwright_openapi::{Description, Schema, SchemaId, SchemaType};
use std::collections::BTreeSet;

/// For each schema, whether it has a finite value. What cannot be said for sure counts as finite.
pub(super) fn finite(api: &Description) -> Vec<bool> {
    // For each schema the number of parts that are still in doubt; a part that turns out finite counts down those
    // that wait for it, so each edge is looked at once.
    let mut needs: Vec<usize> = Vec::with_capacity(api.schemas.len());
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); api.schemas.len()];
    let mut done: Vec<usize> = Vec::new();
    for (number, schema) in api.schemas.iter().enumerate() {
        let parts = required_parts(schema);
        for part in &parts {
            waiting[part.0].push(number);
        }
        if parts.is_empty() {
            done.push(number);
        }
        needs.push(parts.len());
    }
    let mut finite = vec![false; api.schemas.len()];
    while let Some(number) = done.pop() {
        finite[number] = true;
        for &waiter in &waiting[number] {
            needs[waiter] -= 1;
            if needs[waiter] == 0 {
                done.push(waiter);
            }
        }
    }
    finite
}

/// The schemas of which a value of this one must hold a value.
fn required_parts(schema: &Schema) -> Vec<SchemaId> {
    let may_be_another = schema.nullable
        || schema.one_of.is_some()
        || schema.any_of.is_some()
        || schema.enumeration.is_some();
    if may_be_another {
        return Vec::new();
    }
    let mut parts: Vec<SchemaId> = schema
        .all_of
        .iter()
        .flat_map(|list| list.value.iter().copied())
        .collect();
    match schema.kind.as_ref().map(|kind| kind.value) {
        Some(SchemaType::Object) | None => {
            let required: BTreeSet<&str> = schema
                .required
                .iter()
                .map(|name| name.value.as_str())
                .collect();
            // Without a type, values that are no objects pass as well; a schema with properties means objects.
            parts.extend(
                schema
                    .properties
                    .iter()
                    .filter(|(name, _)| required.contains(name.value.as_str()))
                    .map(|(_, id)| *id),
            );
        }
        Some(SchemaType::Array)
            if schema
                .min_items
                .as_ref()
                .is_some_and(|least| least.value > 0) =>
        {
            parts.extend(schema.items);
        }
        Some(_) => {}
    }
    parts
}

/// A schema in messages.
pub(super) fn name(api: &Description, id: SchemaId) -> String {
    api.schema(id).name.as_ref().map_or_else(
        || "the schema".to_owned(),
        |name| format!("the schema `{}`", name.value),
    )
}
