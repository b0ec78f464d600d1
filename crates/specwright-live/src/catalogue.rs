//! What a database holds, as its own catalogue says it.

mod cursor;
mod difference;
mod postgres;
mod postgres_parts;
mod sqlite;
mod sqlite_text;
mod tokens;

pub use difference::{Difference, Kind, difference};

use crate::LiveError;
use specwright_dbschema::Dialect;
use std::collections::BTreeMap;
use std::path::Path;

/// The table in which the runner keeps the history of migrations; it is no part of a contract.
pub const HISTORY_TABLE: &str = "specwright_migrations";

/// Everything that a database holds, except the history of migrations and what belongs to the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// The engine.
    pub dialect: Dialect,
    /// The tables under their names.
    pub tables: BTreeMap<String, Table>,
    /// The views under their names.
    pub views: BTreeMap<String, View>,
    /// The values of each enum type, in order.
    pub enums: BTreeMap<String, Enumeration>,
    /// All that has no place above, described (`sequence x`, `function f(integer)`, `extension citext`), with its
    /// definition. It is here so that nothing in a database goes unseen.
    pub others: BTreeMap<String, String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns, in the order of the engine.
    pub columns: Vec<Column>,
    /// The primary key.
    pub primary_key: Option<Key>,
    /// Unique constraints, under their names or, where they have none, their text.
    pub uniques: BTreeMap<String, Key>,
    /// Foreign keys, under their names or, where they have none, their text.
    pub foreign_keys: BTreeMap<String, ForeignKey>,
    /// Normalised expressions of checks, under their names or, where they have none, the expression itself.
    pub checks: BTreeMap<String, String>,
    /// Indexes that no constraint brought along, under their names.
    pub indexes: BTreeMap<String, Index>,
    /// Normalised texts of triggers, under their names.
    pub triggers: BTreeMap<String, String>,
    /// `STRICT`, `WITHOUT ROWID`, and the like.
    pub options: Vec<String>,
    /// The comment.
    pub comment: Option<String>,
}

/// A column of a table or of a view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type as the engine writes it, with its parameters.
    pub kind: String,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// The normalised expression of the default.
    pub default: Option<String>,
    /// The normalised expression, and whether the value is stored.
    pub generated: Option<Generated>,
    /// `always` or `by default`, with start and increment; `autoincrement` on SQLite.
    pub identity: Option<String>,
    /// The collation, where it is not the type's own.
    pub collation: Option<String>,
    /// The comment.
    pub comment: Option<String>,
}

/// How a generated column comes by its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// The normalised expression.
    pub expression: String,
    /// Whether the value is stored.
    pub stored: bool,
}

/// A primary key or a unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name, where the constraint has one.
    pub name: Option<String>,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// `NULLS NOT DISTINCT`, `DEFERRABLE` and the like.
    pub options: Vec<String>,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns, in order.
    pub columns: Vec<String>,
    /// The table that is referred to.
    pub table: String,
    /// The columns that are referred to, in order; empty where they are left to the primary key.
    pub target_columns: Vec<String>,
    /// `ON DELETE`, in lower case.
    pub on_delete: String,
    /// `ON UPDATE`, in lower case.
    pub on_update: String,
    /// `DEFERRABLE` and the like; on PostgreSQL also `NOT VALID`.
    pub options: Vec<String>,
}

/// An index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Whether it is unique.
    pub unique: bool,
    /// `btree`, `gin` and the like.
    pub method: String,
    /// The parts, in order.
    pub parts: Vec<IndexPart>,
    /// Columns that are carried along (`INCLUDE`).
    pub include: Vec<String>,
    /// The normalised predicate of a partial index.
    pub predicate: Option<String>,
    /// `NULLS NOT DISTINCT`, storage parameters, `INVALID` and the like.
    pub options: Vec<String>,
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPart {
    /// The column's name or the normalised expression.
    pub key: String,
    /// Whether the order is descending.
    pub descending: bool,
    /// Whether NULLs come first.
    pub nulls_first: bool,
    /// The operator class, where it is not the default of the type.
    pub opclass: Option<String>,
    /// The collation, where it is not the column's own.
    pub collation: Option<String>,
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The columns, in order; on SQLite a view's columns have no nullability, which then is always true here.
    pub columns: Vec<Column>,
    /// The normalised text of the query.
    pub definition: String,
    /// The comment.
    pub comment: Option<String>,
}

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// The values, in order.
    pub values: Vec<String>,
    /// The comment.
    pub comment: Option<String>,
}

impl Catalogue {
    /// A database that holds nothing.
    #[must_use]
    pub fn empty(dialect: Dialect) -> Self {
        Self {
            dialect,
            tables: BTreeMap::new(),
            views: BTreeMap::new(),
            enums: BTreeMap::new(),
            others: BTreeMap::new(),
        }
    }

    /// Whether the database holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::empty(self.dialect)
    }

    /// Reads the catalogue of an SQLite database file.
    pub fn of_sqlite(path: &Path) -> Result<Self, LiveError> {
        sqlite::read(path)
    }

    /// Reads the catalogue of the schema `public` of a PostgreSQL database.
    pub fn of_postgres(url: &str) -> Result<Self, LiveError> {
        postgres::read(url)
    }
}
