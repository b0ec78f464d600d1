//! Text and bytes → values that are exact: what models hold, JSON carries and both engines keep.
//!
//! **Invariant:** a value that exists can be written to JSON, to SQLite and to PostgreSQL, and read back equal.
//! What would be out of range or lose digits is refused when it is read, never rounded.

mod choice;
mod date;
mod decimal;
mod json;
mod local_timestamp;
mod presence;
mod short_text;
mod time;
mod timestamp;

pub use choice::Choice;
pub use date::Date;
pub use decimal::Decimal;
pub use json::Json;
pub use local_timestamp::LocalTimestamp;
pub use presence::Presence;
pub use short_text::ShortText;
pub use time::Time;
pub use timestamp::Timestamp;
pub use uuid::Uuid;

/// Why a text is not a value of the wanted type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueError {
    /// The text does not have the form of the type.
    Malformed,
    /// The form is right, but no such value exists, or it lies beyond what both engines hold.
    OutOfRange,
    /// The value has more digits than the type keeps.
    Inexact,
}

impl std::fmt::Display for ValueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Malformed => "does not have the expected form",
            Self::OutOfRange => "is out of range",
            Self::Inexact => "has more digits than can be kept",
        })
    }
}

impl std::error::Error for ValueError {}
