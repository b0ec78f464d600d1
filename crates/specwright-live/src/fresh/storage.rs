//! How SQLite, whose tables know four types, keeps the types of a contract: a storage class, and a check that lets no
//! other value in.

use super::literals;
use specwright_dbschema::{ColumnType, Contract};

/// The storage class of a STRICT table.
pub(super) fn class(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Bool | ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64 => "INTEGER",
        ColumnType::Float32 | ColumnType::Float64 => "REAL",
        ColumnType::Bytes => "BLOB",
        ColumnType::Raw { sqlite: Some(class), .. } => class,
        _ => "TEXT",
    }
    .to_owned()
}

/// The condition that a value of the type meets; `None` where the storage class says it all. `name` stands in quotes.
pub(super) fn condition(contract: &Contract, kind: &ColumnType, name: &str) -> Option<String> {
    match kind {
        ColumnType::Bool => Some(format!("{name} IN (0, 1)")),
        ColumnType::Int16 => Some(format!("{name} BETWEEN -32768 AND 32767")),
        ColumnType::Int32 => Some(format!("{name} BETWEEN -2147483648 AND 2147483647")),
        ColumnType::Varchar { length } => Some(format!("length({name}) <= {length}")),
        ColumnType::Char { length } => Some(format!("length({name}) = {length}")),
        ColumnType::Json | ColumnType::Jsonb => Some(format!("json_valid({name})")),
        ColumnType::Enum { name: enumeration } => {
            let values = contract.enums.iter().find(|candidate| candidate.name.value == *enumeration)?;
            let values: Vec<String> = values.values.iter().map(|value| literals::text(&value.value)).collect();
            Some(format!("{name} IN ({})", values.join(", ")))
        }
        ColumnType::Uuid => Some(format!("length({name}) = 36")),
        _ => None,
    }
}
