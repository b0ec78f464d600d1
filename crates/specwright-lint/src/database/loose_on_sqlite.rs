//! L0364: SQLite keeps a column less exactly than PostgreSQL does.

use specwright_dbschema::{ColumnType, Contract, Dialect};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let promised = |dialect| contract.dialects.iter().any(|one| one.value == dialect);
    if !promised(Dialect::Sqlite) || !promised(Dialect::Postgres) {
        return;
    }
    for column in contract.tables.iter().flat_map(|table| &table.columns) {
        let name = &column.name.value;
        let (what, help) = match &column.kind.value {
            ColumnType::Interval | ColumnType::Inet => (
                format!("SQLite keeps `{name}` as a text, whatever stands in it"),
                "add a check for SQLite, or keep a number or a text with a pattern",
            ),
            ColumnType::Time {
                precision: Some(digits @ 0..6),
            }
            | ColumnType::Timestamp {
                precision: Some(digits @ 0..6),
            }
            | ColumnType::Timestamptz {
                precision: Some(digits @ 0..6),
            } => (
                format!(
                    "PostgreSQL rounds `{name}` to {digits} digits of a second, SQLite keeps six"
                ),
                "leave `precision` out, or write no more digits than it has",
            ),
            ColumnType::Float32 => (
                format!("SQLite keeps `{name}` with 64 bits, PostgreSQL with 32"),
                "use `float64`, which both keep alike",
            ),
            _ => continue,
        };
        findings.push(Diagnostic::new(
            &codes::LOOSE_ON_SQLITE,
            column.kind.span,
            what,
            help,
        ));
    }
}
