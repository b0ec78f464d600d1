//! Names that must differ.

use crate::reading::Reading;
use crate::{Contract, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::BTreeMap;

/// Reports names that two things of one space share.
pub(super) fn check_names(contract: &Contract, reading: &mut Reading) {
    // PostgreSQL keeps tables, views, indexes and the indexes behind keys in one space, and gives each table a type of
    // its own name; SQLite keeps tables, views and indexes in one.
    let mut relations = Space::default();
    for enumeration in &contract.enums {
        relations.add("an enum", &enumeration.name, reading);
    }
    for table in &contract.tables {
        relations.add("a table", &table.name, reading);
    }
    for view in &contract.views {
        relations.add("a view", &view.name, reading);
        let mut columns = Space::default();
        for column in &view.columns {
            columns.add("a column of the view", &column.name, reading);
        }
    }
    for table in &contract.tables {
        for (what, name) in named_indexes(table) {
            relations.add(what, name, reading);
        }
        check_inside(table, reading);
    }
}

fn named_indexes(table: &Table) -> impl Iterator<Item = (&'static str, &Located<String>)> {
    let primary = table
        .primary_key
        .iter()
        .filter_map(|key| key.name.as_ref())
        .map(|name| ("a primary key", name));
    let uniques = table
        .uniques
        .iter()
        .filter_map(|key| key.name.as_ref())
        .map(|name| ("a unique key", name));
    let indexes = table
        .indexes
        .iter()
        .filter_map(|index| index.name.as_ref())
        .map(|name| ("an index", name));
    primary.chain(uniques).chain(indexes)
}

fn check_inside(table: &Table, reading: &mut Reading) {
    let mut columns = Space::default();
    for column in &table.columns {
        columns.add("a column of the table", &column.name, reading);
    }
    let mut constraints = Space::default();
    let keys = table
        .primary_key
        .iter()
        .map(|key| &key.name)
        .chain(table.uniques.iter().map(|unique| &unique.name));
    for name in keys.filter_map(Option::as_ref) {
        constraints
            .names
            .insert(name.value.clone(), ("a key of the table", name.clone()));
    }
    for check in &table.checks {
        constraints.add("a check of the table", &check.name, reading);
    }
    for name in table
        .foreign_keys
        .iter()
        .filter_map(|key| key.name.as_ref())
    {
        constraints.add("a foreign key of the table", name, reading);
    }
}

/// A space in which each name stands once.
#[derive(Default)]
struct Space {
    names: BTreeMap<String, (&'static str, Located<String>)>,
}

impl Space {
    fn add(&mut self, what: &'static str, name: &Located<String>, reading: &mut Reading) {
        if let Some((first, place)) = self.names.get(&name.value) {
            reading.report(
                Diagnostic::new(
                    &codes::DATABASE_DUPLICATE_NAME,
                    name.span,
                    format!("{what} is called `{}` like {first} before it", name.value),
                    "give one of them another name",
                )
                .with_related(place.span, "the first of that name"),
            );
        } else {
            self.names.insert(name.value.clone(), (what, name.clone()));
        }
    }
}
