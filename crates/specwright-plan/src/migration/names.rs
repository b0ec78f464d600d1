//! Names of constraints and indexes that the contract leaves open: table, columns and a suffix, as PostgreSQL derives
//! them itself, within the length that PostgreSQL keeps, and none of them twice.

use specwright_model::{
    Check, ColumnId, Entity, EntityKind, ForeignKey, Index, IndexKey, Key, Storage,
};
use std::collections::{BTreeMap, BTreeSet};

/// The longest name that PostgreSQL keeps, in bytes; it cuts longer ones without a word.
const LONGEST_NAME: usize = 63;

/// The derived names, by what they are derived from.
pub(super) struct Names {
    derived: BTreeMap<Origin, String>,
}

/// What a name is derived from: the table, the columns and the suffix. Two of the same origin in one table (two unique
/// keys over the same columns) are told apart by their number.
type Origin = (String, Vec<String>, &'static str, usize);

impl Names {
    /// Derives the names of everything in a storage that has none. Given names come first; the derived ones follow in
    /// the order of their origins, so that the order of the contract changes nothing.
    pub(super) fn of(storage: &Storage) -> Self {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        taken.extend(
            storage
                .enumerations
                .iter()
                .map(|enumeration| enumeration.name.clone()),
        );
        let mut origins: BTreeSet<Origin> = BTreeSet::new();
        for entity in &storage.entities {
            taken.insert(entity.name.clone());
            taken.extend(given(entity));
            if matches!(entity.kind, EntityKind::Table { .. }) {
                origins.extend(open(entity));
            }
        }
        let mut derived = BTreeMap::new();
        for origin in origins {
            let name = free_name(&origin, &taken);
            taken.insert(name.clone());
            derived.insert(origin, name);
        }
        Self { derived }
    }

    /// The name of a primary key.
    pub(super) fn primary_key(&self, entity: &Entity, key: &Key) -> String {
        self.named(key.name.as_ref(), entity, Vec::new(), "pkey", 0)
    }

    /// The name of a unique key, by its number in the table.
    pub(super) fn unique(&self, entity: &Entity, number: usize) -> String {
        let key = &entity.uniques[number].key;
        self.named(
            key.name.as_ref(),
            entity,
            columns(entity, &key.columns),
            "key",
            number,
        )
    }

    /// The name of a foreign key, by its number in the table.
    pub(super) fn foreign_key(&self, entity: &Entity, number: usize) -> String {
        let key = &entity.foreign_keys[number].key;
        self.named(
            key.name.as_ref(),
            entity,
            columns(entity, &key.columns),
            "fkey",
            number,
        )
    }

    /// The name of an index, by its number in the table.
    pub(super) fn index(&self, entity: &Entity, number: usize) -> String {
        let index = &entity.indexes[number];
        self.named(
            index.name.as_ref(),
            entity,
            index_columns(entity, index),
            "idx",
            number,
        )
    }

    /// The name of the index that a foreign key wants, by the key's number in the table.
    pub(super) fn foreign_key_index(&self, entity: &Entity, number: usize) -> String {
        let columns = columns(entity, &entity.foreign_keys[number].key.columns);
        self.named(None, entity, columns, "idx", entity.indexes.len() + number)
    }

    /// The name of the check that keeps a column in its type.
    pub(super) fn type_check(&self, entity: &Entity, column: &str) -> String {
        self.named(None, entity, vec![column.to_owned()], "type", 0)
    }

    fn named(
        &self,
        given: Option<&String>,
        entity: &Entity,
        columns: Vec<String>,
        suffix: &'static str,
        number: usize,
    ) -> String {
        if let Some(given) = given {
            return given.clone();
        }
        let origin = (entity.name.clone(), columns, suffix, number);
        self.derived
            .get(&origin)
            .cloned()
            .unwrap_or_else(|| fitting(&origin, plain(&origin)))
    }
}

fn given(entity: &Entity) -> impl Iterator<Item = String> {
    let keys = entity.key.iter().filter_map(|key| key.name.clone());
    let uniques = entity
        .uniques
        .iter()
        .filter_map(|unique| unique.key.name.clone());
    let checks = entity.checks.iter().map(|check: &Check| check.name.clone());
    let foreign_keys = entity
        .foreign_keys
        .iter()
        .filter_map(|key: &ForeignKey| key.key.name.clone());
    let indexes = entity.indexes.iter().filter_map(|index| index.name.clone());
    keys.chain(uniques)
        .chain(checks)
        .chain(foreign_keys)
        .chain(indexes)
}

/// The origins of everything in a table that may need a derived name.
fn open(entity: &Entity) -> Vec<Origin> {
    let table = || entity.name.clone();
    let mut origins = Vec::new();
    if entity.key.as_ref().is_some_and(|key| key.name.is_none()) {
        origins.push((table(), Vec::new(), "pkey", 0));
    }
    for (number, unique) in entity
        .uniques
        .iter()
        .enumerate()
        .filter(|(_, unique)| unique.key.name.is_none())
    {
        origins.push((table(), columns(entity, &unique.key.columns), "key", number));
    }
    for (number, key) in entity.foreign_keys.iter().enumerate() {
        if key.key.name.is_none() {
            origins.push((table(), columns(entity, &key.key.columns), "fkey", number));
        }
        if key.indexed {
            origins.push((
                table(),
                columns(entity, &key.key.columns),
                "idx",
                entity.indexes.len() + number,
            ));
        }
    }
    for (number, index) in entity
        .indexes
        .iter()
        .enumerate()
        .filter(|(_, index)| index.name.is_none())
    {
        origins.push((table(), index_columns(entity, index), "idx", number));
    }
    origins.extend(
        entity
            .columns
            .iter()
            .map(|column| (table(), vec![column.name.clone()], "type", 0)),
    );
    origins
}

fn columns(entity: &Entity, ids: &[ColumnId]) -> Vec<String> {
    ids.iter()
        .map(|id| entity.column(*id).name.clone())
        .collect()
}

/// The columns of an index; parts that are expressions add nothing to its name.
fn index_columns(entity: &Entity, index: &Index) -> Vec<String> {
    let parts = index.parts.iter().filter_map(|part| match &part.key {
        IndexKey::Column(id) => Some(entity.column(*id).name.clone()),
        IndexKey::Sql(_) => None,
    });
    parts.collect()
}

fn plain((table, columns, suffix, _): &Origin) -> String {
    let mut parts: Vec<&str> = vec![table];
    parts.extend(columns.iter().map(String::as_str));
    parts.push(suffix);
    parts.join("_")
}

/// The derived name, or one with a checksum where it is too long or taken.
fn free_name(origin: &Origin, taken: &BTreeSet<String>) -> String {
    let name = fitting(origin, plain(origin));
    if !taken.contains(&name) {
        return name;
    }
    // Of more attempts than there are names, one is free, unless checksums agree; then the contract has the last word.
    (0..=u32::try_from(taken.len()).unwrap_or(u32::MAX))
        .map(|attempt| marked(&plain(origin), checksum(origin, attempt)))
        .find(|name| !taken.contains(name))
        .unwrap_or(name)
}

fn fitting(origin: &Origin, name: String) -> String {
    if name.len() <= LONGEST_NAME {
        name
    } else {
        marked(&name, checksum(origin, 0))
    }
}

/// As much of a name as fits, and a checksum behind it.
fn marked(name: &str, checksum: u32) -> String {
    let mark = format!("_{checksum:08x}");
    format!(
        "{}{mark}",
        &name[..name.floor_char_boundary(LONGEST_NAME - mark.len())]
    )
}

/// FNV-1a over the origin, in which `a_b` of one column and `a` and `b` of two differ.
fn checksum((table, columns, suffix, number): &Origin, attempt: u32) -> u32 {
    const BASIS: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    let mut parts: Vec<String> = vec![table.clone()];
    parts.extend(columns.iter().cloned());
    parts.push((*suffix).to_owned());
    if attempt > 0 || *number > 0 {
        parts.push(format!("{number}.{attempt}"));
    }
    parts.join("\0").bytes().fold(BASIS, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_NAME, Origin, free_name};
    use std::collections::BTreeSet;

    fn origin(table: &str, columns: &[&str]) -> Origin {
        (
            table.to_owned(),
            columns.iter().map(|column| (*column).to_owned()).collect(),
            "key",
            0,
        )
    }

    #[test]
    fn a_name_that_fits_is_plain() {
        assert_eq!(
            free_name(&origin("users", &["tenant_id", "email"]), &BTreeSet::new()),
            "users_tenant_id_email_key"
        );
    }

    #[test]
    fn a_long_name_is_cut_to_what_postgres_keeps_and_stays_apart_from_its_like() {
        let long = "a".repeat(40);
        let first = free_name(&origin(&long, &[&long, "x"]), &BTreeSet::new());
        let second = free_name(&origin(&long, &[&long, "y"]), &BTreeSet::new());
        assert_eq!((first.len(), second.len()), (LONGEST_NAME, LONGEST_NAME));
        assert_ne!(first, second);
    }

    #[test]
    fn a_taken_name_is_marked() {
        let taken = BTreeSet::from(["a_b_c_key".to_owned()]);
        let name = free_name(&origin("a_b", &["c"]), &taken);
        assert!(
            name.starts_with("a_b_c_key_") && name.len() == "a_b_c_key_".len() + 8,
            "{name}"
        );
        assert_ne!(
            name,
            free_name(&origin("a", &["b", "c"]), &taken),
            "another origin has another mark"
        );
    }
}
