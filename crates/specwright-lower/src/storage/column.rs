//! A column of the contract → a column: its type and its default.

use super::{sql_text, text};
use specwright_dbschema as contract;
use specwright_model::{Column, ColumnDefault, ColumnType, Generated, Identity, Literal};
use specwright_source::{Node, Value};

pub(super) fn column(column: &contract::Column) -> Column {
    Column {
        span: column.name.span,
        name: column.name.value.clone(),
        kind: column_type(&column.kind.value),
        nullable: column.nullable,
        default: column
            .default
            .as_ref()
            .map(|default| column_default(&default.value, &column.kind.value)),
        generated: column.generated.as_ref().map(|generated| Generated {
            sql: sql_text(&generated.sql),
            stored: generated.stored,
        }),
        identity: column.identity.as_ref().map(|identity| Identity {
            always: identity.always,
            start: identity.start.as_ref().map(|start| start.value),
            increment: identity.increment.as_ref().map(|increment| increment.value),
        }),
        collation: text(column.collation.as_ref()),
        comment: text(column.comment.as_ref()),
        sensitive: column.sensitive || column.never_in_api,
    }
}

fn column_type(kind: &contract::ColumnType) -> ColumnType {
    use contract::ColumnType as From;
    match kind {
        From::Bool => ColumnType::Bool,
        From::Int16 => ColumnType::Int16,
        From::Int32 => ColumnType::Int32,
        From::Int64 => ColumnType::Int64,
        From::Float32 => ColumnType::Float32,
        From::Float64 => ColumnType::Float64,
        From::Decimal { precision, scale } => ColumnType::Decimal {
            precision: *precision,
            scale: *scale,
        },
        From::Text => ColumnType::Text,
        From::Varchar { length } => ColumnType::Varchar { length: *length },
        From::Char { length } => ColumnType::Char { length: *length },
        From::Bytes => ColumnType::Bytes,
        From::Uuid => ColumnType::Uuid,
        From::Date => ColumnType::Date,
        From::Time { precision } => ColumnType::Time {
            precision: *precision,
        },
        From::Timestamp { precision } => ColumnType::Timestamp {
            precision: *precision,
        },
        From::Timestamptz { precision } => ColumnType::Timestamptz {
            precision: *precision,
        },
        From::Interval => ColumnType::Interval,
        From::Json => ColumnType::Json,
        From::Jsonb => ColumnType::Jsonb,
        From::Inet => ColumnType::Inet,
        From::Enum { name } => ColumnType::Enum { name: name.clone() },
        From::Array { of } => ColumnType::Array {
            of: Box::new(column_type(of)),
        },
        From::Raw { sqlite, postgres } => ColumnType::Raw {
            sqlite: sqlite.clone(),
            postgres: postgres.clone(),
        },
    }
}

fn column_default(default: &contract::Default, kind: &contract::ColumnType) -> ColumnDefault {
    match default {
        contract::Default::Literal(node) => ColumnDefault::Literal(literal_of(node, kind)),
        contract::Default::Sql(sql) => ColumnDefault::Sql(sql_text(sql)),
        contract::Default::UuidV4 => ColumnDefault::UuidV4,
        contract::Default::UuidV7 => ColumnDefault::UuidV7,
        contract::Default::Now => ColumnDefault::Now,
        contract::Default::Today => ColumnDefault::Today,
        contract::Default::EmptyJson => ColumnDefault::EmptyJson,
    }
}

/// A value of the contract in a column of a type: where that is JSON, each value is a document, and so is each item of an
/// array of JSON.
pub(super) fn literal_of(node: &Node, kind: &contract::ColumnType) -> Literal {
    if matches!(
        kind,
        contract::ColumnType::Json | contract::ColumnType::Jsonb
    ) {
        return Literal::Json(node.to_json());
    }
    if let (Value::Array(items), contract::ColumnType::Array { of }) = (&node.value, kind) {
        return Literal::List(items.iter().map(|item| literal_of(item, of)).collect());
    }
    match &node.value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(*value),
        // A whole number may be written as `1e2` or `1.0`, which neither engine takes for one everywhere.
        Value::Number(number) => Literal::Number(
            number
                .as_i64()
                .filter(|_| is_whole(kind))
                .map_or_else(|| number.text().to_owned(), |value| value.to_string()),
        ),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Literal::Json(node.to_json()),
    }
}

fn is_whole(kind: &contract::ColumnType) -> bool {
    use contract::ColumnType as Kind;
    matches!(kind, Kind::Int16 | Kind::Int32 | Kind::Int64)
}
