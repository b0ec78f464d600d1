//! Plan → SQL: statements on rows through sea-query, definitions by a printer of our own.

mod condition;
mod definition;
mod migration;
mod query;
mod words;

pub(crate) use migration::files as migration;
pub(crate) use query::query;
