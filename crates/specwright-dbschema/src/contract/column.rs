//! The columns of the contract.

use super::Sql;
use specwright_diagnostics::Span;
use specwright_source::{Located, Node};
use std::fmt;

/// One entry of `columns`.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent fact about the column"
)]
pub struct Column {
    /// The place of the object.
    pub span: Span,
    /// `name`.
    pub name: Located<String>,
    /// `renamedFrom`.
    pub renamed_from: Option<Located<String>>,
    /// `type`, with its parameters.
    pub kind: Located<ColumnType>,
    /// `nullable`; false where the contract does not say.
    pub nullable: bool,
    /// `default`.
    pub default: Option<Located<Default>>,
    /// `generated`.
    pub generated: Option<Generated>,
    /// `identity`.
    pub identity: Option<Identity>,
    /// `collation`.
    pub collation: Option<Located<String>>,
    /// `comment`.
    pub comment: Option<Located<String>>,
    /// `backfill`.
    pub backfill: Option<Sql>,
    /// `addedIn`.
    pub added_in: Option<Located<String>>,
    /// `pii`.
    pub pii: Option<Located<String>>,
    /// `sensitive`.
    pub sensitive: bool,
    /// `logged`; true where the contract does not say.
    pub logged: bool,
    /// `api: "never"`.
    pub never_in_api: bool,
}

/// The closed set of column types.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the variants are the values of `type`, the fields its parameters"
)]
pub enum ColumnType {
    Bool,
    Int16,
    Int32,
    Int64,
    Float32,
    Float64,
    Decimal {
        precision: u32,
        scale: u32,
    },
    Text,
    Varchar {
        length: u32,
    },
    Char {
        length: u32,
    },
    Bytes,
    Uuid,
    Date,
    Time {
        precision: Option<u8>,
    },
    Timestamp {
        precision: Option<u8>,
    },
    Timestamptz {
        precision: Option<u8>,
    },
    Interval,
    Json,
    Jsonb,
    Inet,
    Enum {
        name: String,
    },
    Array {
        of: Box<ColumnType>,
    },
    Raw {
        sqlite: Option<String>,
        postgres: Option<String>,
    },
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_precision =
            |f: &mut fmt::Formatter<'_>, name: &str, precision: &Option<u8>| match precision {
                Some(precision) => write!(f, "{name}({precision})"),
                None => f.write_str(name),
            };
        match self {
            Self::Bool => f.write_str("bool"),
            Self::Int16 => f.write_str("int16"),
            Self::Int32 => f.write_str("int32"),
            Self::Int64 => f.write_str("int64"),
            Self::Float32 => f.write_str("float32"),
            Self::Float64 => f.write_str("float64"),
            Self::Decimal { precision, scale } => write!(f, "decimal({precision}, {scale})"),
            Self::Text => f.write_str("text"),
            Self::Varchar { length } => write!(f, "varchar({length})"),
            Self::Char { length } => write!(f, "char({length})"),
            Self::Bytes => f.write_str("bytes"),
            Self::Uuid => f.write_str("uuid"),
            Self::Date => f.write_str("date"),
            Self::Time { precision } => with_precision(f, "time", precision),
            Self::Timestamp { precision } => with_precision(f, "timestamp", precision),
            Self::Timestamptz { precision } => with_precision(f, "timestamptz", precision),
            Self::Interval => f.write_str("interval"),
            Self::Json => f.write_str("json"),
            Self::Jsonb => f.write_str("jsonb"),
            Self::Inet => f.write_str("inet"),
            Self::Enum { name } => write!(f, "enum {name}"),
            Self::Array { of } => write!(f, "array of {of}"),
            Self::Raw { sqlite, postgres } => {
                write!(
                    f,
                    "raw {}",
                    postgres
                        .as_ref()
                        .or(sqlite.as_ref())
                        .map_or("", String::as_str)
                )
            }
        }
    }
}

/// A column's `default`.
#[derive(Debug, Clone, PartialEq)]
pub enum Default {
    /// A JSON value.
    Literal(Node),
    /// `{"sql": …}`.
    Sql(Sql),
    /// `{"gen": "uuid_v4"}`.
    UuidV4,
    /// `{"gen": "uuid_v7"}`.
    UuidV7,
    /// `{"gen": "now"}`.
    Now,
    /// `{"gen": "today"}`.
    Today,
    /// `{"gen": "empty_json"}`.
    EmptyJson,
}

/// `generated`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Generated {
    pub span: Span,
    pub sql: Sql,
    pub stored: bool,
}

/// `identity`.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The place of the object.
    pub span: Span,
    /// `mode: "always"`; false for `by_default`.
    pub always: bool,
    /// `start`.
    pub start: Option<Located<i64>>,
    /// `increment`.
    pub increment: Option<Located<i64>>,
}
