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
    let entities: BTreeMap<&str, &Entity> =
        all.map(|entity| (entity.name.as_str(), entity)).collect();
    let mut needed_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
    for (&name, &entity) in &entities {
        let needs: Vec<&str> = needs(entity)
            .into_iter()
            .filter(|other| entities.contains_key(other))
            .collect();
        waiting.insert(name, needs.len());
        for other in needs {
            needed_by.entry(other).or_default().push(name);
        }
    }
    let mut ready: BTreeSet<&str> = waiting
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(name, _)| *name)
        .collect();
    let mut order = Vec::with_capacity(entities.len());
    while let Some(name) = ready.pop_first().or_else(|| waiting.keys().next().copied()) {
        waiting.remove(name);
        order.extend(entities.get(name).copied());
        for follower in needed_by.get(name).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(follower) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.insert(follower);
                }
            }
        }
    }
    order
}
