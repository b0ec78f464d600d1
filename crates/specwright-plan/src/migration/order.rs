//! In which order things are made, so that each finds what it needs: by dependence, then by name.

use specwright_model::{Entity, EntityKind, Storage};
use std::collections::{BTreeMap, BTreeSet};

/// The tables: each after those that its foreign keys refer to, as far as they do not go in a circle.
pub(super) fn tables(storage: &Storage) -> Vec<&Entity> {
    let tables = storage
        .entities
        .iter()
        .filter(|entity| matches!(entity.kind, EntityKind::Table { .. }));
    ordered(tables, |table| {
        table
            .foreign_keys
            .iter()
            .map(|key| storage.entity(key.target).name.as_str())
            .filter(|target| *target != table.name)
            .collect()
    })
}

/// The views: each after those that it reads.
pub(super) fn views(storage: &Storage) -> Vec<&Entity> {
    let views = storage
        .entities
        .iter()
        .filter(|entity| matches!(entity.kind, EntityKind::View { .. }));
    ordered(views, |view| match &view.kind {
        EntityKind::View { depends_on, .. } => depends_on.iter().map(String::as_str).collect(),
        EntityKind::Table { .. } => BTreeSet::new(),
    })
}

/// Of all that wait for nothing more, the first by name comes next; where all wait for each other, the first of them.
fn ordered<'m>(
    all: impl Iterator<Item = &'m Entity>,
    needs: impl Fn(&'m Entity) -> BTreeSet<&'m str>,
) -> Vec<&'m Entity> {
    let mut waiting: BTreeMap<&str, (&Entity, BTreeSet<&str>)> = all
        .map(|entity| (entity.name.as_str(), (entity, needs(entity))))
        .collect();
    let names: BTreeSet<&str> = waiting.keys().copied().collect();
    for (_, needed) in waiting.values_mut() {
        needed.retain(|name| names.contains(name));
    }
    let mut order = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let ready = waiting
            .iter()
            .find(|(_, (_, needed))| needed.is_empty())
            .or_else(|| waiting.iter().next());
        let Some((&name, _)) = ready else { break };
        let Some((entity, _)) = waiting.remove(name) else {
            break;
        };
        order.push(entity);
        for (_, needed) in waiting.values_mut() {
            needed.remove(name);
        }
    }
    order
}
