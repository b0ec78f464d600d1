//! An index that is no key.

use super::{ColumnId, SqlText};
use specwright_diagnostics::Span;

/// An index that is no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The place.
    pub span: Span,
    /// The name, where it is given.
    pub name: Option<String>,
    /// Whether no two rows may agree.
    pub unique: bool,
    /// The access method, where it is not the usual one.
    pub method: Option<String>,
    /// What it looks at, in order.
    pub parts: Vec<IndexPart>,
    /// The rows that it holds.
    pub predicate: Option<SqlText>,
    /// Columns that it carries along.
    pub include: Vec<ColumnId>,
    /// PostgreSQL's fill factor, in per cent.
    pub fillfactor: Option<u64>,
    /// Whether two NULLs are equal, in a unique index.
    pub nulls_not_distinct: bool,
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPart {
    /// What it looks at.
    pub key: IndexKey,
    /// Whether the order is descending.
    pub descending: bool,
    /// Whether NULLs come first; the engine's own order where it is not said.
    pub nulls_first: Option<bool>,
    /// PostgreSQL's operator class.
    pub opclass: Option<String>,
    /// How text is compared.
    pub collation: Option<String>,
}

/// What a part of an index looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexKey {
    /// A column.
    Column(ColumnId),
    /// An expression.
    Sql(SqlText),
}
