//! What rows must satisfy: keys, references and conditions.

use super::{ColumnId, EntityId, SqlText};
use specwright_diagnostics::Span;

/// A key over columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The place.
    pub span: Span,
    /// The constraint's name, where it is given.
    pub name: Option<String>,
    /// The columns, in order.
    pub columns: Vec<ColumnId>,
}

/// A unique key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// Name, columns and place.
    pub key: Key,
    /// Whether two NULLs are equal.
    pub nulls_not_distinct: bool,
    /// The rows that it holds for.
    pub predicate: Option<SqlText>,
}

/// A condition on each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The place.
    pub span: Span,
    /// The constraint's name.
    pub name: String,
    /// The condition.
    pub sql: SqlText,
}

/// A reference to another entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Name, columns and place.
    pub key: Key,
    /// The entity that is referred to.
    pub target: EntityId,
    /// Its columns, in the order of `key.columns`.
    pub target_columns: Vec<ColumnId>,
    /// What happens when the target goes.
    pub on_delete: ReferenceAction,
    /// What happens when the target's key changes.
    pub on_update: ReferenceAction,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// Whether an index over the columns is wanted.
    pub indexed: bool,
}

/// What happens to a row whose target goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the actions of SQL")]
pub enum ReferenceAction {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// When a foreign key is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the modes of SQL")]
pub enum Deferrable {
    Never,
    InitiallyImmediate,
    InitiallyDeferred,
}
