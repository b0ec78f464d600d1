//! The one table of types: what each of the contract's types is on each engine.

use super::TypeText;
use specwright_model::{Column, ColumnType};

/// PostgreSQL's type of a column. Text without regard to case is the extension's type, because no collation of that
/// kind is known to every installation.
pub(super) fn postgres_column(column: &Column) -> TypeText {
    if column.collation.as_deref() == Some("nocase") {
        return TypeText::Words("citext".to_owned());
    }
    postgres(&column.kind)
}

/// PostgreSQL's type.
pub(super) fn postgres(kind: &ColumnType) -> TypeText {
    let fractional = |name: &str, precision: &Option<u8>, zone: &str| match precision {
        Some(precision) => format!("{name}({precision}){zone}"),
        None => format!("{name}{zone}"),
    };
    TypeText::Words(match kind {
        ColumnType::Bool => "boolean".to_owned(),
        ColumnType::Int16 => "smallint".to_owned(),
        ColumnType::Int32 => "integer".to_owned(),
        ColumnType::Int64 => "bigint".to_owned(),
        ColumnType::Float32 => "real".to_owned(),
        ColumnType::Float64 => "double precision".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("numeric({precision}, {scale})"),
        ColumnType::Text => "text".to_owned(),
        ColumnType::Varchar { length } => format!("varchar({length})"),
        ColumnType::Char { length } => format!("char({length})"),
        ColumnType::Bytes => "bytea".to_owned(),
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision } => fractional("time", precision, ""),
        ColumnType::Timestamp { precision } => fractional("timestamp", precision, ""),
        ColumnType::Timestamptz { precision } => {
            fractional("timestamp", precision, " with time zone")
        }
        ColumnType::Interval => "interval".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Jsonb => "jsonb".to_owned(),
        ColumnType::Inet => "inet".to_owned(),
        ColumnType::Enum { name } => return TypeText::Named(name.clone()),
        ColumnType::Array { of } => return TypeText::ArrayOf(Box::new(postgres(of))),
        ColumnType::Raw { postgres, .. } => postgres.clone().unwrap_or_else(|| "text".to_owned()),
    })
}

/// SQLite's type in a STRICT table. A decimal is a text: as a REAL it would lose its digits.
pub(super) fn sqlite(kind: &ColumnType) -> TypeText {
    TypeText::Words(match kind {
        ColumnType::Bool | ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64 => {
            "INTEGER".to_owned()
        }
        ColumnType::Float32 | ColumnType::Float64 => "REAL".to_owned(),
        ColumnType::Bytes => "BLOB".to_owned(),
        ColumnType::Raw {
            sqlite: Some(words),
            ..
        } => words.clone(),
        _ => "TEXT".to_owned(),
    })
}

/// A collation in SQLite's words.
pub(super) fn sqlite_collation(collation: Option<&str>) -> Option<&'static str> {
    match collation? {
        "nocase" => Some("NOCASE"),
        _ => Some("BINARY"),
    }
}

/// A collation in PostgreSQL's words; comparison without regard to case is a matter of the type.
pub(super) fn postgres_collation(collation: Option<&str>) -> Option<&'static str> {
    match collation? {
        "nocase" => None,
        _ => Some("C"),
    }
}
