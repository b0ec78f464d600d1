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
mod scope;
mod seeds;
mod views;

use crate::reading::Reading;
use crate::{Contract, Table};
use scope::{KnownTable, Scope};
use specwright_diagnostics::{Diagnostic, codes};

/// The most columns that PostgreSQL gives a table.
const MOST_COLUMNS: usize = 1_600;

/// Reports everything in a contract that does not fit together.
pub(crate) fn check(contract: &Contract, reading: &mut Reading) {
    let scope = Scope::new(contract);
    names::check_names(contract, reading);
    for table in &contract.tables {
        if is_too_wide(table, reading) {
            continue;
        }
        let known = KnownTable::new(table);
        columns::check_columns(&scope, &known, reading);
        keys::check_keys(&known, reading);
        foreign_keys::check_foreign_keys(&scope, &known, reading);
        behaviours::check_behaviours(&scope, &known, reading);
        seeds::check_seeds(&scope, &known, reading);
        engines::check_engines(contract, &known, reading);
    }
    views::check_views(&scope, reading);
    history::check_history(&scope, reading);
}

fn is_too_wide(table: &Table, reading: &mut Reading) -> bool {
    let wide = table.columns.len() > MOST_COLUMNS;
    if wide {
        reading.report(Diagnostic::new(
            &codes::DATABASE_NUMBER_OUT_OF_RANGE,
            table.name.span,
            format!("`{}` has {} columns", table.name.value, table.columns.len()),
            format!("PostgreSQL keeps at most {MOST_COLUMNS}; divide the table"),
        ));
    }
    wide
}
