//! How is an array kept where the engine has none? As a JSON text.

use super::Cell;
#[cfg(feature = "sqlite")]
use super::{DatabaseError, Parameter};
use jiter::{Jiter, Peek};
#[cfg(feature = "sqlite")]
use std::fmt::Write as _;

/// The JSON text of an array of scalars. Decimals, UUIDs, dates and times are strings, bytes are strings of hex digits.
#[cfg(feature = "sqlite")]
pub(super) fn written(items: &[Parameter<'_>]) -> Result<String, DatabaseError> {
    let mut text = String::from("[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write_item(&mut text, item)?;
    }
    text.push(']');
    Ok(text)
}

#[cfg(feature = "sqlite")]
fn write_item(text: &mut String, item: &Parameter<'_>) -> Result<(), DatabaseError> {
    let quoted = |text: &mut String, value: &dyn std::fmt::Display| write!(text, "\"{value}\"");
    let written = match item {
        Parameter::Null => write!(text, "null"),
        Parameter::Bool(value) => write!(text, "{value}"),
        Parameter::Int(value) => write!(text, "{value}"),
        Parameter::Float(value) if value.is_finite() => write!(text, "{value:?}"),
        Parameter::Float(_) => {
            return Err(DatabaseError::Data(String::from(
                "a number in an array is not finite",
            )));
        }
        Parameter::Text(value) if value.contains('\0') => {
            return Err(DatabaseError::Data(String::from(
                "a text in an array holds the character U+0000",
            )));
        }
        Parameter::Text(value) => write!(text, "{}", serde_json::Value::from(&**value)),
        Parameter::Decimal(value) => quoted(text, value),
        Parameter::Uuid(value) => quoted(text, value),
        Parameter::Timestamp(value) => quoted(text, &value.stored_text()),
        Parameter::LocalTimestamp(value) => quoted(text, &value.stored_text()),
        Parameter::Date(value) => quoted(text, value),
        Parameter::Time(value) => quoted(text, &value.stored_text()),
        Parameter::Bytes(value) => {
            text.push('"');
            value
                .iter()
                .try_for_each(|byte| write!(text, "{byte:02x}"))
                .and_then(|()| write!(text, "\""))
        }
        Parameter::Json(_) | Parameter::Array(_) => {
            return Err(DatabaseError::Data(format!(
                "an array cannot hold {}",
                item.kind()
            )));
        }
    };
    written.map_err(|_| DatabaseError::Other(String::from("writing to memory failed")))
}

/// Hands each item of a JSON array of scalars to `take`.
pub(super) fn read(
    text: &str,
    mut take: impl FnMut(Cell<'_>) -> Result<(), String>,
) -> Result<(), String> {
    let broken =
        |_: jiter::JiterError| String::from("expected the JSON text of an array, found other text");
    let mut json = Jiter::new(text.as_bytes());
    let mut next = json.next_array().map_err(broken)?;
    while let Some(peek) = next {
        if peek == Peek::String {
            take(Cell::Text(json.known_str().map_err(broken)?))?;
        } else if peek == Peek::Null {
            json.known_null().map_err(broken)?;
            take(Cell::Null)?;
        } else if peek == Peek::True || peek == Peek::False {
            take(Cell::Bool(json.known_bool(peek).map_err(broken)?))?;
        } else if peek.is_num() {
            let number = String::from_utf8_lossy(json.next_number_bytes().map_err(broken)?);
            let cell = match number.parse() {
                Ok(integer) => Cell::Int(integer),
                Err(_) => Cell::Float(
                    number
                        .parse()
                        .map_err(|_| String::from("expected a number in an array"))?,
                ),
            };
            take(cell)?;
        } else {
            return Err(String::from(
                "expected scalars in an array, found another container",
            ));
        }
        next = json.array_step().map_err(broken)?;
    }
    json.finish().map_err(broken)
}

/// The bytes of an even number of hex digits.
pub(super) fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    Some(
        digits
            .chunks_exact(2)
            .map(|pair| pair[0] * 16 + pair[1])
            .collect(),
    )
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;
    use crate::database::FromColumn;
    use crate::value::{Decimal, Timestamp, Uuid};

    fn round_trip<T>(items: &[T])
    where
        T: FromColumn + PartialEq + std::fmt::Debug + Clone,
        Parameter<'static>: From<T>,
    {
        let parameters: Vec<Parameter<'static>> =
            items.iter().cloned().map(Parameter::from).collect();
        let text = written(&parameters).unwrap();
        assert_eq!(
            Vec::<T>::from_column(Cell::Text(&text)).unwrap(),
            items,
            "{text}"
        );
    }

    #[test]
    fn every_scalar_comes_back_equal() {
        round_trip::<i64>(&[]);
        round_trip(&[i64::MIN, 0, i64::MAX]);
        round_trip(&[Some(true), None, Some(false)]);
        round_trip(&[0.1, -1e300, 5e-324, 1.0, f64::MAX]);
        round_trip(&[String::new(), String::from("a\"b\\c\n\u{1}é😀")]);
        round_trip(&["1.50".parse::<Decimal>().unwrap()]);
        round_trip(&[Uuid::nil(), Uuid::max()]);
        round_trip(&[Timestamp::MIN, Timestamp::MAX]);
        round_trip(&[vec![], vec![0_u8, 255]]);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "1", "{}", "[1", "[1] 2", "[[1]]", "[1,]", "[{}]"] {
            assert!(
                Vec::<Option<i64>>::from_column(Cell::Text(text)).is_err(),
                "{text}"
            );
        }
        assert!(Vec::<i64>::from_column(Cell::Text("[null]")).is_err());
        assert!(Vec::<i64>::from_column(Cell::Text("[1.5]")).is_err());
    }
}
