//! A contract → statements that make a fresh database straight from it.
//!
//! This is the second opinion on the migrations: a writer that shares nothing with the one that emits them, so that an
//! error in either shows as a difference between two catalogues. It knows no steps, no order of releases and no way
//! back, and its texts are read by nobody but an engine. What both writers must agree on, because it can be seen in a
//! catalogue, stands in `names` and in `storage`.

mod literals;
mod names;
mod postgres;
mod postgres_column;
mod seeds;
mod sqlite;
mod storage;

use crate::LiveError;
use crate::migration::run;
use crate::scratch::Scratch;
use specwright_dbschema::{Contract, Dialect, Index, IndexKey, Sql, Table, View};

/// The statements that make all of a contract in an empty database.
pub fn statements(contract: &Contract, dialect: Dialect) -> Result<Vec<String>, LiveError> {
    match dialect {
        Dialect::Sqlite => sqlite::statements(contract),
        Dialect::Postgres => postgres::statements(contract),
    }
}

/// Makes all of a contract in an empty database.
pub fn create(contract: &Contract, scratch: &Scratch) -> Result<(), LiveError> {
    let statements = statements(contract, scratch.dialect())?;
    run(scratch, &statements.join(";\n"))
}

/// A name in quotes, as SQL takes any name.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn quoted_list<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    names
        .into_iter()
        .map(|name| quoted(name))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The text for an engine, or that it has none.
fn sql_for<'s>(sql: &'s Sql, dialect: Dialect, object: &str) -> Result<&'s str, LiveError> {
    let text = match dialect {
        Dialect::Sqlite => sql.sqlite.as_deref(),
        Dialect::Postgres => sql.postgres.as_deref(),
    };
    text.ok_or_else(|| {
        refused(
            object,
            format!("has no SQL for {}", crate::database::engine(dialect)),
        )
    })
}

fn refused(object: &str, message: impl Into<String>) -> LiveError {
    LiveError::Contract {
        object: object.to_owned(),
        message: message.into(),
    }
}

/// The numbers of the foreign keys that want an index and that no key or index over all rows serves already.
fn wanted_indexes(table: &Table) -> Vec<usize> {
    let mut served: Vec<Vec<String>> = Vec::new();
    served.extend(
        table
            .primary_key
            .iter()
            .map(|key| names::values(&key.columns)),
    );
    let whole = table
        .uniques
        .iter()
        .filter(|unique| unique.predicate.is_none());
    served.extend(whole.map(|unique| names::values(&unique.columns)));
    let usual = |index: &&Index| {
        index.predicate.is_none()
            && index
                .method
                .as_ref()
                .is_none_or(|method| method.value == "btree")
    };
    served.extend(table.indexes.iter().filter(usual).map(leading_columns));
    let mut wanted = Vec::new();
    for (number, key) in table
        .foreign_keys
        .iter()
        .enumerate()
        .filter(|(_, key)| key.index)
    {
        let columns = names::values(&key.columns);
        if !served.iter().any(|other| other.starts_with(&columns)) {
            wanted.push(number);
            served.push(columns);
        }
    }
    wanted
}

fn leading_columns(index: &Index) -> Vec<String> {
    let column = |key: &IndexKey| match key {
        IndexKey::Column(name) => Some(name.value.clone()),
        IndexKey::Sql(_) => None,
    };
    index
        .parts
        .iter()
        .map_while(|part| column(&part.key))
        .collect()
}

/// The views, each after those that it reads.
fn views_in_order(contract: &Contract) -> Vec<&View> {
    let mut waiting: Vec<&View> = contract.views.iter().collect();
    let mut ordered: Vec<&View> = Vec::new();
    while !waiting.is_empty() {
        let is_view = |name: &str| contract.views.iter().any(|view| view.name.value == name);
        let ready = |view: &&View| {
            let mut reads = view.depends_on.iter().filter(|name| is_view(&name.value));
            reads.all(|name| ordered.iter().any(|done| done.name.value == name.value))
        };
        // A circle has no order; the engine then says which view it does not know.
        let next = waiting.iter().position(ready).unwrap_or(0);
        let view = waiting.remove(next);
        ordered.push(view);
    }
    ordered
}
