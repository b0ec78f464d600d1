//! How do values lie in a column that need more than their type: decimals of a scale, models as JSON?

use super::{DatabaseError, Parameter, Row, ToParameter};
use crate::json::{Reader, Syntax, WriteJson, Writer, read_document};
use crate::value::Json;
use std::borrow::Cow;

impl<'a> Parameter<'a> {
    /// A decimal, or none, with exactly so many digits behind the point: as PostgreSQL keeps it in a column of that
    /// scale, and so that equal numbers are equal texts on SQLite.
    ///
    /// # Errors
    /// The number has more digits behind the point, which the column would lose.
    pub fn fixed(value: &'a impl ToParameter, scale: u32) -> Result<Self, DatabaseError> {
        match value.to_parameter() {
            Self::Decimal(decimal) => decimal.with_scale(scale).map(Self::Decimal).map_err(|_| {
                DatabaseError::Data(format!(
                    "a number has more than {scale} digits behind the point"
                ))
            }),
            other => Ok(other),
        }
    }

    /// A model as a JSON document.
    ///
    /// # Errors
    /// The model cannot be written: a floating-point number in it is not finite.
    pub fn document(value: &dyn WriteJson) -> Result<Self, DatabaseError> {
        Writer::document(value)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| text.parse::<Json>().ok())
            .map(|json| Self::Json(Cow::Owned(json)))
            .ok_or_else(|| DatabaseError::Data(String::from("a value cannot be written as JSON")))
    }

    /// A model as a JSON document, or NULL.
    ///
    /// # Errors
    /// As [`Parameter::document`].
    pub fn optional_document<T: WriteJson>(value: Option<&T>) -> Result<Self, DatabaseError> {
        value.map_or(Ok(Self::Null), |value| Self::document(value))
    }
}

impl Row<'_> {
    /// Reads a model from a JSON document.
    ///
    /// # Errors
    /// [`DatabaseError::Decode`] if the column holds something else.
    pub fn document<T>(
        &self,
        column: usize,
        read: fn(&mut Reader<'_>) -> Result<Option<T>, Syntax>,
    ) -> Result<T, DatabaseError> {
        let json: Json = self.get(column)?;
        read_document(json.as_str().as_bytes(), read).map_err(|refusal| DatabaseError::Decode {
            column,
            detail: refusal.to_string(),
        })
    }

    /// Reads a model from a JSON document, or nothing from NULL.
    ///
    /// # Errors
    /// As [`Row::document`].
    pub fn optional_document<T>(
        &self,
        column: usize,
        read: fn(&mut Reader<'_>) -> Result<Option<T>, Syntax>,
    ) -> Result<Option<T>, DatabaseError> {
        let stored: Option<Json> = self.get(column)?;
        stored.map(|_| self.document(column, read)).transpose()
    }
}
