//! How does each type look in a header of an answer?

use crate::json::Quoted;
use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};

/// A type that can be the value of a header (style `simple`).
pub trait HeaderText {
    /// The text; `None` leaves the header out.
    fn header_text(self) -> Option<String>;
}

impl<C: Choice> HeaderText for C {
    fn header_text(self) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

impl<T: HeaderText> HeaderText for Option<T> {
    fn header_text(self) -> Option<String> {
        self?.header_text()
    }
}

/// Separated by commas; an empty list leaves the header out.
impl<T: HeaderText> HeaderText for Vec<T> {
    fn header_text(self) -> Option<String> {
        let texts: Vec<_> = self.into_iter().filter_map(T::header_text).collect();
        (!texts.is_empty()).then(|| texts.join(","))
    }
}

impl HeaderText for &str {
    fn header_text(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl HeaderText for String {
    fn header_text(self) -> Option<String> {
        Some(self)
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {
        $(impl HeaderText for $type {
            fn header_text(self) -> Option<String> {
                Some(self.to_string())
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
    Quoted<Decimal>,
    Uuid,
    Timestamp,
    LocalTimestamp,
    Date,
    Time
);
