//! How an engine that lacks a type of a contract keeps it: in a wider type, with a check that lets no other value in.

use super::literals;
use specwright_dbschema::{Column, ColumnType, Contract};

/// The storage class of a column in a STRICT table of SQLite, which knows four.
pub(super) fn class(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Bool | ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64 => "INTEGER",
        ColumnType::Float32 | ColumnType::Float64 => "REAL",
        ColumnType::Bytes => "BLOB",
        ColumnType::Raw {
            sqlite: Some(class),
            ..
        } => class,
        _ => "TEXT",
    }
    .to_owned()
}

/// The condition that a value in SQLite meets; `None` where the storage class says it all. `name` stands in quotes.
pub(super) fn sqlite_condition(
    contract: &Contract,
    kind: &ColumnType,
    name: &str,
) -> Option<String> {
    // A figure stands for each character of the one form in which the service writes the value.
    let form = |form: &str| Some(format!("{name} LIKE '{form}'"));
    match kind {
        ColumnType::Bool => Some(format!("{name} IN (0, 1)")),
        ColumnType::Int16 => Some(format!("{name} BETWEEN -32768 AND 32767")),
        ColumnType::Int32 => Some(format!("{name} BETWEEN -2147483648 AND 2147483647")),
        ColumnType::Decimal { precision, scale } => {
            Some(decimal(name, precision.saturating_sub(*scale), *scale))
        }
        ColumnType::Varchar { length } => Some(format!("length({name}) <= {length}")),
        ColumnType::Char { length } => Some(format!(
            "length({name}) = {length} AND {name} NOT LIKE '% '"
        )),
        ColumnType::Uuid => form("________-____-____-____-____________"),
        ColumnType::Date => form("____-__-__"),
        ColumnType::Time { .. } => form("__:__:__.______"),
        ColumnType::Timestamp { .. } => form("____-__-__T__:__:__.______"),
        ColumnType::Timestamptz { .. } => form("____-__-__T__:__:__.______Z"),
        ColumnType::Json | ColumnType::Jsonb => Some(format!("json_valid({name})")),
        ColumnType::Array { .. } => Some(format!("json_valid({name}) AND {name} LIKE '[%'")),
        ColumnType::Enum { name: enumeration } => {
            let values = contract
                .enums
                .iter()
                .find(|candidate| candidate.name.value == *enumeration)?;
            let values: Vec<String> = values
                .values
                .iter()
                .map(|value| literals::text(&value.value))
                .collect();
            Some(format!("{name} IN ({})", values.join(", ")))
        }
        _ => None,
    }
}

/// The condition that a value in PostgreSQL meets: text without regard to case (`citext`) has no length of its own, and
/// a `char` that is too short would be filled up with blanks.
pub(super) fn postgres_condition(column: &Column, name: &str) -> Option<String> {
    let ignores_case = column
        .collation
        .as_ref()
        .is_some_and(|collation| collation.value == "nocase");
    match &column.kind.value {
        ColumnType::Varchar { length } if ignores_case => {
            Some(format!("char_length({name}) <= {length}"))
        }
        ColumnType::Char { length } => Some(format!(
            "char_length({name}) = {length} AND {name} NOT LIKE '% '"
        )),
        _ => None,
    }
}

/// A text that is a decimal: digits with at most one sign, before them, and at most one point, between them; no more
/// digits before and behind the point than the column has.
fn decimal(name: &str, whole: u32, fraction: u32) -> String {
    let sign = format!("{name} NOT GLOB '?*-*'");
    let last = format!("{name} GLOB '*[0-9]'");
    let conditions = if fraction == 0 {
        vec![
            format!("{name} NOT GLOB '*[^0-9-]*'"),
            sign,
            last,
            format!("length(ltrim({name}, '-0')) <= {whole}"),
        ]
    } else {
        vec![
            format!("{name} NOT GLOB '*[^0-9.-]*'"),
            sign,
            last,
            format!("{name} NOT GLOB '*.*.*'"),
            format!("ltrim({name}, '-') GLOB '[0-9]*'"),
            format!(
                "length(ltrim(substr({name}, 1, instr({name} || '.', '.') - 1), '-0')) <= {whole}"
            ),
            format!("length(substr({name}, instr({name} || '.', '.') + 1)) <= {fraction}"),
        ]
    };
    conditions.join(" AND ")
}
