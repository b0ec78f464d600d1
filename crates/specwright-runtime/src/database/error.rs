//! What can go wrong at the database, in terms that are the same on both engines?

/// A failure of the database.
///
/// Names of constraints and columns are identifiers of the schema, so they may be shown; the texts in the other
/// variants may quote data and belong into the log alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseError {
    /// A row with the same key exists already.
    Unique {
        /// The constraint or index. SQLite names only the columns, unless the index is on an expression.
        constraint: Option<String>,
        /// The columns of the key, without their table, where the engine tells them.
        columns: Vec<String>,
    },
    /// A referenced row does not exist, or a row is still referenced.
    ForeignKey {
        /// The constraint, which SQLite does not tell.
        constraint: Option<String>,
    },
    /// A check refused the row.
    Check {
        /// The constraint.
        constraint: Option<String>,
    },
    /// A required column got no value.
    NotNull {
        /// The column, without its table.
        column: Option<String>,
    },
    /// Another process or transaction holds a lock for too long.
    Busy,
    /// The statement took longer than it may.
    Timeout,
    /// No connection was free in time, or the server does not answer.
    Unavailable(String),
    /// Transactions collided; the whole transaction can be tried again.
    Serialization,
    /// `fetch_one` found no row.
    NoRow,
    /// A column holds something else than the code reads.
    Decode {
        /// The column's place in the row, from zero.
        column: usize,
        /// What was expected and what was found.
        detail: String,
    },
    /// A given value does not fit its column: out of range, too long, of another type.
    Data(String),
    /// Anything else: a wrong statement, a broken file, a full disk.
    Other(String),
}

impl std::fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = |f: &mut std::fmt::Formatter<'_>, what: &str, name: Option<&str>| match name {
            Some(name) => write!(f, "{what} `{name}`"),
            None => f.write_str(what),
        };
        match self {
            Self::Unique {
                constraint: Some(name),
                ..
            } => write!(f, "duplicate key for `{name}`"),
            Self::Unique { columns, .. } => write!(f, "duplicate key for `{}`", columns.join(", ")),
            Self::ForeignKey { constraint } => named(f, "broken reference", constraint.as_deref()),
            Self::Check { constraint } => named(f, "broken check", constraint.as_deref()),
            Self::NotNull { column } => named(f, "missing value for column", column.as_deref()),
            Self::Busy => f.write_str("the database is locked by another writer"),
            Self::Timeout => f.write_str("the statement took too long"),
            Self::Unavailable(detail) => write!(f, "the database is not available: {detail}"),
            Self::Serialization => f.write_str("the transaction collided with another one"),
            Self::NoRow => f.write_str("no row where one was expected"),
            Self::Decode { column, detail } => write!(f, "column {column}: {detail}"),
            Self::Data(detail) => write!(f, "a value does not fit: {detail}"),
            Self::Other(detail) => f.write_str(detail),
        }
    }
}

impl std::error::Error for DatabaseError {}
