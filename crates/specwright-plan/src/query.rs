//! Statements on rows, as data. Placeholders are numbered from 1, in the order of a function's bindings.

use crate::{DefaultValue, TypeText};

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Rows.
    Select {
        /// The table or view.
        entity: String,
        /// The columns.
        columns: Vec<String>,
        /// The conditions, all of which hold.
        conditions: Vec<Condition>,
        /// The order: column, and whether it descends.
        order: Vec<(String, bool)>,
        /// The placeholders of LIMIT and OFFSET.
        page: Option<PageQuery>,
    },
    /// How many rows.
    Count {
        /// The table or view.
        entity: String,
        /// The conditions.
        conditions: Vec<Condition>,
    },
    /// Whether a row is there.
    Exists {
        /// The table or view.
        entity: String,
        /// The conditions.
        conditions: Vec<Condition>,
    },
    /// A new row.
    Insert {
        /// The table.
        entity: String,
        /// The columns with their values.
        values: Vec<(String, Value)>,
        /// The columns that are answered.
        returning: Vec<String>,
    },
    /// Changed rows.
    Update {
        /// The table.
        entity: String,
        /// The columns with their values.
        values: Vec<(String, Value)>,
        /// The conditions.
        conditions: Vec<Condition>,
        /// The columns that are answered.
        returning: Vec<String>,
    },
    /// Rows that go.
    Delete {
        /// The table.
        entity: String,
        /// The conditions.
        conditions: Vec<Condition>,
    },
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// The placeholder that it must equal.
    pub placeholder: usize,
    /// Whether a NULL placeholder lets every row through.
    pub optional: bool,
}

/// LIMIT and OFFSET.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageQuery {
    /// The placeholder of LIMIT.
    pub limit: usize,
    /// The placeholder of OFFSET.
    pub offset: Option<usize>,
}

/// What a column gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A placeholder.
    Placeholder(usize),
    /// A placeholder, or the column's default where it is NULL.
    OrDefault {
        /// The placeholder.
        placeholder: usize,
        /// The default.
        default: StoredDefault,
    },
    /// A placeholder where another is true, else the column's default.
    IfOrDefault {
        /// The placeholder of the condition.
        condition: usize,
        /// The placeholder of the value.
        placeholder: usize,
        /// The default.
        default: StoredDefault,
    },
    /// A placeholder, or what stands in the column where it is NULL.
    OrKept(usize),
    /// What stands in the column.
    Kept,
    /// A placeholder where another is true, else what stands in the column.
    IfOrKept {
        /// The placeholder of the condition.
        condition: usize,
        /// The placeholder of the value.
        placeholder: usize,
    },
}

/// A column's default, as each engine's migration has it. An engine without one leaves NULL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDefault {
    /// For SQLite.
    pub sqlite: Option<DefaultValue>,
    /// For PostgreSQL.
    pub postgres: Option<DefaultValue>,
    /// PostgreSQL's type of the column, which it does not guess for a literal inside of an expression.
    pub postgres_type: TypeText,
}
