//! Single columns: their types, and where their values come from.

use super::literal;
use super::scope::{KnownTable, Scope};
use crate::fields::listed;
use crate::reading::Reading;
use crate::{Column, ColumnType, Default, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;

/// Reports columns whose type does not exist, and values that do not fit it.
pub(super) fn check_columns(scope: &Scope<'_>, known: &KnownTable<'_>, reading: &mut Reading) {
    let table = known.table;
    for column in &table.columns {
        check_enum(scope, column, reading);
        if let Some(default) = &column.default {
            check_default(scope, column, default, reading);
        }
        check_identity(column, reading);
        check_generated(table, column, reading);
        check_collation(column, reading);
    }
}

/// Reports a column of an enum that does not exist.
pub(super) fn check_enum(scope: &Scope<'_>, column: &Column, reading: &mut Reading) {
    let name = match &column.kind.value {
        ColumnType::Enum { name } => name,
        ColumnType::Array { of } => match of.as_ref() {
            ColumnType::Enum { name } => name,
            _ => return,
        },
        _ => return,
    };
    if scope.enums.contains_key(name.as_str()) || reading.lost_enums {
        return;
    }
    let names = || scope.enums.keys().copied();
    let help = match reading.near(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if scope.enums.is_empty() => "add it to `enums`".to_owned(),
        None => format!("add it to `enums`, or name one of {}", listed(names())),
    };
    reading.report(Diagnostic::new(
        &codes::DATABASE_UNKNOWN_ENUM,
        column.kind.span,
        format!(
            "the column `{}` is of the enum `{name}`, which does not exist",
            column.name.value
        ),
        help,
    ));
}

fn check_default(
    scope: &Scope<'_>,
    column: &Column,
    default: &Located<Default>,
    reading: &mut Reading,
) {
    let kind = &column.kind.value;
    let (fits, word) = match &default.value {
        Default::Literal(node) => {
            if let Err(why) = literal::fits(scope, kind, node, reading) {
                reading.report(Diagnostic::new(
                    &codes::DATABASE_LITERAL_MISFIT,
                    default.span,
                    format!(
                        "the default of `{}` is no `{kind}`: {}",
                        column.name.value, why.what
                    ),
                    why.help,
                ));
            }
            return;
        }
        Default::Sql(_) => return,
        Default::UuidV4 => (literal::holds_uuid(kind), "uuid_v4"),
        Default::UuidV7 => (literal::holds_uuid(kind), "uuid_v7"),
        Default::Now => (
            matches!(
                kind,
                ColumnType::Timestamp { .. }
                    | ColumnType::Timestamptz { .. }
                    | ColumnType::Time { .. }
            ),
            "now",
        ),
        Default::Today => (matches!(kind, ColumnType::Date), "today"),
        Default::EmptyJson => (
            matches!(kind, ColumnType::Json | ColumnType::Jsonb),
            "empty_json",
        ),
    };
    if !fits {
        reading.report(Diagnostic::new(
            &codes::DATABASE_LITERAL_MISFIT,
            default.span,
            format!("`{word}` makes no `{kind}` for `{}`", column.name.value),
            match word {
                "now" => "use it for a timestamp, a timestamptz or a time; a date takes `today`",
                "today" => "use it for a date; a timestamp takes `now`",
                "empty_json" => "use it for json or jsonb",
                _ => "use it for a uuid, a text or a varchar of at least 36 characters, or a char of 36",
            },
        ));
    }
}

fn check_identity(column: &Column, reading: &mut Reading) {
    let Some(identity) = &column.identity else {
        return;
    };
    let name = &column.name.value;
    let mut out_of_range = Vec::new();
    let mut conflict = |span, message: String, help: &str| {
        reading.report(Diagnostic::new(
            &codes::DATABASE_COMPUTED_CONFLICT,
            span,
            message,
            help,
        ));
    };
    if !matches!(
        column.kind.value,
        ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64
    ) {
        conflict(
            column.kind.span,
            format!(
                "the identity column `{name}` is of type `{}`",
                column.kind.value
            ),
            "make it an int16, int32 or int64",
        );
    }
    let greatest = match column.kind.value {
        ColumnType::Int16 => i64::from(i16::MAX),
        ColumnType::Int32 => i64::from(i32::MAX),
        _ => i64::MAX,
    };
    if let Some(start) = &identity.start {
        let falls = identity
            .increment
            .as_ref()
            .is_some_and(|increment| increment.value < 0);
        let range = if falls { -greatest..=-1 } else { 1..=greatest };
        if !range.contains(&start.value) {
            out_of_range.push(Diagnostic::new(
                &codes::DATABASE_NUMBER_OUT_OF_RANGE,
                start.span,
                format!("`{name}` cannot start at `{}`", start.value),
                format!(
                    "give a whole number from {} to {}",
                    range.start(),
                    range.end()
                ),
            ));
        }
    }
    if column.nullable {
        conflict(
            identity.span,
            format!("the identity column `{name}` may be null"),
            "remove `nullable`",
        );
    }
    if let Some(default) = &column.default {
        conflict(
            default.span,
            format!("the identity column `{name}` has a default"),
            "remove `default`: the database numbers the rows",
        );
    }
    if let Some(backfill) = &column.backfill {
        conflict(
            backfill.span,
            format!("the identity column `{name}` has a backfill"),
            "remove `backfill`: the database numbers the rows",
        );
    }
    reading.diagnostics.append(&mut out_of_range);
}

fn check_generated(table: &Table, column: &Column, reading: &mut Reading) {
    let Some(generated) = &column.generated else {
        return;
    };
    let name = &column.name.value;
    let mut conflict = |span, message: String, help: &str| {
        reading.report(Diagnostic::new(
            &codes::DATABASE_COMPUTED_CONFLICT,
            span,
            message,
            help,
        ));
    };
    if let Some(default) = &column.default {
        conflict(
            default.span,
            format!("the generated column `{name}` has a default"),
            "remove `default`, or `generated`",
        );
    }
    if let Some(backfill) = &column.backfill {
        conflict(
            backfill.span,
            format!("the generated column `{name}` has a backfill"),
            "remove `backfill`, or `generated`",
        );
    }
    if column.identity.is_some() {
        conflict(
            generated.span,
            format!("the identity column `{name}` is generated"),
            "remove `identity`, or `generated`",
        );
    }
    if let Some(key) = table
        .primary_key
        .as_ref()
        .and_then(|key| key.columns.iter().find(|key| key.value == *name))
    {
        conflict(
            key.span,
            format!("the generated column `{name}` is part of the primary key"),
            "use columns that are written",
        );
    }
}

fn check_collation(column: &Column, reading: &mut Reading) {
    let Some(collation) = &column.collation else {
        return;
    };
    if !matches!(
        column.kind.value,
        ColumnType::Text | ColumnType::Varchar { .. } | ColumnType::Char { .. }
    ) {
        reading.report(Diagnostic::new(
            &codes::DATABASE_PARAMETER_OF_OTHER_TYPE,
            collation.span,
            format!(
                "`{}` is of type `{}`, which has no collation",
                column.name.value, column.kind.value
            ),
            "remove `collation`, or use `text`, `varchar` or `char`",
        ));
    }
}
