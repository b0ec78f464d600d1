//! What the service makes for a column when nothing is given.

use crate::names::{Case, spelt};
use crate::{Ident, MadeValue};
use specwright_model::{Column, ColumnDefault, ColumnId, ColumnType, Entity};

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
