//! A column for PostgreSQL: its type, where its values come from, its default.

use super::{literals, quoted, refused, sql_for};
use crate::LiveError;
use specwright_dbschema::{Column, ColumnType, Default, Dialect, Identity, Located, Table};
use specwright_source::{Node, Value};

pub(super) fn column_text(table: &Table, column: &Column) -> Result<String, LiveError> {
    let object = format!("column `{}` of `{}`", column.name.value, table.name.value);
    let kind = column_type(&column.kind.value, &object)?;
    let mut words = vec![quoted(&column.name.value)];
    words.push(
        match column
            .collation
            .as_ref()
            .map(|collation| collation.value.as_str())
        {
            // PostgreSQL has no such collation that every installation knows; the extension's type compares that way.
            Some("nocase") => "citext".to_owned(),
            Some(_) => format!("{kind} COLLATE \"C\""),
            None => kind,
        },
    );
    words.extend((!column.nullable).then(|| "NOT NULL".to_owned()));
    words.extend(column.identity.as_ref().map(identity_text));
    if let Some(generated) = &column.generated {
        let sql = sql_for(&generated.sql, Dialect::Postgres, &object)?;
        let kind = if generated.stored {
            "STORED"
        } else {
            "VIRTUAL"
        };
        words.push(format!("GENERATED ALWAYS AS ({sql}) {kind}"));
    }
    if let Some(default) = &column.default {
        let expression = default_expression(default, &column.kind.value, &object)?;
        words.extend(expression.map(|expression| format!("DEFAULT {expression}")));
    }
    Ok(words.join(" "))
}

fn identity_text(identity: &Identity) -> String {
    let mode = if identity.always {
        "ALWAYS"
    } else {
        "BY DEFAULT"
    };
    let start = identity
        .start
        .as_ref()
        .map(|start| format!("START WITH {}", start.value));
    let step = identity
        .increment
        .as_ref()
        .map(|step| format!("INCREMENT BY {}", step.value));
    let options: Vec<String> = [start, step].into_iter().flatten().collect();
    let options = if options.is_empty() {
        String::new()
    } else {
        format!(" ({})", options.join(" "))
    };
    format!("GENERATED {mode} AS IDENTITY{options}")
}

fn column_type(kind: &ColumnType, object: &str) -> Result<String, LiveError> {
    let with_precision = |name: &str, precision: Option<u8>, rest: &str| match precision {
        Some(precision) => format!("{name}({precision}){rest}"),
        None => format!("{name}{rest}"),
    };
    Ok(match kind {
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
        ColumnType::Time { precision } => with_precision("time", *precision, ""),
        ColumnType::Timestamp { precision } => with_precision("timestamp", *precision, ""),
        ColumnType::Timestamptz { precision } => {
            with_precision("timestamp", *precision, " with time zone")
        }
        ColumnType::Interval => "interval".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Jsonb => "jsonb".to_owned(),
        ColumnType::Inet => "inet".to_owned(),
        ColumnType::Enum { name } => quoted(name),
        ColumnType::Array { of } => format!("{}[]", column_type(of, object)?),
        ColumnType::Raw {
            postgres: Some(text),
            ..
        } => text.clone(),
        ColumnType::Raw { postgres: None, .. } => {
            return Err(refused(object, "has no type for PostgreSQL"));
        }
    })
}

/// The default as SQL; `None` where the service, and not the database, makes the value.
fn default_expression(
    default: &Located<Default>,
    kind: &ColumnType,
    object: &str,
) -> Result<Option<String>, LiveError> {
    Ok(Some(match &default.value {
        Default::Literal(node) => literal(node, kind, object)?,
        Default::Sql(sql) => format!("({})", sql_for(sql, Dialect::Postgres, object)?),
        Default::Now => match kind {
            ColumnType::Timestamptz { .. } => "now()".to_owned(),
            ColumnType::Date => "(now() AT TIME ZONE 'UTC')::date".to_owned(),
            ColumnType::Time { .. } => "(now() AT TIME ZONE 'UTC')::time".to_owned(),
            _ => "(now() AT TIME ZONE 'UTC')".to_owned(),
        },
        Default::Today => "(now() AT TIME ZONE 'UTC')::date".to_owned(),
        Default::EmptyJson => "'{}'".to_owned(),
        Default::UuidV4 | Default::UuidV7 => return Ok(None),
    }))
}

/// A value of the contract as SQL.
pub(super) fn literal(node: &Node, kind: &ColumnType, object: &str) -> Result<String, LiveError> {
    Ok(match (kind, &node.value) {
        (ColumnType::Json | ColumnType::Jsonb, _) => literals::text(&node.to_json()),
        (ColumnType::Array { of }, Value::Array(items)) => {
            let items: Result<Vec<String>, LiveError> =
                items.iter().map(|item| literal(item, of, object)).collect();
            format!(
                "ARRAY[{}]::{}[]",
                items?.join(", "),
                column_type(of, object)?
            )
        }
        (_, Value::Bool(value)) => value.to_string(),
        (ColumnType::Decimal { scale, .. }, Value::Number(number)) => {
            literals::decimal(number.text(), *scale, object)?
        }
        (ColumnType::Decimal { scale, .. }, Value::String(text)) => {
            literals::decimal(text, *scale, object)?
        }
        (_, Value::Number(number)) => literals::number(number, kind),
        (ColumnType::Bytes, Value::String(text)) => {
            format!(
                "decode('{}', 'hex')",
                literals::hexadecimal(&literals::base64_bytes(text))
            )
        }
        (kind, Value::String(text)) => literals::text(&literals::moment(text, kind)),
        _ => return Err(refused(object, "the literal is no value of a column")),
    })
}
