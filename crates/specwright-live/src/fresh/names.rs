//! Names that the contract leaves open: the table, the columns and a suffix, as PostgreSQL derives them itself.

pub(super) fn primary_key(table: &str) -> String {
    derived(&[table, "pkey"])
}

pub(super) fn unique(table: &str, columns: &[String]) -> String {
    derived(&[table, &columns.join("_"), "key"])
}

pub(super) fn foreign_key(table: &str, columns: &[String]) -> String {
    derived(&[table, &columns.join("_"), "fkey"])
}

pub(super) fn index(table: &str, columns: &[String]) -> String {
    derived(&[table, &columns.join("_"), "idx"])
}

/// A check that keeps the values of a column in their type, on an engine that has no such type.
pub(super) fn type_check(table: &str, column: &str) -> String {
    derived(&[table, column, "type"])
}

fn derived(parts: &[&str]) -> String {
    parts.join("_")
}
