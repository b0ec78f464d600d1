//! Whether everything that was read fits together: names, targets, types, values.

mod behaviours;
mod columns;
mod engines;
mod foreign_keys;
mod history;
mod keys;
mod literal;
mod moment;
mod names;
mod seeds;
mod views;

use crate::read::column::similar_column;
use crate::reading::Reading;
use crate::{Column, Contract, Enumeration, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;

/// Reports everything in a contract that does not fit together.
pub(crate) fn check(contract: &Contract, reading: &mut Reading) {
    names::check_names(contract, reading);
    for table in &contract.tables {
        columns::check_columns(contract, table, reading);
        keys::check_keys(table, reading);
        foreign_keys::check_foreign_keys(contract, table, reading);
        behaviours::check_behaviours(contract, table, reading);
        seeds::check_seeds(contract, table, reading);
        engines::check_engines(contract, table, reading);
    }
    views::check_views(contract, reading);
    history::check_history(contract, reading);
}

/// The column of a table; one that is not there is reported, unless it may be one that could not be read.
fn column<'c>(
    table: &'c Table,
    name: &Located<String>,
    reading: &mut Reading,
) -> Option<&'c Column> {
    find_column(&table.name.value, &table.columns, name, reading)
}

fn find_column<'c>(
    relation: &str,
    columns: &'c [Column],
    name: &Located<String>,
    reading: &mut Reading,
) -> Option<&'c Column> {
    let found = columns
        .iter()
        .find(|column| column.name.value == name.value);
    if found.is_none() && !reading.lost_columns.contains(relation) {
        reading.report(Diagnostic::new(
            &codes::DATABASE_UNKNOWN_COLUMN,
            name.span,
            format!("`{relation}` has no column `{}`", name.value),
            similar_column(
                &name.value,
                columns.iter().map(|column| column.name.value.as_str()),
            ),
        ));
    }
    found
}

/// The enum of a name.
fn enumeration<'c>(contract: &'c Contract, name: &str) -> Option<&'c Enumeration> {
    contract
        .enums
        .iter()
        .find(|enumeration| enumeration.name.value == name)
}
