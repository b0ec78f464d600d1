//! Which values can a statement be given?

use crate::json::Quoted;
use crate::value::{Choice, Date, Decimal, Json, LocalTimestamp, Presence, Time, Timestamp, Uuid};
use std::borrow::Cow;

/// A value for a placeholder of a statement.
///
/// Made by `From` from every value type, by value or by reference, and from `Option`, [`Presence`], `Vec` and slices
/// of them. An enumeration ([`Choice`]) is given by value.
#[derive(Debug, Clone, PartialEq)]
pub enum Parameter<'a> {
    /// NULL of any type.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer; the column's own range is checked when it is bound.
    Int(i64),
    /// A floating-point number, which must be finite.
    Float(f64),
    /// An exact decimal number.
    Decimal(Decimal),
    /// Text, or a member of an enumeration.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
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
    /// A JSON value.
    Json(Cow<'a, Json>),
    /// An array of scalars.
    Array(Vec<Self>),
}

impl Parameter<'_> {
    /// What kind of value it is, for messages.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a floating-point number",
            Self::Decimal(_) => "a decimal number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Uuid(_) => "a UUID",
            Self::Timestamp(_) => "a timestamp",
            Self::LocalTimestamp(_) => "a local timestamp",
            Self::Date(_) => "a date",
            Self::Time(_) => "a time",
            Self::Json(_) => "JSON",
            Self::Array(_) => "an array",
        }
    }
}

/// A type whose reference can be bound, wherever it stands: alone, in an `Option`, in a list.
pub trait ToParameter {
    /// The value as a parameter that borrows from it.
    fn to_parameter(&self) -> Parameter<'_>;
}

macro_rules! copied {
    ($($type:ty => $variant:ident ( $convert:expr ),)*) => {$(
        impl ToParameter for $type {
            fn to_parameter(&self) -> Parameter<'_> {
                Parameter::$variant($convert(*self))
            }
        }

        impl From<$type> for Parameter<'_> {
            fn from(value: $type) -> Self {
                Self::$variant($convert(value))
            }
        }

        impl From<&$type> for Parameter<'_> {
            fn from(value: &$type) -> Self {
                Self::$variant($convert(*value))
            }
        }
    )*};
}

copied! {
    bool => Bool(std::convert::identity),
    i16 => Int(i64::from),
    i32 => Int(i64::from),
    i64 => Int(std::convert::identity),
    u32 => Int(i64::from),
    f32 => Float(f64::from),
    f64 => Float(std::convert::identity),
    Decimal => Decimal(std::convert::identity),
    Quoted<Decimal> => Decimal(Decimal::from),
    Uuid => Uuid(std::convert::identity),
    Timestamp => Timestamp(std::convert::identity),
    LocalTimestamp => LocalTimestamp(std::convert::identity),
    Date => Date(std::convert::identity),
    Time => Time(std::convert::identity),
}

macro_rules! borrowed {
    ($($owned:ty, $borrowed:ty => $variant:ident;)*) => {$(
        impl ToParameter for $owned {
            fn to_parameter(&self) -> Parameter<'_> {
                Parameter::$variant(Cow::Borrowed(self))
            }
        }

        impl From<$owned> for Parameter<'_> {
            fn from(value: $owned) -> Self {
                Self::$variant(Cow::Owned(value))
            }
        }

        impl<'a> From<&'a $borrowed> for Parameter<'a> {
            fn from(value: &'a $borrowed) -> Self {
                Self::$variant(Cow::Borrowed(value))
            }
        }
    )*};
}

borrowed! {
    String, str => Text;
    Vec<u8>, [u8] => Bytes;
    Json, Json => Json;
}

impl ToParameter for str {
    fn to_parameter(&self) -> Parameter<'_> {
        Parameter::Text(Cow::Borrowed(self))
    }
}

impl<'a> From<&'a String> for Parameter<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl<'a> From<&'a Vec<u8>> for Parameter<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}

impl<'a> From<Cow<'a, str>> for Parameter<'a> {
    fn from(value: Cow<'a, str>) -> Self {
        Self::Text(value)
    }
}

impl<T: Choice> ToParameter for T {
    fn to_parameter(&self) -> Parameter<'_> {
        Parameter::Text(Cow::Borrowed(self.as_str()))
    }
}

impl<T: Choice> From<T> for Parameter<'_> {
    fn from(value: T) -> Self {
        Self::Text(Cow::Borrowed(value.as_str()))
    }
}

impl<T: ToParameter> ToParameter for Option<T> {
    fn to_parameter(&self) -> Parameter<'_> {
        self.as_ref().map_or(Parameter::Null, T::to_parameter)
    }
}

impl<T> From<Option<T>> for Parameter<'_>
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl<'a, T: ToParameter> From<&'a Option<T>> for Parameter<'a> {
    fn from(value: &'a Option<T>) -> Self {
        value.to_parameter()
    }
}

/// Absent and null are both NULL; [`Presence::is_present`] is the flag beside it.
impl<T: ToParameter> ToParameter for Presence<T> {
    fn to_parameter(&self) -> Parameter<'_> {
        match self {
            Self::Absent | Self::Null => Parameter::Null,
            Self::Value(value) => value.to_parameter(),
        }
    }
}

impl<T> From<Presence<T>> for Parameter<'_>
where
    Self: From<T>,
{
    fn from(value: Presence<T>) -> Self {
        value.value().into()
    }
}

impl<'a, T: ToParameter> From<&'a Presence<T>> for Parameter<'a> {
    fn from(value: &'a Presence<T>) -> Self {
        value.to_parameter()
    }
}

impl<T: ToParameter> ToParameter for [T] {
    fn to_parameter(&self) -> Parameter<'_> {
        Parameter::Array(self.iter().map(T::to_parameter).collect())
    }
}

impl<T: ToParameter> ToParameter for Vec<T> {
    fn to_parameter(&self) -> Parameter<'_> {
        self.as_slice().to_parameter()
    }
}

impl<T> From<Vec<T>> for Parameter<'_>
where
    Self: From<T>,
    T: ToParameter,
{
    fn from(value: Vec<T>) -> Self {
        Self::Array(value.into_iter().map(Self::from).collect())
    }
}

impl<'a, T: ToParameter> From<&'a Vec<T>> for Parameter<'a> {
    fn from(value: &'a Vec<T>) -> Self {
        value.to_parameter()
    }
}

impl<'a, T: ToParameter> From<&'a [T]> for Parameter<'a> {
    fn from(value: &'a [T]) -> Self {
        value.to_parameter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Status {
        Open,
    }

    impl Choice for Status {
        const CHOICES: &'static [(&'static str, Self)] = &[("open", Self::Open)];
    }

    #[test]
    fn values_options_and_presences_bind_alike() {
        let text = String::from("x");
        let some = Some(text.clone());
        assert_eq!(Parameter::from(&text), Parameter::from("x"));
        assert_eq!(Parameter::from(&some), Parameter::from("x"));
        assert_eq!(Parameter::from(some.as_deref()), Parameter::from("x"));
        assert_eq!(Parameter::from(some), Parameter::from("x"));
        assert_eq!(Parameter::from(None::<i32>), Parameter::Null);
        assert_eq!(Parameter::from(Presence::<Uuid>::Absent), Parameter::Null);
        assert_eq!(Parameter::from(&Presence::Value(3_i16)), Parameter::Int(3));
        assert_eq!(Parameter::from(&7_i32), Parameter::Int(7));
    }

    #[test]
    fn enumerations_bind_as_their_text() {
        assert_eq!(Parameter::from(Status::Open), Parameter::from("open"));
        assert_eq!(Parameter::from(Some(Status::Open)), Parameter::from("open"));
        assert_eq!(
            Parameter::from(&Some(Status::Open)),
            Parameter::from("open")
        );
        assert_eq!(
            Parameter::from(&Presence::Value(Status::Open)),
            Parameter::from("open")
        );
        assert_eq!(
            Parameter::from(&vec![Status::Open]),
            Parameter::Array(vec![Parameter::from("open")])
        );
    }

    #[test]
    fn bytes_are_no_array() {
        assert_eq!(
            Parameter::from(vec![1_u8]),
            Parameter::Bytes(Cow::Owned(vec![1]))
        );
        assert_eq!(
            Parameter::from(&[1_u8][..]),
            Parameter::Bytes(Cow::Owned(vec![1]))
        );
        assert_eq!(
            Parameter::from(vec![1_i32]),
            Parameter::Array(vec![Parameter::Int(1)])
        );
    }
}
