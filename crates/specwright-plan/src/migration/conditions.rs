//! What keeps a column in its type where the engine has no such type.

use super::{Context, RowCondition};
use specwright_model::{Column, ColumnType};

/// The condition on SQLite, whose STRICT tables know four types; `None` where the type says it all.
pub(super) fn sqlite(context: &Context<'_>, column: &Column) -> Option<RowCondition> {
    let name = || column.name.clone();
    let range = |least: i64, most: i64| RowCondition::Range {
        column: name(),
        least,
        most,
    };
    let shape = |shape| RowCondition::Shape {
        column: name(),
        shape,
    };
    Some(match &column.kind {
        ColumnType::Bool => RowCondition::Truth(name()),
        ColumnType::Int16 => range(i64::from(i16::MIN), i64::from(i16::MAX)),
        ColumnType::Int32 => range(i64::from(i32::MIN), i64::from(i32::MAX)),
        ColumnType::Decimal { precision, scale } => RowCondition::Decimal {
            column: name(),
            whole: precision.saturating_sub(*scale),
            fraction: *scale,
        },
        ColumnType::Varchar { length } => RowCondition::LongestText {
            column: name(),
            length: *length,
        },
        ColumnType::Char { length } => RowCondition::ExactText {
            column: name(),
            length: *length,
        },
        ColumnType::Uuid => shape("________-____-____-____-____________"),
        ColumnType::Date => shape("____-__-__"),
        ColumnType::Time { .. } => shape("__:__:__.______"),
        ColumnType::Timestamp { .. } => shape("____-__-__T__:__:__.______"),
        ColumnType::Timestamptz { .. } => shape("____-__-__T__:__:__.______Z"),
        ColumnType::Json | ColumnType::Jsonb => RowCondition::Json(name()),
        ColumnType::Array { .. } => RowCondition::JsonArray(name()),
        ColumnType::Enum { name: wanted } => {
            let enumeration = context.enumerations.get(wanted.as_str())?;
            RowCondition::OneOf {
                column: name(),
                values: enumeration.values.clone(),
            }
        }
        ColumnType::Int64
        | ColumnType::Float32
        | ColumnType::Float64
        | ColumnType::Text
        | ColumnType::Bytes
        | ColumnType::Interval
        | ColumnType::Inet
        | ColumnType::Raw { .. } => return None,
    })
}

/// The condition on PostgreSQL: the extension's text without regard to case has no length of its own, and a text of a
/// fixed length is filled up with blanks, which are no characters of it.
pub(super) fn postgres(column: &Column) -> Option<RowCondition> {
    let name = column.name.clone();
    match column.kind {
        ColumnType::Varchar { length } if column.collation.as_deref() == Some("nocase") => {
            Some(RowCondition::LongestText {
                column: name,
                length,
            })
        }
        ColumnType::Char { length } => Some(RowCondition::ExactText {
            column: name,
            length,
        }),
        _ => None,
    }
}
