//! How is a value kept on SQLite, and read back?

use crate::database::{Cell, DatabaseError, Parameter, array_text};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// A parameter as SQLite stores it: decimals, UUIDs, dates, times and arrays as text of one form each.
pub(super) fn bound<'a>(parameter: &'a Parameter<'_>) -> Result<ToSqlOutput<'a>, DatabaseError> {
    let owned = |text: String| ToSqlOutput::Owned(Value::Text(text));
    Ok(match parameter {
        Parameter::Null => ToSqlOutput::Owned(Value::Null),
        Parameter::Bool(value) => ToSqlOutput::Owned(Value::Integer(i64::from(*value))),
        Parameter::Int(value) => ToSqlOutput::Owned(Value::Integer(*value)),
        Parameter::Float(value) if value.is_finite() => ToSqlOutput::Owned(Value::Real(*value)),
        Parameter::Float(_) => {
            return Err(DatabaseError::Data(String::from("a number is not finite")));
        }
        Parameter::Text(value) if value.contains('\0') => {
            return Err(DatabaseError::Data(String::from(
                "a text holds the character U+0000",
            )));
        }
        Parameter::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
        Parameter::Bytes(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
        Parameter::Json(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_str().as_bytes())),
        Parameter::Decimal(value) => owned(value.to_string()),
        Parameter::Uuid(value) => owned(value.hyphenated().to_string()),
        Parameter::Timestamp(value) => owned(value.stored_text().as_str().to_owned()),
        Parameter::LocalTimestamp(value) => owned(value.stored_text().as_str().to_owned()),
        Parameter::Date(value) => owned(value.text().as_str().to_owned()),
        Parameter::Time(value) => owned(value.stored_text().as_str().to_owned()),
        Parameter::Array(items) => owned(array_text::written(items)?),
    })
}

/// What a column of a row holds.
pub(in crate::database) fn cell<'a>(
    row: &'a rusqlite::Row<'_>,
    column: usize,
) -> Result<Cell<'a>, String> {
    match row.get_ref(column) {
        Ok(ValueRef::Null) => Ok(Cell::Null),
        Ok(ValueRef::Integer(value)) => Ok(Cell::Int(value)),
        Ok(ValueRef::Real(value)) => Ok(Cell::Float(value)),
        Ok(ValueRef::Text(bytes)) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cell::Text(text)),
            Err(_) => Err(String::from("the text is not UTF-8")),
        },
        Ok(ValueRef::Blob(bytes)) => Ok(Cell::Bytes(bytes)),
        Err(_) => Err(String::from("the row has no such column")),
    }
}
