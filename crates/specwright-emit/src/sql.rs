//! Plan → SQL: statements on rows through sea-query, definitions by a printer of our own.

mod query;

pub(crate) use query::query;
