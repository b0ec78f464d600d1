//! A table or a view as a whole.

use super::{Check, Column, ForeignKey, Index, Key, Seed, SqlText, Unique};
use specwright_diagnostics::Span;

/// A table or a view.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The place.
    pub span: Span,
    /// The name in the database.
    pub name: String,
    /// What it is for.
    pub comment: Option<String>,
    /// Whether rows can be written.
    pub kind: EntityKind,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// What tells one row from another: the primary key of a table, the declared key of a view.
    pub key: Option<Key>,
    /// Further unique keys.
    pub uniques: Vec<Unique>,
    /// Conditions on each row.
    pub checks: Vec<Check>,
    /// References to other entities.
    pub foreign_keys: Vec<ForeignKey>,
    /// Indexes that are no keys.
    pub indexes: Vec<Index>,
    /// Rows that are there from the beginning.
    pub seeds: Vec<Seed>,
    /// The column that holds when the row was made.
    pub created_at: Option<ColumnId>,
    /// The column that holds when the row was last changed.
    pub updated_at: Option<ColumnId>,
}

impl Entity {
    /// The column of that number.
    #[must_use]
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.columns[id.0]
    }

    /// The column of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ColumnId> {
        self.columns
            .iter()
            .position(|column| column.name == name)
            .map(ColumnId)
    }

    /// All columns with their numbers.
    pub fn columns(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        self.columns
            .iter()
            .enumerate()
            .map(|(index, column)| (ColumnId(index), column))
    }
}

/// What an entity is in the database.
#[derive(Debug, Clone)]
pub enum EntityKind {
    /// A table.
    Table {
        /// On SQLite without a hidden rowid.
        without_rowid: bool,
    },
    /// A view.
    View {
        /// The query.
        sql: SqlText,
        /// The tables and views that it reads.
        depends_on: Vec<String>,
    },
}

/// The number of an entity in [`crate::Storage::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// The number of a column in [`Entity::columns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub usize);
