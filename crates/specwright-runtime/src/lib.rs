//! A table of routes and a set of migrations → a running HTTP service over SQLite or PostgreSQL.

mod json;
mod database;
mod value;

pub use json::{
    Additional, ArrayRule, ArrayWriter, Format, IntegerRule, Location, MapRule, NumberRule, Object,
    ObjectRule, ObjectWriter, Pattern, Property, Quoted, Reader, Refusal, StringRule, Syntax,
    Violation, WriteJson, Writer, read_document,
};
pub use database::{
    Cell, Database, DatabaseError, DatabaseOptions, DatabaseUrl, Dialect, Durability, FromColumn, Parameter, Row, Session,
    Statement, ToParameter, Transaction,
};
pub use value::{
    Choice, Date, Decimal, Json, LocalTimestamp, Presence, ShortText, Time, Timestamp, Uuid,
    ValueError,
};
