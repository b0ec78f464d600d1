//! One column: its type, and what stands in it when nothing is given.

use super::SqlText;
use specwright_diagnostics::Span;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The place.
    pub span: Span,
    /// The name.
    pub name: String,
    /// The type.
    pub kind: ColumnType,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// What stands in it when nothing is given.
    pub default: Option<ColumnDefault>,
    /// Computed from other columns.
    pub generated: Option<Generated>,
    /// Numbered by the database.
    pub identity: Option<Identity>,
    /// How text in it is compared.
    pub collation: Option<String>,
    /// What it is for.
    pub comment: Option<String>,
    /// Never shown by the API, a log or an error.
    pub sensitive: bool,
}

/// The closed set of column types.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the variants are the usual types of the same name"
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

/// What stands in a column when nothing is given.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnDefault {
    /// A literal.
    Literal(Literal),
    /// An expression of the database.
    Sql(SqlText),
    /// A random UUID, made by the service.
    UuidV4,
    /// A time-ordered UUID, made by the service.
    UuidV7,
    /// The moment of writing.
    Now,
    /// The day of writing, in UTC.
    Today,
    /// `{}`.
    EmptyJson,
}

/// A constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// NULL.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number, as its text.
    Number(String),
    /// A text.
    Text(String),
    /// A JSON document, as its compact text.
    Json(String),
    /// The items of an array.
    List(Vec<Literal>),
}

/// A computed column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// The expression.
    pub sql: SqlText,
    /// Whether the value is stored.
    pub stored: bool,
}

/// A column that the database numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Whether a given value is refused.
    pub always: bool,
    /// The first number.
    pub start: Option<i64>,
    /// The step.
    pub increment: Option<i64>,
}
