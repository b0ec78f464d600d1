//! What an operation does with what is stored.

use crate::{ColumnId, EntityId, TypeId};

/// What an operation does.
#[derive(Debug, Clone)]
pub enum Behaviour {
    /// What a hand-written function says.
    Custom,
    /// What both specs say together.
    Derived(Box<Derived>),
}

/// A behaviour that follows from the specs.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The entity that it works on.
    pub entity: EntityId,
    /// What it does with it.
    pub action: Action,
    /// The parents of a nested path, outermost first; each is checked to exist, and to be the next one's parent.
    pub parents: Vec<Parent>,
    /// Which parameter gives which key column; empty for an action on a collection.
    pub key: Vec<KeyParameter>,
    /// The index in [`crate::Operation::answers`] of the answer to a success.
    pub answer: usize,
    /// Why the operation is bound to this entity, one line a witness.
    pub evidence: Vec<String>,
}

/// An entity that the path goes through.
#[derive(Debug, Clone)]
pub struct Parent {
    /// The entity.
    pub entity: EntityId,
    /// Which parameter gives which of its key columns.
    pub key: Vec<KeyParameter>,
    /// The columns of the next entity on the path (the last parent's is the bound entity) that hold the same values.
    pub child_columns: Vec<ColumnId>,
}

/// A parameter that gives a column of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyParameter {
    /// The index in [`crate::Operation::parameters`].
    pub parameter: usize,
    /// The column.
    pub column: ColumnId,
}

/// What is done with an entity.
#[derive(Debug, Clone)]
pub enum Action {
    /// One row, by its key or, for a view without a key, the only row.
    Get(Projection),
    /// Rows, bounded.
    List(List),
    /// A new row.
    Create {
        /// Which property fills which column.
        input: Vec<Assignment>,
        /// What is answered.
        output: Option<Projection>,
    },
    /// All writable columns of a row.
    Replace {
        /// Which property fills which column.
        input: Vec<Assignment>,
        /// What is answered.
        output: Option<Projection>,
    },
    /// The given columns of a row (RFC 7396).
    Merge {
        /// Which property fills which column.
        input: Vec<Assignment>,
        /// What is answered.
        output: Option<Projection>,
    },
    /// A row goes.
    Delete,
}

/// Which columns fill a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// The record.
    pub record: TypeId,
    /// The column of each property, in the order of the record's properties.
    pub columns: Vec<ColumnId>,
    /// The property of the answer's body that holds the record, where it is wrapped in one.
    pub envelope: Option<Envelope>,
}

/// A record around the record, or around the list of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The record around.
    pub record: TypeId,
    /// The index of the property that holds the data.
    pub data: usize,
}

/// A property of the body that fills a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// The index in the record's properties.
    pub property: usize,
    /// The column.
    pub column: ColumnId,
}

/// A list of rows.
#[derive(Debug, Clone)]
pub struct List {
    /// One item.
    pub item: Projection,
    /// The order, which is total; the key stands last.
    pub order: Vec<Order>,
    /// The conditions that optional parameters add.
    pub filters: Vec<Filter>,
    /// How the list is bounded.
    pub page: Page,
    /// The envelope's further properties, beside `item.envelope`'s data.
    pub facts: Vec<PageFact>,
}

/// One column of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: ColumnId,
    /// Whether the order is descending.
    pub descending: bool,
}

/// A condition that a parameter adds when it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// The index in [`crate::Operation::parameters`].
    pub parameter: usize,
    /// The column that must be equal.
    pub column: ColumnId,
}

/// How a list is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The parameter that bounds the number of rows, if there is one.
    pub limit: Option<usize>,
    /// The parameter that passes rows over, if there is one.
    pub offset: Option<usize>,
    /// How many rows are answered where no parameter says so.
    pub default_limit: u32,
}

/// What a property of a list's envelope says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageFact {
    /// The index in the envelope's properties.
    pub property: usize,
    /// What it says.
    pub fact: Fact,
}

/// A fact about a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// How many rows there are without paging.
    Total,
    /// The bound that was applied.
    Limit,
    /// How many rows were passed over.
    Offset,
    /// Whether there are rows behind the page.
    HasMore,
    /// How many rows are on the page.
    Count,
}
