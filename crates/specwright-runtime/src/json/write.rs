//! How does each type look in JSON?

use super::Writer;
use crate::value::{Choice, Date, Decimal, Json, LocalTimestamp, Time, Timestamp, Uuid};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write as _};
use std::ops::Deref;

/// A type that writes itself as one JSON value.
pub trait WriteJson {
    /// Writes the value.
    fn write(&self, json: &mut Writer);
}

/// A value that is a JSON string of what it displays: a decimal number whose schema is a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quoted<T>(pub T);

impl<T> From<T> for Quoted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<Quoted<Self>> for Decimal {
    fn from(quoted: Quoted<Self>) -> Self {
        quoted.0
    }
}

impl<T> Deref for Quoted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Display> Display for Quoted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Every enumeration of the contract is written as its text.
impl<C: Choice> WriteJson for C {
    fn write(&self, json: &mut Writer) {
        json.string(self.as_str());
    }
}

impl<T: Display> WriteJson for Quoted<T> {
    fn write(&self, json: &mut Writer) {
        json.string(&self.0.to_string());
    }
}

impl<T: WriteJson> WriteJson for Option<T> {
    fn write(&self, json: &mut Writer) {
        match self {
            Some(value) => value.write(json),
            None => json.null(),
        }
    }
}

impl<T: WriteJson> WriteJson for [T] {
    fn write(&self, json: &mut Writer) {
        let mut array = json.array();
        for item in self {
            array.item(item);
        }
        array.end();
    }
}

impl<T: WriteJson> WriteJson for Vec<T> {
    fn write(&self, json: &mut Writer) {
        self.as_slice().write(json);
    }
}

impl<T: WriteJson> WriteJson for BTreeMap<String, T> {
    fn write(&self, json: &mut Writer) {
        let mut object = json.object();
        object.entries(self);
        object.end();
    }
}

impl WriteJson for bool {
    fn write(&self, json: &mut Writer) {
        json.boolean(*self);
    }
}

macro_rules! write_integers {
    ($($signed:ty),*; $($unsigned:ty),*) => {
        $(impl WriteJson for $signed {
            fn write(&self, json: &mut Writer) {
                json.integer((*self).into());
            }
        })*
        $(impl WriteJson for $unsigned {
            fn write(&self, json: &mut Writer) {
                json.unsigned((*self).into());
            }
        })*
    };
}

write_integers!(i16, i32, i64; u16, u32, u64);

impl WriteJson for f64 {
    fn write(&self, json: &mut Writer) {
        json.number(*self);
    }
}

/// Through the shortest decimal form of its own precision: `0.1` stays `0.1`.
impl WriteJson for f32 {
    fn write(&self, json: &mut Writer) {
        match serde_json::to_string(self) {
            Ok(text) if self.is_finite() => json.raw(&text),
            _ => json.number(f64::NAN),
        }
    }
}

impl WriteJson for str {
    fn write(&self, json: &mut Writer) {
        json.string(self);
    }
}

impl WriteJson for &str {
    fn write(&self, json: &mut Writer) {
        json.string(self);
    }
}

impl WriteJson for String {
    fn write(&self, json: &mut Writer) {
        json.string(self);
    }
}

impl WriteJson for Cow<'_, str> {
    fn write(&self, json: &mut Writer) {
        json.string(self);
    }
}

/// In base64.
impl WriteJson for Vec<u8> {
    fn write(&self, json: &mut Writer) {
        json.bytes(self);
    }
}

impl WriteJson for Uuid {
    fn write(&self, json: &mut Writer) {
        json.plain(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    }
}

impl WriteJson for Decimal {
    fn write(&self, json: &mut Writer) {
        let mut text = String::new();
        write!(text, "{self}").expect("writing to a string never fails");
        json.raw(&text);
    }
}

impl WriteJson for Json {
    fn write(&self, json: &mut Writer) {
        json.raw(self.as_str());
    }
}

impl WriteJson for Timestamp {
    fn write(&self, json: &mut Writer) {
        json.plain(&self.text());
    }
}

impl WriteJson for LocalTimestamp {
    fn write(&self, json: &mut Writer) {
        json.plain(&self.text());
    }
}

impl WriteJson for Date {
    fn write(&self, json: &mut Writer) {
        json.plain(&self.text());
    }
}

impl WriteJson for Time {
    fn write(&self, json: &mut Writer) {
        json.plain(&self.text());
    }
}
