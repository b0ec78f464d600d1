//! Names that the contract leaves open: the table, the columns and a suffix, as PostgreSQL derives them itself.
//!
//! A derived name that is longer than what PostgreSQL keeps, or that something else has, is cut and gets a checksum of
//! what it is derived from. Given names come first; the derived ones follow in the order of what they are derived from.

use specwright_dbschema::{Contract, Index, IndexKey, IndexPart, Located, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The longest name that PostgreSQL keeps, in bytes.
const LONGEST: usize = 63;

/// What a name is derived from: table, columns, suffix, and the number of the thing among its like in the table.
type Origin = (String, Vec<String>, &'static str, usize);

/// All derived names of a contract.
pub(super) struct Names {
    derived: BTreeMap<Origin, String>,
}

impl Names {
    pub(super) fn of(contract: &Contract) -> Self {
        let mut taken: BTreeSet<String> = contract
            .enums
            .iter()
            .map(|enumeration| enumeration.name.value.clone())
            .collect();
        taken.extend(contract.views.iter().map(|view| view.name.value.clone()));
        let mut origins = BTreeSet::new();
        for table in &contract.tables {
            taken.insert(table.name.value.clone());
            collect(table, &mut taken, &mut origins);
        }
        let mut derived = BTreeMap::new();
        for origin in origins {
            let plain = plain(&origin);
            let marked = (0_u32..).map(|attempt| marked(&plain, checksum(&origin, attempt)));
            let fitting = if plain.len() <= LONGEST {
                Some(plain.clone())
            } else {
                None
            };
            let free = fitting
                .into_iter()
                .chain(marked)
                .find(|name| !taken.contains(name));
            let name = free.expect("there are more checksums than names in a contract");
            taken.insert(name.clone());
            derived.insert(origin, name);
        }
        Self { derived }
    }

    pub(super) fn primary_key(&self, table: &Table) -> String {
        let given = table.primary_key.as_ref().and_then(|key| key.name.as_ref());
        self.named(given, table, Vec::new(), "pkey", 0)
    }

    /// By the number of the unique key in the table.
    pub(super) fn unique(&self, table: &Table, number: usize) -> String {
        let unique = &table.uniques[number];
        let columns = values(&unique.columns);
        self.named(unique.name.as_ref(), table, columns, "key", number)
    }

    /// By the number of the foreign key in the table.
    pub(super) fn foreign_key(&self, table: &Table, number: usize) -> String {
        let key = &table.foreign_keys[number];
        self.named(
            key.name.as_ref(),
            table,
            values(&key.columns),
            "fkey",
            number,
        )
    }

    /// By the number of the index in the table.
    pub(super) fn index(&self, table: &Table, number: usize) -> String {
        let index = &table.indexes[number];
        self.named(
            index.name.as_ref(),
            table,
            index_columns(index),
            "idx",
            number,
        )
    }

    /// The index that a foreign key wants, by the number of the key in the table.
    pub(super) fn wanted_index(&self, table: &Table, number: usize) -> String {
        let columns = values(&table.foreign_keys[number].columns);
        self.named(None, table, columns, "idx", table.indexes.len() + number)
    }

    /// The check that keeps the values of a column in their type, on an engine that has no such type.
    pub(super) fn type_check(&self, table: &Table, column: &str) -> String {
        self.named(None, table, vec![column.to_owned()], "type", 0)
    }

    fn named(
        &self,
        given: Option<&Located<String>>,
        table: &Table,
        columns: Vec<String>,
        suffix: &'static str,
        number: usize,
    ) -> String {
        if let Some(name) = given {
            return name.value.clone();
        }
        let origin = (table.name.value.clone(), columns, suffix, number);
        let derived = self.derived.get(&origin).cloned();
        derived.unwrap_or_else(|| plain(&origin))
    }
}

/// The given names of a table, and the origins of those that are left open.
fn collect(table: &Table, taken: &mut BTreeSet<String>, origins: &mut BTreeSet<Origin>) {
    let mut add = |given: Option<&Located<String>>,
                   columns: Vec<String>,
                   suffix: &'static str,
                   number: usize| match given {
        Some(name) => drop(taken.insert(name.value.clone())),
        None => drop(origins.insert((table.name.value.clone(), columns, suffix, number))),
    };
    if let Some(key) = &table.primary_key {
        add(key.name.as_ref(), Vec::new(), "pkey", 0);
    }
    for (number, unique) in table.uniques.iter().enumerate() {
        add(unique.name.as_ref(), values(&unique.columns), "key", number);
    }
    for (number, key) in table.foreign_keys.iter().enumerate() {
        add(key.name.as_ref(), values(&key.columns), "fkey", number);
        if key.index {
            add(
                None,
                values(&key.columns),
                "idx",
                table.indexes.len() + number,
            );
        }
    }
    for (number, index) in table.indexes.iter().enumerate() {
        add(index.name.as_ref(), index_columns(index), "idx", number);
    }
    for check in &table.checks {
        add(Some(&check.name), Vec::new(), "check", 0);
    }
    for column in &table.columns {
        add(None, vec![column.name.value.clone()], "type", 0);
    }
}

/// Parts that are expressions add nothing to the name of an index.
fn index_columns(index: &Index) -> Vec<String> {
    let column = |part: &IndexPart| match &part.key {
        IndexKey::Column(name) => Some(name.value.clone()),
        IndexKey::Sql(_) => None,
    };
    index.parts.iter().filter_map(column).collect()
}

pub(super) fn values(names: &[Located<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

fn plain((table, columns, suffix, _): &Origin) -> String {
    let parts = std::iter::once(table.as_str())
        .chain(columns.iter().map(String::as_str))
        .chain([*suffix]);
    parts.collect::<Vec<_>>().join("_")
}

/// As much of a name as fits, and eight hexadecimal digits behind it.
fn marked(name: &str, checksum: u32) -> String {
    let mark = format!("_{checksum:08x}");
    let end = name.floor_char_boundary(LONGEST - mark.len());
    name[..end].to_owned() + &mark
}

/// FNV-1a with 32 bits over the parts of an origin, with a NUL between them; the number and the attempt belong to it
/// where one of them is not zero.
fn checksum((table, columns, suffix, number): &Origin, attempt: u32) -> u32 {
    let mut text = table.clone();
    for part in columns.iter().map(String::as_str).chain([*suffix]) {
        text.push('\0');
        text.push_str(part);
    }
    let last = format!("\0{number}.{attempt}");
    text.push_str(if *number > 0 || attempt > 0 {
        &last
    } else {
        ""
    });
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    text.bytes().fold(2_166_136_261, step)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, checksum, marked, plain};

    #[test]
    fn names_are_derived_as_postgres_derives_them() {
        let origin = (
            "users".to_owned(),
            vec!["tenant_id".to_owned(), "email".to_owned()],
            "key",
            0,
        );
        assert_eq!(plain(&origin), "users_tenant_id_email_key");
    }

    #[test]
    fn a_marked_name_fits_and_depends_on_its_origin() {
        let origin = |columns: &[&str]| {
            (
                "t".to_owned(),
                columns.iter().map(|c| (*c).to_owned()).collect(),
                "key",
                0,
            )
        };
        let (one, other) = (
            checksum(&origin(&["a_b"]), 0),
            checksum(&origin(&["a", "b"]), 0),
        );
        assert_ne!(one, other);
        assert_eq!(
            marked(&format!("a{}", "ü".repeat(60)), one).len(),
            LONGEST - 1,
            "no character is cut in two"
        );
    }
}
