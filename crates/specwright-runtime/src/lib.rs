//! A table of routes and a set of migrations → a running HTTP service over SQLite or PostgreSQL.

mod value;

pub use value::{
    Choice, Date, Decimal, Json, LocalTimestamp, Presence, ShortText, Time, Timestamp, Uuid, ValueError,
};
