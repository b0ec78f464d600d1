//! How does a model lie in a JSON column, and how does it come back?

use super::{DatabaseError, Parameter, Row};
use crate::json::{Reader, Syntax, WriteJson, Writer, read_document};
use crate::value::Json;
use std::borrow::Cow;

impl Parameter<'_> {
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
