//! What stands in a column when nothing is given: as a value that the service makes, or as SQL.

use crate::names::{Case, spelt};
use crate::{DefaultText, Ident, MadeValue};
use specwright_model::{Column, ColumnDefault, ColumnId, ColumnType, Entity, Literal};

/// What the service makes for a column of a new row that the request does not give.
pub(super) fn made(entity: &Entity, number: ColumnId, column: &Column) -> Option<MadeValue> {
    match &column.default {
        Some(ColumnDefault::UuidV4) => Some(MadeValue::UuidV4),
        Some(ColumnDefault::UuidV7) => Some(MadeValue::UuidV7),
        Some(ColumnDefault::Now) => Some(moment(&column.kind)),
        Some(ColumnDefault::Today) => Some(MadeValue::Today),
        _ if entity.created_at == Some(number) || entity.updated_at == Some(number) => {
            Some(moment(&column.kind))
        }
        _ => None,
    }
}

/// What the service makes for a column where the body has no value: only what no expression of SQL can make.
pub(super) fn made_instead(column: &Column) -> Option<MadeValue> {
    match column.default {
        Some(ColumnDefault::UuidV4) => Some(MadeValue::UuidV4),
        Some(ColumnDefault::UuidV7) => Some(MadeValue::UuidV7),
        _ => None,
    }
}

/// The moment of writing, as the column keeps it.
pub(super) fn moment(kind: &ColumnType) -> MadeValue {
    match kind {
        ColumnType::Timestamp { .. } => MadeValue::LocalNow,
        ColumnType::Date => MadeValue::Today,
        _ => MadeValue::Now,
    }
}

/// The name of a value that the service makes: the column's for what each column has its own of.
pub(super) fn made_name(value: MadeValue, column: &Column) -> Ident {
    match value {
        MadeValue::UuidV4 | MadeValue::UuidV7 => spelt(&column.name, Case::Value),
        MadeValue::Now => Ident("now".to_owned()),
        MadeValue::LocalNow => Ident("local_now".to_owned()),
        MadeValue::Today => Ident("today".to_owned()),
    }
}

/// A column's default as an SQL expression for each engine, with a cast where PostgreSQL needs one; `None` where there is
/// none, or where the service makes the value.
pub(super) fn sql_default(column: &Column) -> Option<DefaultText> {
    let cast = |text: String| match &column.kind {
        ColumnType::Enum { name } => format!("{text}::\"{}\"", name.replace('"', "\"\"")),
        ColumnType::Json => format!("{text}::json"),
        ColumnType::Jsonb => format!("{text}::jsonb"),
        ColumnType::Date => format!("{text}::date"),
        ColumnType::Uuid => format!("{text}::uuid"),
        ColumnType::Decimal { .. } => format!("{text}::numeric"),
        ColumnType::Timestamptz { .. } => format!("{text}::timestamptz"),
        _ => text,
    };
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    Some(match column.default.as_ref()? {
        ColumnDefault::Literal(Literal::Null) | ColumnDefault::UuidV4 | ColumnDefault::UuidV7 => {
            return None;
        }
        ColumnDefault::Literal(Literal::Bool(value)) => default_text(
            if *value { "1" } else { "0" },
            if *value { "TRUE" } else { "FALSE" },
        ),
        ColumnDefault::Literal(Literal::Number(number))
            if matches!(column.kind, ColumnType::Decimal { .. }) =>
        {
            default_text(&quoted(number), &cast(quoted(number)))
        }
        ColumnDefault::Literal(Literal::Number(number)) => default_text(number, number),
        ColumnDefault::Literal(Literal::Text(text) | Literal::Json(text)) => {
            default_text(&quoted(text), &cast(quoted(text)))
        }
        ColumnDefault::Sql(sql) => default_text(
            sql.sqlite.as_deref().unwrap_or("NULL"),
            sql.postgres.as_deref().unwrap_or("NULL"),
        ),
        ColumnDefault::EmptyJson => default_text("'{}'", &cast("'{}'".to_owned())),
        ColumnDefault::Now => match column.kind {
            ColumnType::Timestamp { .. } => default_text(
                "strftime('%Y-%m-%dT%H:%M:%f000', 'now')",
                "now()::timestamp",
            ),
            _ => default_text("strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')", "now()"),
        },
        ColumnDefault::Today => default_text("date('now')", "CURRENT_DATE"),
    })
}

fn default_text(sqlite: &str, postgres: &str) -> DefaultText {
    DefaultText {
        sqlite: sqlite.to_owned(),
        postgres: postgres.to_owned(),
    }
}
