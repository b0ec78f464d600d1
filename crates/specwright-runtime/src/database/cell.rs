//! What does a column hold, whichever engine it comes from?

use super::array_text;
use crate::json::Quoted;
use crate::value::{
    Choice, Date, Decimal, Json, LocalTimestamp, Presence, Time, Timestamp, Uuid, ValueError,
};
use std::str::FromStr;

/// What a column holds. SQLite knows the first five and arrays as text; PostgreSQL knows all.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// NULL.
    Null,
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Text, JSON, a member of an enumeration.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A boolean.
    Bool(bool),
    /// A decimal number.
    Decimal(Decimal),
    /// A UUID.
    Uuid(Uuid),
    /// An instant.
    Timestamp(Timestamp),
    /// A date and time without a zone.
    LocalTimestamp(LocalTimestamp),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// An array.
    Array(Vec<Self>),
}

/// A type that a column can be read as.
pub trait FromColumn: Sized {
    /// Reads a cell.
    ///
    /// # Errors
    /// What was expected and what was found; never the value itself.
    fn from_column(cell: Cell<'_>) -> Result<Self, String>;
}

impl Cell<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a floating-point number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Bool(_) => "a boolean",
            Self::Decimal(_) => "a decimal number",
            Self::Uuid(_) => "a UUID",
            Self::Timestamp(_) => "a timestamp",
            Self::LocalTimestamp(_) => "a local timestamp",
            Self::Date(_) => "a date",
            Self::Time(_) => "a time",
            Self::Array(_) => "an array",
        }
    }

    fn mismatch(&self, expected: &str) -> String {
        format!("expected {expected}, found {}", self.kind())
    }
}

fn parsed<T: FromStr<Err = ValueError>>(text: &str, expected: &str) -> Result<T, String> {
    text.parse()
        .map_err(|error| format!("expected {expected}, but the text {error}"))
}

macro_rules! from_own_cell_or_text {
    ($($type:ident, $expected:literal;)*) => {$(
        impl FromColumn for $type {
            fn from_column(cell: Cell<'_>) -> Result<Self, String> {
                match cell {
                    Cell::$type(value) => Ok(value),
                    Cell::Text(text) => parsed(text, $expected),
                    other => Err(other.mismatch($expected)),
                }
            }
        }
    )*};
}

from_own_cell_or_text! {
    Timestamp, "a timestamp";
    LocalTimestamp, "a local timestamp";
    Date, "a date";
    Time, "a time";
}

impl FromColumn for bool {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Bool(value) => Ok(value),
            Cell::Int(0) => Ok(false),
            Cell::Int(1) => Ok(true),
            other => Err(other.mismatch("a boolean")),
        }
    }
}

impl FromColumn for i64 {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Int(value) => Ok(value),
            // `sum(bigint)` is numeric in PostgreSQL.
            Cell::Decimal(value) if value.scale() == 0 => Self::try_from(value.mantissa())
                .map_err(|_| String::from("expected an integer of 64 bits, found a greater one")),
            other => Err(other.mismatch("an integer")),
        }
    }
}

macro_rules! from_narrower_integer {
    ($($type:ty, $expected:literal;)*) => {$(
        impl FromColumn for $type {
            fn from_column(cell: Cell<'_>) -> Result<Self, String> {
                Self::try_from(i64::from_column(cell)?).map_err(|_| String::from(concat!("expected ", $expected, ", found a greater one")))
            }
        }
    )*};
}

from_narrower_integer! {
    i16, "an integer of 16 bits";
    i32, "an integer of 32 bits";
    u32, "an integer of 32 bits without a sign";
}

impl FromColumn for f64 {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        let exact = |text: &str| {
            let decimal: Decimal = parsed(text, "a decimal number")?;
            let number: Self = text
                .parse()
                .map_err(|_| String::from("expected a number"))?;
            let same = number.to_string().parse() == Ok(decimal);
            if same {
                Ok(number)
            } else {
                Err(String::from(
                    "a decimal number has more digits than a floating-point number keeps",
                ))
            }
        };
        match cell {
            Cell::Float(value) => Ok(value),
            Cell::Int(value) => exact(&value.to_string()),
            Cell::Decimal(value) => exact(&value.to_string()),
            Cell::Text(text) => exact(text),
            other => Err(other.mismatch("a floating-point number")),
        }
    }
}

impl FromColumn for f32 {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        let number = f64::from_column(cell)?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the nearest value of this type is what the type means"
        )]
        let nearest = number as Self;
        if nearest.is_finite() {
            Ok(nearest)
        } else {
            Err(String::from("a floating-point number is beyond 32 bits"))
        }
    }
}

impl FromColumn for Decimal {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Decimal(value) => Ok(value),
            Cell::Text(text) => parsed(text, "a decimal number"),
            Cell::Int(value) => Ok(value.into()),
            other => Err(other.mismatch("a decimal number")),
        }
    }
}

impl FromColumn for Quoted<Decimal> {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        Decimal::from_column(cell).map(Self)
    }
}

impl FromColumn for Uuid {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Uuid(value) => Ok(value),
            Cell::Text(text) => {
                Self::try_parse(text).map_err(|_| String::from("expected a UUID, found other text"))
            }
            other => Err(other.mismatch("a UUID")),
        }
    }
}

impl FromColumn for String {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Text(text) => Ok(text.to_owned()),
            other => Err(other.mismatch("text")),
        }
    }
}

impl FromColumn for Json {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Text(text) => parsed(text, "JSON"),
            other => Err(other.mismatch("JSON")),
        }
    }
}

impl FromColumn for Vec<u8> {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Bytes(bytes) => Ok(bytes.to_owned()),
            // An item of an array on SQLite.
            Cell::Text(text) => array_text::bytes_of_hex(text)
                .ok_or_else(|| String::from("expected bytes, found text")),
            other => Err(other.mismatch("bytes")),
        }
    }
}

impl<T: Choice> FromColumn for T {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Text(text) => Self::from_wire(text).ok_or_else(|| {
                String::from("expected a member of the enumeration, found other text")
            }),
            other => Err(other.mismatch("a member of the enumeration")),
        }
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Null => Ok(None),
            other => T::from_column(other).map(Some),
        }
    }
}

/// NULL is null: a column is always present.
impl<T: FromColumn> FromColumn for Presence<T> {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        Option::from_column(cell).map(Self::of_nullable)
    }
}

impl<T: FromColumn> FromColumn for Vec<T> {
    fn from_column(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Array(items) => items.into_iter().map(T::from_column).collect(),
            Cell::Text(text) => {
                let mut items = Self::new();
                array_text::read(text, |item| {
                    T::from_column(item).map(|item| items.push(item))
                })?;
                Ok(items)
            }
            other => Err(other.mismatch("an array")),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn narrower_integers_are_checked() {
        assert_eq!(i16::from_column(Cell::Int(32_767)), Ok(i16::MAX));
        assert!(i16::from_column(Cell::Int(32_768)).is_err());
        assert!(i32::from_column(Cell::Int(i64::from(i32::MIN) - 1)).is_err());
        assert!(bool::from_column(Cell::Int(2)).is_err());
    }

    #[test]
    fn a_decimal_becomes_a_float_only_without_loss() {
        assert_eq!(
            f64::from_column(Cell::Decimal("0.10".parse().unwrap())),
            Ok(0.1)
        );
        assert!(
            f64::from_column(Cell::Decimal("0.12345678901234567890".parse().unwrap())).is_err()
        );
        assert_eq!(
            f64::from_column(Cell::Int(1 << 53)),
            Ok(9_007_199_254_740_992.0)
        );
        assert!(f64::from_column(Cell::Int((1 << 53) + 1)).is_err());
    }

    #[test]
    fn null_is_refused_where_a_value_is_required() {
        assert_eq!(Option::<i64>::from_column(Cell::Null), Ok(None));
        assert_eq!(Presence::<i64>::from_column(Cell::Null), Ok(Presence::Null));
        assert_eq!(
            i64::from_column(Cell::Null),
            Err(String::from("expected an integer, found NULL"))
        );
        assert_eq!(
            String::from_column(Cell::Null),
            Err(String::from("expected text, found NULL"))
        );
    }

    #[test]
    fn messages_do_not_quote_values() {
        let message = Uuid::from_column(Cell::Text("secret")).unwrap_err();
        assert!(!message.contains("secret"));
        let message = Timestamp::from_column(Cell::Text("secret")).unwrap_err();
        assert!(!message.contains("secret"));
    }
}
