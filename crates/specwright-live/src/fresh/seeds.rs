//! The rows of a contract, one statement each.

use super::{postgres_column, quoted, sqlite};
use crate::LiveError;
use specwright_dbschema::{Column, Contract, Dialect, Table};
use specwright_source::{Node, Value};

/// The statements that store the rows of each environment.
pub(super) fn statements(contract: &Contract, dialect: Dialect) -> Result<Vec<String>, LiveError> {
    let mut statements = Vec::new();
    for table in &contract.tables {
        let everywhere = table
            .seeds
            .iter()
            .filter(|seed| seed.environments.is_empty());
        for row in everywhere.flat_map(|seed| &seed.rows) {
            statements.push(insert(table, row, dialect)?);
        }
        if dialect == Dialect::Postgres {
            statements.extend(
                table
                    .columns
                    .iter()
                    .filter_map(|column| caught_up(table, column)),
            );
        }
    }
    Ok(statements)
}

fn insert(table: &Table, row: &Node, dialect: Dialect) -> Result<String, LiveError> {
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    let mut own_number = false;
    for entry in row.as_object().map_or(&[][..], |object| &object.entries) {
        let column = table
            .columns
            .iter()
            .find(|column| column.name.value == entry.key);
        let Some(column) = column else { continue };
        let object = format!("a row of `{}`", table.name.value);
        own_number |= column.identity.is_some();
        columns.push(quoted(&entry.key));
        values.push(match (&entry.node.value, dialect) {
            (Value::Null, _) if column.nullable => "NULL".to_owned(),
            (_, Dialect::Sqlite) => sqlite::literal(&entry.node, &column.kind.value, &object)?,
            (_, Dialect::Postgres) => {
                postgres_column::literal(&entry.node, &column.kind.value, &object)?
            }
        });
    }
    let overriding = if own_number && dialect == Dialect::Postgres {
        "OVERRIDING SYSTEM VALUE "
    } else {
        ""
    };
    Ok(format!(
        "INSERT INTO {} ({}) {overriding}VALUES ({})",
        quoted(&table.name.value),
        columns.join(", "),
        values.join(", ")
    ))
}

/// A sequence goes on behind the numbers that rows have brought along, and not before where it was to start.
fn caught_up(table: &Table, column: &Column) -> Option<String> {
    let identity = column.identity.as_ref()?;
    let is_given = |row: &Node| {
        row.as_object()
            .is_some_and(|object| object.get(&column.name.value).is_some())
    };
    let mut everywhere = table
        .seeds
        .iter()
        .filter(|seed| seed.environments.is_empty());
    everywhere.find(|seed| seed.rows.iter().any(is_given))?;
    let falls = identity
        .increment
        .as_ref()
        .is_some_and(|step| step.value < 0);
    let (outermost, further) = if falls {
        ("min", "least")
    } else {
        ("max", "greatest")
    };
    let step = identity.increment.as_ref().map_or(1, |step| step.value);
    let start = identity
        .start
        .as_ref()
        .map_or(if falls { -1 } else { 1 }, |start| start.value);
    let (name, key) = (quoted(&table.name.value), quoted(&column.name.value));
    Some(format!(
        "SELECT setval(pg_get_serial_sequence('{}', '{}'), {further}((SELECT {outermost}({key}) FROM {name}) + {step}, {start}), false)",
        name.replace('\'', "''"),
        column.name.value.replace('\'', "''"),
    ))
}
