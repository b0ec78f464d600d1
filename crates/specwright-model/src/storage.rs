//! What is stored, and by which rules.

use specwright_diagnostics::Span;

/// The stored side of the service.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    /// The engines that the service must run on, in the order SQLite, PostgreSQL.
    pub engines: Vec<Engine>,
    /// The enumerated types.
    pub enumerations: Vec<Enumeration>,
    /// The tables, then the views, each in the order of the contract.
    pub entities: Vec<Entity>,
    /// PostgreSQL extensions that must be there.
    pub postgres_extensions: Vec<String>,
}

impl Storage {
    /// The entity of that number.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The entity of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<EntityId> {
        self.entities
            .iter()
            .position(|entity| entity.name == name)
            .map(EntityId)
    }
}

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the engines of the same name")]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A text of SQL from the contract, for each engine that it is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlText {
    /// The place.
    pub span: Span,
    /// For SQLite.
    pub sqlite: Option<String>,
    /// For PostgreSQL.
    pub postgres: Option<String>,
}

impl SqlText {
    /// The text for an engine.
    #[must_use]
    pub fn on(&self, engine: Engine) -> Option<&str> {
        match engine {
            Engine::Sqlite => self.sqlite.as_deref(),
            Engine::Postgres => self.postgres.as_deref(),
        }
    }
}

/// An enumerated type.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The place.
    pub span: Span,
    /// The name.
    pub name: String,
    /// The values, in order.
    pub values: Vec<String>,
    /// What it is for.
    pub comment: Option<String>,
}

/// The number of an entity in [`Storage::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// The number of a column in [`Entity::columns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub usize);

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
