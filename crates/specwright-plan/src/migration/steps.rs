//! The words of a migration: each step is decided, and only its layout is left to the printer.

/// The steps of a migration on one engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Forward, in order.
    pub up: Vec<Step>,
    /// Back, in order.
    pub down: Vec<Step>,
}

/// One statement on the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// An extension of PostgreSQL, unless it is there already.
    CreateExtension(String),
    /// The extension goes, if it is there.
    DropExtension(String),
    /// An enumerated type of PostgreSQL.
    CreateEnumeration {
        /// Its name.
        name: String,
        /// Its values, in order.
        values: Vec<String>,
    },
    /// An enumerated type goes.
    DropEnumeration(String),
    /// A table.
    CreateTable(NewTable),
    /// A table goes, with its indexes.
    DropTable(String),
    /// The first number that SQLite gives to a row of an empty table.
    NumberFrom {
        /// The table.
        table: String,
        /// The number.
        first: i64,
    },
    /// Rows that the contract brings along.
    InsertRows(NewRows),
    /// The number that PostgreSQL gives to the next row, after rows with numbers of their own.
    ContinueFrom {
        /// The table.
        table: String,
        /// The numbered column.
        column: String,
        /// The number.
        next: i64,
    },
    /// An index.
    CreateIndex(NewIndex),
    /// A foreign key of a table that is there already.
    AddForeignKey {
        /// The table.
        table: String,
        /// The key.
        key: NewForeignKey,
    },
    /// A constraint of a table goes.
    DropConstraint {
        /// The table.
        table: String,
        /// The constraint.
        name: String,
    },
    /// A view.
    CreateView {
        /// Its name.
        name: String,
        /// Its query, verbatim.
        query: String,
    },
    /// A view goes.
    DropView(String),
    /// What a thing is for.
    Comment {
        /// The thing.
        on: Commented,
        /// The text.
        text: String,
    },
}

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Commented {
    /// A table.
    Table(String),
    /// A view.
    View(String),
    /// An enumerated type.
    Enumeration(String),
    /// A column of a table or a view.
    Column {
        /// The table or view.
        relation: String,
        /// The column.
        column: String,
    },
}

/// A new table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTable {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<NewColumn>,
    /// Its constraints, in order.
    pub constraints: Vec<Constraint>,
    /// What stands behind the closing parenthesis, in order: words of SQL.
    pub options: Vec<&'static str>,
}

/// A column of a new table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: TypeText,
    /// How text in it is compared, in the engine's word.
    pub collation: Option<&'static str>,
    /// Whether `NOT NULL` is written.
    pub not_null: bool,
    /// Where its value comes from when none is given.
    pub source: Source,
}

/// A type of an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeText {
    /// A type in the engine's words.
    Words(String),
    /// A type with a name of ours.
    Named(String),
    /// An array of PostgreSQL.
    ArrayOf(Box<TypeText>),
}

/// Where a column's value comes from when none is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// From nowhere: NULL, or a refusal.
    Nothing,
    /// From its default.
    Default(DefaultValue),
    /// From a sequence of PostgreSQL.
    Identity {
        /// Whether a given value is refused.
        always: bool,
        /// The first number.
        start: Option<i64>,
        /// The step.
        increment: Option<i64>,
    },
    /// From SQLite's numbering of rows; the column is the primary key.
    Autoincrement {
        /// The name of the primary key.
        key: String,
    },
    /// From other columns.
    Generated {
        /// The expression, verbatim.
        expression: String,
        /// Whether it is stored.
        stored: bool,
    },
}

/// A default, or a value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultValue {
    /// NULL.
    Null,
    /// `TRUE` or `FALSE`, as the engine writes it.
    Truth(bool),
    /// A number, as its text.
    Number(String),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An array of PostgreSQL.
    Array {
        /// Its items.
        items: Vec<DefaultValue>,
        /// Their type.
        of: TypeText,
    },
    /// An expression of ours.
    Expression(&'static str),
    /// An expression of the contract, verbatim.
    Sql(String),
}

/// Rows of one table with values for the same columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRows {
    /// The table.
    pub table: String,
    /// The columns that the rows give values for, in order.
    pub columns: Vec<String>,
    /// The values of each row, in the order of the columns.
    pub rows: Vec<Vec<DefaultValue>>,
    /// Whether a numbered column of PostgreSQL is given a number.
    pub numbered: bool,
}

/// A constraint of a new table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    /// The primary key.
    PrimaryKey {
        /// Its name.
        name: String,
        /// Its columns, in order.
        columns: Vec<String>,
    },
    /// A unique key.
    Unique {
        /// Its name.
        name: String,
        /// Its columns, in order.
        columns: Vec<String>,
        /// Whether two NULLs are equal.
        nulls_not_distinct: bool,
    },
    /// A condition on each row.
    Check {
        /// Its name.
        name: String,
        /// The condition.
        condition: RowCondition,
    },
    /// A foreign key.
    ForeignKey(NewForeignKey),
}

/// A condition on each row. Those with a column keep its values in the type that the contract gives it, on an engine
/// that has no such type; all of them hold for NULL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowCondition {
    /// A condition of the contract, verbatim.
    Sql(String),
    /// 0 or 1.
    Truth(String),
    /// A whole number in a range.
    Range {
        /// The column.
        column: String,
        /// The least value.
        least: i64,
        /// The greatest value.
        most: i64,
    },
    /// At most so many characters.
    LongestText {
        /// The column.
        column: String,
        /// The number of characters.
        length: u32,
    },
    /// Exactly so many characters, of which the last is no blank.
    ExactText {
        /// The column.
        column: String,
        /// The number of characters.
        length: u32,
    },
    /// A text of a shape, in which each `_` is one character.
    Shape {
        /// The column.
        column: String,
        /// The shape.
        shape: &'static str,
    },
    /// A decimal with so many digits before and behind the point.
    Decimal {
        /// The column.
        column: String,
        /// The digits before the point.
        whole: u32,
        /// The digits behind it.
        fraction: u32,
    },
    /// One of a closed set of texts.
    OneOf {
        /// The column.
        column: String,
        /// The texts, in order.
        values: Vec<String>,
    },
    /// A JSON document.
    Json(String),
    /// A JSON array.
    JsonArray(String),
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForeignKey {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// The table that it refers to.
    pub target: String,
    /// The target's columns, in the order of its own.
    pub target_columns: Vec<String>,
    /// What happens when the target row goes, where that is not a refusal: words of SQL.
    pub on_delete: Option<&'static str>,
    /// What happens when the target's key changes, where that is not a refusal: words of SQL.
    pub on_update: Option<&'static str>,
    /// When it is checked, where that is not at once: words of SQL.
    pub deferrable: Option<&'static str>,
}

/// A new index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndex {
    /// Its name.
    pub name: String,
    /// Its table.
    pub table: String,
    /// Whether no two rows may agree.
    pub unique: bool,
    /// PostgreSQL's access method, where it is not the usual one.
    pub method: Option<String>,
    /// Its parts, in order.
    pub parts: Vec<NewIndexPart>,
    /// The columns that it carries along.
    pub include: Vec<String>,
    /// Whether two NULLs are equal.
    pub nulls_not_distinct: bool,
    /// PostgreSQL's fill factor, in per cent.
    pub fillfactor: Option<u64>,
    /// The rows that it holds, verbatim.
    pub predicate: Option<String>,
}

/// A part of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndexPart {
    /// What it looks at.
    pub key: NewIndexKey,
    /// How text is compared, in the engine's word.
    pub collation: Option<&'static str>,
    /// PostgreSQL's operator class.
    pub opclass: Option<String>,
    /// Whether the order is descending.
    pub descending: bool,
    /// Whether NULLs come first, where it is said.
    pub nulls_first: Option<bool>,
}

/// What a part of an index looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewIndexKey {
    /// A column.
    Column(String),
    /// An expression, verbatim.
    Sql(String),
}
