//! A table of routes and a set of migrations → a running HTTP service over SQLite or PostgreSQL.
//!
//! Emitted services link this crate; it holds everything that does not vary with their contracts. Emitted code is
//! tables and short functions over it, and instantiates next to nothing.
//!
//! **Invariant:** nothing that a client sends makes a service panic, hang, or answer with its own internals.
//!
//! **Invariant:** a service behaves alike on both engines, and no type of a driver, and of axum only the router,
//! shows in a signature.

#![expect(
    clippy::disallowed_methods,
    reason = "the tool leaves clocks, files and the environment to others; a service has nobody to leave them to"
)]

mod clock;
mod context;
mod database;
mod error;
mod health;
mod http;
mod json;
mod migration;
mod problem;
mod service;
mod settings;
mod value;

pub use clock::Clock;
pub use context::Context;
pub use database::{
    Cell, Database, DatabaseError, DatabaseOptions, DatabaseUrl, Dialect, Durability, FromColumn,
    Parameter, Row, Session, Statement, ToParameter, Transaction,
};
pub use error::Error;
pub use futures_core::Stream;
pub use http::{
    Access, Answer, Argument, Authentication, Body, ByteStream, Call, Credentials, CredentialsFrom,
    ErrorShape, Event, Events, Form, FormField, HeaderText, Input, IntoResponse, Item, Lines,
    Method, Need, Principal, Reads, RequestId, Response, Route, RouteError, Scheme, Serve,
    StreamError, Style, Upload, router,
};
pub use json::{
    Additional, Alternative, ArrayRule, ArrayWriter, Assertion, Format, IntegerRule, Location,
    MapRule, Matching, NumberRule, NumericRule, Object, ObjectRule, ObjectWriter, Pattern,
    Property, Quoted, Reader, Refusal, Schema, StringRule, Syntax, Tag, Types, UnionRule,
    UnsignedRule, Violation, WriteJson, Writer, read_document,
};
pub use migration::{
    Migration, MigrationError, MigrationState, MigrationStatus, migrate_down, migrate_up,
    migration_status,
};
pub use problem::Problem;
pub use service::{Server, Service, StartError, run};
pub use settings::{LogFormat, SettingError, Settings, UnknownVariable, UploadLimits, VARIABLES};
pub use value::{
    Choice, Date, Decimal, Json, LocalTimestamp, Presence, ShortText, Time, Timestamp, Uuid,
    ValueError,
};
