//! Everything of a contract under its name, so that each look-up is short however large the contract is.

use crate::fields::listed;
use crate::reading::Reading;
use crate::{Column, Contract, Enumeration, IndexKey, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::{BTreeMap, BTreeSet};

/// A contract, and where to find what in it.
pub(super) struct Scope<'c> {
    /// The contract.
    pub(super) contract: &'c Contract,
    /// The tables, each under its name; of two with one name, the first.
    pub(super) tables: BTreeMap<&'c str, KnownTable<'c>>,
    /// The names of the views.
    pub(super) views: BTreeSet<&'c str>,
    /// The enums with their values.
    pub(super) enums: BTreeMap<&'c str, KnownEnum<'c>>,
}

/// A table.
pub(super) struct KnownTable<'c> {
    /// The table itself.
    pub(super) table: &'c Table,
    /// Its columns.
    pub(super) columns: Columns<'c>,
    /// The columns of each key that holds for all rows, in the order of their names.
    pub(super) unique: BTreeSet<Vec<&'c str>>,
}

/// An enum.
pub(super) struct KnownEnum<'c> {
    /// The enum itself.
    pub(super) enumeration: &'c Enumeration,
    /// Its values.
    pub(super) values: BTreeSet<&'c str>,
}

/// The columns of a table or a view.
pub(super) struct Columns<'c> {
    relation: &'c str,
    in_order: &'c [Column],
    by_name: BTreeMap<&'c str, &'c Column>,
}

impl<'c> Scope<'c> {
    /// Looks at everything once.
    pub(super) fn new(contract: &'c Contract) -> Self {
        let mut tables = BTreeMap::new();
        for table in &contract.tables {
            tables
                .entry(table.name.value.as_str())
                .or_insert_with(|| KnownTable::new(table));
        }
        let mut enums = BTreeMap::new();
        for enumeration in &contract.enums {
            let values = enumeration
                .values
                .iter()
                .map(|value| value.value.as_str())
                .collect();
            enums
                .entry(enumeration.name.value.as_str())
                .or_insert(KnownEnum {
                    enumeration,
                    values,
                });
        }
        let views = contract
            .views
            .iter()
            .map(|view| view.name.value.as_str())
            .collect();
        Self {
            contract,
            tables,
            views,
            enums,
        }
    }
}

impl<'c> KnownTable<'c> {
    /// A table, with what is found in it by name.
    pub(super) fn new(table: &'c Table) -> Self {
        let columns = Columns::new(&table.name.value, &table.columns);
        let mut unique = BTreeSet::new();
        unique.extend(table.primary_key.iter().map(|key| sorted(&key.columns)));
        for key in table.uniques.iter().filter(|key| key.predicate.is_none()) {
            let nullable = |name: &Located<String>| {
                columns
                    .get(&name.value)
                    .is_some_and(|column| column.nullable)
            };
            if !key.nulls_not_distinct || !key.columns.iter().any(nullable) {
                unique.insert(sorted(&key.columns));
            }
        }
        for index in table
            .indexes
            .iter()
            .filter(|index| index.unique && index.predicate.is_none() && !index.nulls_not_distinct)
        {
            let parts: Option<Vec<&str>> = index
                .parts
                .iter()
                .map(|part| match &part.key {
                    IndexKey::Column(name) if part.collation.is_none() => Some(name.value.as_str()),
                    _ => None,
                })
                .collect();
            unique.extend(parts.map(|mut parts| {
                parts.sort_unstable();
                parts
            }));
        }
        Self {
            table,
            columns,
            unique,
        }
    }
}

impl<'c> Columns<'c> {
    /// The columns of a table or a view.
    pub(super) fn new(relation: &'c str, columns: &'c [Column]) -> Self {
        let mut by_name = BTreeMap::new();
        for column in columns {
            by_name.entry(column.name.value.as_str()).or_insert(column);
        }
        Self {
            relation,
            in_order: columns,
            by_name,
        }
    }

    /// The column of a name.
    pub(super) fn get(&self, name: &str) -> Option<&'c Column> {
        self.by_name.get(name).copied()
    }

    /// The column of a name; one that is not there is reported, unless it may be one that could not be read.
    pub(super) fn find(&self, name: &Located<String>, reading: &mut Reading) -> Option<&'c Column> {
        let found = self.get(&name.value);
        if found.is_none() && !reading.lost_columns.contains(self.relation) {
            let names = || {
                self.in_order
                    .iter()
                    .map(|column| column.name.value.as_str())
            };
            let help = match reading.near(&name.value, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name one of {}", listed(names())),
            };
            let message = format!("`{}` has no column `{}`", self.relation, name.value);
            reading.report(Diagnostic::new(
                &codes::DATABASE_UNKNOWN_COLUMN,
                name.span,
                message,
                help,
            ));
        }
        found
    }
}

/// The names of columns, in the order of the alphabet.
pub(super) fn sorted(columns: &[Located<String>]) -> Vec<&str> {
    let mut names: Vec<&str> = columns.iter().map(|column| column.value.as_str()).collect();
    names.sort_unstable();
    names
}
