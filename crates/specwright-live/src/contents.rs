//! What the rows of a database hold, as far as the contract says it: not the moments at which they were written, nor
//! anything else that an engine makes up while it writes.

use crate::LiveError;
use crate::postgres::Postgres;
use crate::scratch::Scratch;
use rusqlite::Connection;
use specwright_dbschema::{Column, Contract, Default, Table};
use specwright_source::Node;

/// The rows of a table, each as one text, in the order of these texts; and the numbers that the next one gets, in the
/// order of the numbered columns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) rows: Vec<String>,
    pub(crate) next: Vec<i64>,
}

/// Reads each table of a contract, in its order.
pub(crate) fn contents(contract: &Contract, scratch: &Scratch) -> Result<Vec<Contents>, LiveError> {
    let refused = |error: rusqlite::Error| LiveError::Database {
        doing: "read the rows of a database".to_owned(),
        message: error.to_string(),
    };
    match scratch {
        Scratch::Sqlite(scratch) => {
            let connection = Connection::open(scratch.path()).map_err(refused)?;
            let tables = contract.tables.iter();
            tables
                .map(|table| of_sqlite(table, &connection).map_err(refused))
                .collect()
        }
        Scratch::Postgres(scratch) => {
            let postgres = Postgres::connect(scratch.url())?;
            let tables = contract.tables.iter();
            tables.map(|table| of_postgres(table, &postgres)).collect()
        }
    }
}

fn of_sqlite(table: &Table, connection: &Connection) -> rusqlite::Result<Contents> {
    let columns = told(table);
    let sql = selection(
        table,
        columns.iter().map(|column| format!("quote({column})")),
    );
    let mut rows = connection
        .prepare(&sql)?
        .query_map([], |row| {
            let texts: rusqlite::Result<Vec<String>> =
                (0..columns.len()).map(|at| row.get(at)).collect();
            Ok(texts?.join(", "))
        })?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    rows.sort();
    let sql = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = ?1";
    let next = numbered(table)
        .map(|_| connection.query_row(sql, [&table.name.value], |row| row.get(0)))
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    Ok(Contents { rows, next })
}

fn of_postgres(table: &Table, postgres: &Postgres) -> Result<Contents, LiveError> {
    let columns = told(table);
    let text = |column: &String| format!("coalesce(quote_literal({column}::text), 'NULL')");
    let doing = format!("read the rows of `{}`", table.name.value);
    let mut rows: Vec<String> = postgres
        .rows(&doing, &selection(table, columns.iter().map(text)), &[])?
        .iter()
        .map(|row| {
            let texts: Vec<String> = (0..columns.len()).map(|at| row.get(at)).collect();
            texts.join(", ")
        })
        .collect();
    rows.sort();
    let next = numbered(table)
        .map(|column| {
            let sql = "SELECT pg_get_serial_sequence($1::text, $2::text)::regclass::text";
            let names = postgres.rows(
                &doing,
                sql,
                &[&quoted(&table.name.value), &column.name.value],
            )?;
            let sequence: String = names[0].get(0);
            let sql = format!(
                "SELECT CASE WHEN is_called THEN last_value + seqincrement ELSE last_value END
                 FROM {sequence}, pg_sequence WHERE seqrelid = '{}'::regclass",
                sequence.replace('\'', "''")
            );
            Ok(postgres.rows(&doing, &sql, &[])?[0].get(0))
        })
        .collect::<Result<Vec<i64>, LiveError>>()?;
    Ok(Contents { rows, next })
}

/// A row of which the contract tells nothing is still a row.
fn selection(table: &Table, texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.collect();
    let texts = if texts.is_empty() {
        "''".to_owned()
    } else {
        texts.join(", ")
    };
    format!("SELECT {texts} FROM {}", quoted(&table.name.value))
}

/// The columns of which the contract says what stands in each of its rows, in quotes.
fn told(table: &Table) -> Vec<String> {
    let columns = table.columns.iter();
    columns
        .filter(|column| is_told(table, column))
        .map(|column| quoted(&column.name.value))
        .collect()
}

fn is_told(table: &Table, column: &Column) -> bool {
    let made = column.generated.is_some()
        || column.identity.is_some()
        || column.default.as_ref().is_some_and(|default| {
            !matches!(default.value, Default::Literal(_) | Default::EmptyJson)
        });
    let given = |row: &Node| {
        row.as_object()
            .is_some_and(|object| object.get(&column.name.value).is_some())
    };
    !made || table.seeds.iter().flat_map(|seed| &seed.rows).all(given)
}

fn numbered(table: &Table) -> impl Iterator<Item = &Column> {
    let columns = table.columns.iter();
    columns.filter(|column| column.identity.is_some())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
