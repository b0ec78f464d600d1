//! How is a value sent for a parameter of the type that the server prepared?

use super::numeric;
use crate::database::Parameter;
use crate::value::Decimal;
use bytes::{BufMut as _, BytesMut};
use std::error::Error;
use tokio_postgres::types::{IsNull, Kind, ToSql, Type};

/// Microseconds from 1970 to 2000, where PostgreSQL begins to count.
pub(super) const EPOCH_MICROS: i64 = 946_684_800_000_000;
/// Days from 1970 to 2000.
pub(super) const EPOCH_DAYS: i32 = 10_957;

/// A value does not fit the type of its parameter.
#[derive(Debug)]
pub(super) struct Misfit(pub(super) String);

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Misfit {}

impl ToSql for Parameter<'_> {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        Ok(encode(self, wanted, out)?)
    }

    /// Every type: [`ToSql::to_sql`] says what does not fit.
    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.to_sql(wanted, out)
    }
}

fn encode(parameter: &Parameter<'_>, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Misfit> {
    if let Kind::Domain(base) = wanted.kind() {
        return encode(parameter, base, out);
    }
    match (parameter, wanted) {
        (Parameter::Null, _) => return Ok(IsNull::Yes),
        (Parameter::Bool(value), &Type::BOOL) => out.put_u8(u8::from(*value)),
        (Parameter::Int(value), _) => encode_integer(*value, wanted, out)?,
        (Parameter::Float(value), _) => encode_float(*value, wanted, out)?,
        (Parameter::Decimal(value), &Type::NUMERIC) => numeric::encode(*value, out),
        (Parameter::Text(value), _) if is_text(wanted) => out.put_slice(value.as_bytes()),
        (Parameter::Bytes(value), &Type::BYTEA) => out.put_slice(value),
        (Parameter::Uuid(value), &Type::UUID) => out.put_slice(value.as_bytes()),
        (Parameter::Uuid(value), _) if is_text(wanted) => {
            out.put_slice(value.hyphenated().to_string().as_bytes());
        }
        (Parameter::Timestamp(value), &Type::TIMESTAMPTZ) => {
            out.put_i64(value.micros_since_epoch() - EPOCH_MICROS);
        }
        (Parameter::LocalTimestamp(value), &Type::TIMESTAMP) => {
            out.put_i64(value.micros_since_epoch() - EPOCH_MICROS);
        }
        (Parameter::Date(value), &Type::DATE) => out.put_i32(value.days_since_epoch() - EPOCH_DAYS),
        (Parameter::Time(value), &Type::TIME) => out.put_i64(value.micros_since_midnight()),
        (Parameter::Json(value), &Type::JSON) => out.put_slice(value.as_str().as_bytes()),
        (Parameter::Json(value), &Type::JSONB) => {
            out.put_u8(JSONB_VERSION);
            out.put_slice(value.as_str().as_bytes());
        }
        (Parameter::Json(value), _) if is_text(wanted) => out.put_slice(value.as_str().as_bytes()),
        (Parameter::Array(items), _) => match wanted.kind() {
            Kind::Array(element) => encode_array(items, element, out)?,
            _ => return Err(misfit(parameter, wanted)),
        },
        _ => return Err(misfit(parameter, wanted)),
    }
    Ok(IsNull::No)
}

/// The first byte of `jsonb` in its binary form.
pub(super) const JSONB_VERSION: u8 = 1;

/// Types whose binary form is their text: also the members of enumerations.
pub(super) fn is_text(kind: &Type) -> bool {
    matches!(
        *kind,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN
    ) || matches!(kind.kind(), Kind::Enum(_))
        || kind.name() == "citext"
}

fn encode_integer(value: i64, wanted: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    let beyond = |_| Misfit(format!("an integer is out of the range of `{wanted}`"));
    match *wanted {
        Type::INT2 => out.put_i16(i16::try_from(value).map_err(beyond)?),
        Type::INT4 => out.put_i32(i32::try_from(value).map_err(beyond)?),
        Type::INT8 => out.put_i64(value),
        Type::OID => out.put_u32(u32::try_from(value).map_err(beyond)?),
        Type::NUMERIC => numeric::encode(Decimal::from(value), out),
        Type::FLOAT8 | Type::FLOAT4 => {
            // The integers to 2^53 are exact; further ones are where they come back.
            #[expect(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                reason = "checked by the way back"
            )]
            let (float, back) = (value as f64, (value as f64) as i64);
            if back != value || value == i64::MAX {
                return Err(Misfit(format!(
                    "an integer has more digits than `{wanted}` keeps"
                )));
            }
            encode_float(float, wanted, out)?;
        }
        _ => return Err(misfit(&Parameter::Int(value), wanted)),
    }
    Ok(())
}

fn encode_float(value: f64, wanted: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if !value.is_finite() {
        return Err(Misfit(String::from("a number is not finite")));
    }
    match *wanted {
        Type::FLOAT8 => out.put_f64(value),
        Type::FLOAT4 => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the nearest value of this type is what the type means"
            )]
            let nearest = value as f32;
            if !nearest.is_finite() {
                return Err(Misfit(format!(
                    "a number is out of the range of `{wanted}`"
                )));
            }
            out.put_f32(nearest);
        }
        Type::NUMERIC => {
            let decimal: Decimal = value
                .to_string()
                .parse()
                .map_err(|error| Misfit(format!("a number {error}")))?;
            numeric::encode(decimal, out);
        }
        _ => return Err(misfit(&Parameter::Float(value), wanted)),
    }
    Ok(())
}

/// One dimension, counted from one.
fn encode_array(items: &[Parameter<'_>], element: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    let too_long = |_| Misfit(String::from("an array is too long"));
    out.put_i32(i32::from(!items.is_empty()));
    out.put_i32(i32::from(items.contains(&Parameter::Null)));
    out.put_u32(element.oid());
    if items.is_empty() {
        return Ok(());
    }
    out.put_i32(i32::try_from(items.len()).map_err(too_long)?);
    out.put_i32(1);
    for item in items {
        let start = out.len();
        out.put_i32(-1);
        if matches!(encode(item, element, out)?, IsNull::No) {
            let length = i32::try_from(out.len() - start - 4).map_err(too_long)?;
            out[start..start + 4].copy_from_slice(&length.to_be_bytes());
        }
    }
    Ok(())
}

fn misfit(parameter: &Parameter<'_>, wanted: &Type) -> Misfit {
    Misfit(format!(
        "{} was given for a parameter of type `{wanted}`",
        parameter.kind()
    ))
}
