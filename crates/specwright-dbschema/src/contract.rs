//! The database contract, as it is written.

mod column;

pub use column::*;

use specwright_diagnostics::Span;
use specwright_source::{Located, Node};

/// The whole contract.
#[derive(Debug, Clone)]
pub struct Contract {
    /// The place of the root object.
    pub span: Span,
    /// `dialects`: which engines the contract promises to run on; both where it does not say.
    pub dialects: Vec<Located<Dialect>>,
    /// `schemaVersion`.
    pub schema_version: Option<Located<String>>,
    /// `enums`.
    pub enums: Vec<Enumeration>,
    /// `tables`, in order.
    pub tables: Vec<Table>,
    /// `views`, in order.
    pub views: Vec<View>,
    /// `extensions.postgres`.
    pub postgres_extensions: Vec<Located<String>>,
    /// `removed`: tombstones.
    pub removed: Vec<Tombstone>,
    /// `unmanaged`: objects that are somebody else's.
    pub unmanaged: Vec<Located<String>>,
    /// `allow` of the contract, its tables, columns and views, in the order of the text.
    pub allowances: Vec<Allowance>,
}

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the engines of the same name")]
pub enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// All engines, with the words that the contract has for them.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Sqlite, "sqlite"), (Self::Postgres, "postgres")];

    /// The name of the engine.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// An SQL expression: one text for all dialects, or one each.
#[derive(Debug, Clone, PartialEq)]
pub struct Sql {
    /// The place of the text or of the object.
    pub span: Span,
    /// The text for SQLite; `None` where the contract gives only PostgreSQL's.
    pub sqlite: Option<String>,
    /// The text for PostgreSQL; `None` where the contract gives only SQLite's.
    pub postgres: Option<String>,
}

/// One entry of `enums`.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// `name`.
    pub name: Located<String>,
    /// `values`, in order.
    pub values: Vec<Located<String>>,
    /// `renamedFrom`.
    pub renamed_from: Option<Located<String>>,
    /// `renamedValues`: old name to new name.
    pub renamed_values: Vec<(Located<String>, Located<String>)>,
    /// `comment`.
    pub comment: Option<Located<String>>,
}

/// One entry of `tables`.
#[derive(Debug, Clone)]
pub struct Table {
    /// The place of the object.
    pub span: Span,
    /// `name`.
    pub name: Located<String>,
    /// `renamedFrom`.
    pub renamed_from: Option<Located<String>>,
    /// `comment`.
    pub comment: Option<Located<String>>,
    /// `entity`: the singular in upper camel case, where it is not to be derived from the name.
    pub entity: Option<Located<String>>,
    /// `columns`, in order.
    pub columns: Vec<Column>,
    /// `primaryKey`.
    pub primary_key: Option<Key>,
    /// `uniques`.
    pub uniques: Vec<Unique>,
    /// `checks`.
    pub checks: Vec<Check>,
    /// `foreignKeys`, and the columns' own `references` behind them, in the order of the text.
    pub foreign_keys: Vec<ForeignKey>,
    /// `indexes`.
    pub indexes: Vec<Index>,
    /// `softDelete`.
    pub soft_delete: Option<SoftDelete>,
    /// `timestamps`.
    pub timestamps: Option<Timestamps>,
    /// `version`: the column that counts changes (alias `optimisticLock`).
    pub version: Option<Located<String>>,
    /// `owner`: the column that holds the owner's key.
    pub owner: Option<Located<String>>,
    /// `tenant`.
    pub tenant: Option<Tenant>,
    /// `audit`.
    pub audit: Option<Located<bool>>,
    /// `events`.
    pub events: Option<Located<bool>>,
    /// `consent`: the purpose that a caller must have agreed to.
    pub consent: Option<Located<String>>,
    /// `transitions` of a status column.
    pub transitions: Option<Transitions>,
    /// `retention.days`.
    pub retention_days: Option<Located<u64>>,
    /// `fullText`: the columns that a search looks into.
    pub full_text: Vec<Located<String>>,
    /// `seeds`.
    pub seeds: Vec<Seed>,
    /// `sqlite.withoutRowid`.
    pub sqlite_without_rowid: bool,
}

/// `softDelete`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct SoftDelete {
    pub span: Span,
    pub column: Located<String>,
    pub by: Option<Located<String>>,
    pub unique_among_live: bool,
}

/// `timestamps`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Timestamps {
    pub span: Span,
    pub created: Option<Located<String>>,
    pub updated: Option<Located<String>>,
}

/// `tenant`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Tenant {
    pub span: Span,
    pub column: Located<String>,
    pub enforce: Option<Located<String>>,
}

/// `transitions`: which value of a column may follow which.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Transitions {
    pub span: Span,
    pub column: Located<String>,
    /// From a value to the values that may follow.
    pub allowed: Vec<(Located<String>, Vec<Located<String>>)>,
}

/// One entry of `seeds`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Seed {
    pub span: Span,
    pub key: Vec<Located<String>>,
    pub rows: Vec<Node>,
    pub environments: Vec<Located<String>>,
}

/// `primaryKey`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Key {
    pub span: Span,
    pub name: Option<Located<String>>,
    pub columns: Vec<Located<String>>,
}

/// One entry of `uniques`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Unique {
    pub span: Span,
    pub name: Option<Located<String>>,
    pub columns: Vec<Located<String>>,
    pub nulls_not_distinct: bool,
    pub predicate: Option<Sql>,
}

/// One entry of `checks`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Check {
    pub span: Span,
    pub name: Located<String>,
    pub sql: Sql,
}

/// One entry of `foreignKeys`, or a column's `references`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct ForeignKey {
    pub span: Span,
    pub name: Option<Located<String>>,
    pub columns: Vec<Located<String>>,
    pub table: Located<String>,
    pub target_columns: Vec<Located<String>>,
    pub on_delete: Action,
    pub on_update: Action,
    pub deferrable: Deferrable,
    /// `index`: whether an index over the columns is wanted; true where the contract does not say.
    pub index: bool,
}

/// What happens to a row whose parent goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the actions of SQL")]
pub enum Action {
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

/// One entry of `indexes`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Index {
    pub span: Span,
    pub name: Option<Located<String>>,
    pub unique: bool,
    pub method: Option<Located<String>>,
    pub parts: Vec<IndexPart>,
    pub predicate: Option<Sql>,
    pub include: Vec<Located<String>>,
    pub fillfactor: Option<Located<u64>>,
    pub nulls_not_distinct: bool,
}

/// One part of an index.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct IndexPart {
    pub span: Span,
    pub key: IndexKey,
    pub descending: bool,
    /// `nulls`: `Some(true)` for first, `Some(false)` for last.
    pub nulls_first: Option<bool>,
    pub opclass: Option<Located<String>>,
    pub collation: Option<Located<String>>,
}

/// What a part of an index looks at.
#[derive(Debug, Clone)]
pub enum IndexKey {
    /// A column.
    Column(Located<String>),
    /// An expression.
    Sql(Sql),
}

/// One entry of `views`.
#[derive(Debug, Clone)]
pub struct View {
    /// The place of the object.
    pub span: Span,
    /// `name`.
    pub name: Located<String>,
    /// `entity`.
    pub entity: Option<Located<String>>,
    /// `comment`.
    pub comment: Option<Located<String>>,
    /// `dependsOn`.
    pub depends_on: Vec<Located<String>>,
    /// `columns`: name, type and nullability of each, so that an API may be bound to the view; SQL does not tell.
    pub columns: Vec<Column>,
    /// `key`: the columns that tell one row from another, if any do.
    pub key: Vec<Located<String>>,
    /// `sql`.
    pub sql: Sql,
}

/// One entry of `removed`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of the object")]
pub struct Tombstone {
    pub span: Span,
    pub table: Option<Located<String>>,
    pub column: Option<Located<String>>,
    pub enumeration: Option<Located<String>>,
    pub value: Option<Located<String>>,
    pub view: Option<Located<String>>,
    pub since: Option<Located<String>>,
    pub reason: Option<Located<String>>,
    pub approved_by: Option<Located<String>>,
    pub discard: bool,
    pub archive: bool,
}

/// One entry of `allow`: a rule that may be broken within an object, and why.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The object that has the entry.
    pub within: Span,
    /// `rule`: the code of a rule over the database contract.
    pub rule: Located<String>,
    /// `reason`.
    pub reason: Located<String>,
    /// `until`: the schema version with which it ends.
    pub until: Option<Located<String>>,
}
