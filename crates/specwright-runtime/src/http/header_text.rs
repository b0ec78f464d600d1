//! How does each type look in a header of an answer?

use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};
use std::borrow::Cow;

/// A type that can be the value of a header (style `simple`).
pub trait HeaderText {
    /// The text; `None` leaves the header out.
    fn header_text(&self) -> Option<Cow<'_, str>>;
}

impl<C: Choice> HeaderText for C {
    fn header_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.as_str()))
    }
}

impl<T: HeaderText> HeaderText for Option<T> {
    fn header_text(&self) -> Option<Cow<'_, str>> {
        self.as_ref()?.header_text()
    }
}

/// Separated by commas; an empty list leaves the header out.
impl<T: HeaderText> HeaderText for Vec<T> {
    fn header_text(&self) -> Option<Cow<'_, str>> {
        let texts: Vec<_> = self.iter().filter_map(T::header_text).collect();
        (!texts.is_empty()).then(|| Cow::Owned(texts.join(",")))
    }
}

impl HeaderText for &str {
    fn header_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl HeaderText for String {
    fn header_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {
        $(impl HeaderText for $type {
            fn header_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }
        })*
    };
}

displayed!(
    bool,
    i16,
    i32,
    i64,
    u16,
    u32,
    u64,
    f64,
    Decimal,
    Uuid,
    Timestamp,
    LocalTimestamp,
    Date,
    Time
);
