//! What does a column of PostgreSQL hold?

use super::encoding::{EPOCH_DAYS, EPOCH_MICROS, JSONB_VERSION, is_text};
use super::numeric;
use crate::database::Cell;
use crate::value::{Date, LocalTimestamp, Time, Timestamp, Uuid};
use std::error::Error;
use tokio_postgres::types::{FromSql, Kind, Type};

/// What a column of a row holds.
pub(in crate::database) fn cell(
    row: &tokio_postgres::Row,
    column: usize,
) -> Result<Cell<'_>, String> {
    match row.try_get::<_, Cell<'_>>(column) {
        Ok(cell) => Ok(cell),
        Err(error) if column < row.len() => Err(error
            .source()
            .map_or_else(|| error.to_string(), ToString::to_string)),
        Err(_) => Err(String::from("the row has no such column")),
    }
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(found: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(decode(found, raw)?)
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    /// Every type: [`FromSql::from_sql`] says which are unknown.
    fn accepts(_: &Type) -> bool {
        true
    }
}

fn decode<'a>(found: &Type, raw: &'a [u8]) -> Result<Cell<'a>, String> {
    let beyond =
        || format!("a value of type `{found}` is beyond the years 0001 to 9999, or infinite");
    Ok(match *found {
        Type::BOOL => Cell::Bool(bytes::<1>(raw)? != [0]),
        Type::INT2 => Cell::Int(i16::from_be_bytes(bytes(raw)?).into()),
        Type::INT4 => Cell::Int(i32::from_be_bytes(bytes(raw)?).into()),
        Type::INT8 => Cell::Int(i64::from_be_bytes(bytes(raw)?)),
        Type::OID => Cell::Int(u32::from_be_bytes(bytes(raw)?).into()),
        Type::FLOAT4 => Cell::Float(widened(f32::from_be_bytes(bytes(raw)?))),
        Type::FLOAT8 => Cell::Float(f64::from_be_bytes(bytes(raw)?)),
        Type::NUMERIC => {
            Cell::Decimal(numeric::decode(raw).map_err(|error| format!("a number {error}"))?)
        }
        Type::BYTEA => Cell::Bytes(raw),
        Type::UUID => Cell::Uuid(Uuid::from_bytes(bytes(raw)?)),
        Type::TIMESTAMPTZ => Cell::Timestamp(
            micros(raw)?
                .and_then(Timestamp::from_micros_since_epoch)
                .ok_or_else(beyond)?,
        ),
        Type::TIMESTAMP => Cell::LocalTimestamp(
            micros(raw)?
                .and_then(LocalTimestamp::from_micros_since_epoch)
                .ok_or_else(beyond)?,
        ),
        Type::DATE => {
            let days = i32::from_be_bytes(bytes(raw)?).checked_add(EPOCH_DAYS);
            Cell::Date(
                days.and_then(Date::from_days_since_epoch)
                    .ok_or_else(beyond)?,
            )
        }
        Type::TIME => {
            let micros = i64::from_be_bytes(bytes(raw)?);
            Cell::Time(Time::from_micros_since_midnight(micros).ok_or("a time is 24:00:00")?)
        }
        Type::JSON => Cell::Text(text(raw)?),
        Type::JSONB => match raw.split_first() {
            Some((&JSONB_VERSION, json)) => Cell::Text(text(json)?),
            _ => return Err(String::from("a value of type `jsonb` has an unknown form")),
        },
        _ if is_text(found) => Cell::Text(text(raw)?),
        _ => match found.kind() {
            Kind::Domain(base) => decode(base, raw)?,
            Kind::Array(element) => Cell::Array(items(element, raw)?),
            _ => {
                return Err(format!(
                    "the type `{found}` is unknown here; cast it in the statement"
                ));
            }
        },
    })
}

/// The decimal number that `real` shows: 0.1, not 0.10000000149011612.
fn widened(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| value.into())
}

fn micros(raw: &[u8]) -> Result<Option<i64>, String> {
    Ok(i64::from_be_bytes(bytes(raw)?).checked_add(EPOCH_MICROS))
}

fn text(raw: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(raw).map_err(|_| String::from("the text is not UTF-8"))
}

fn bytes<const N: usize>(raw: &[u8]) -> Result<[u8; N], String> {
    raw.try_into()
        .map_err(|_| format!("expected {N} bytes, found {}", raw.len()))
}

/// The items of an array: dimensions, a flag, the element's type, length and first index, then each item by its length.
fn items<'a>(element: &Type, raw: &'a [u8]) -> Result<Vec<Cell<'a>>, String> {
    let mut rest = raw;
    let dimensions = word(&mut rest)?;
    word(&mut rest)?;
    word(&mut rest)?;
    if dimensions == 0 {
        return Ok(Vec::new());
    }
    if dimensions != 1 {
        return Err(String::from("an array has more than one dimension"));
    }
    let count = word(&mut rest)?;
    word(&mut rest)?;
    let mut items = Vec::new();
    for _ in 0..count {
        let item = match usize::try_from(word(&mut rest)?) {
            Err(_) => Cell::Null,
            Ok(length) => {
                let (item, tail) = rest
                    .split_at_checked(length)
                    .ok_or("an array ends too early")?;
                rest = tail;
                decode(element, item)?
            }
        };
        items.push(item);
    }
    Ok(items)
}

fn word(rest: &mut &[u8]) -> Result<i32, String> {
    let (word, tail) = rest.split_first_chunk().ok_or("an array ends too early")?;
    *rest = tail;
    Ok(i32::from_be_bytes(*word))
}
