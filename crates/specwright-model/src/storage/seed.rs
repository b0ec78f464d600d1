//! Rows that the contract brings along.

use super::{ColumnId, Literal};
use specwright_diagnostics::Span;

/// Rows that are there from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    /// The place.
    pub span: Span,
    /// The columns by which a row is found again.
    pub key: Vec<ColumnId>,
    /// The rows, in order.
    pub rows: Vec<SeedRow>,
    /// The environments that have the rows; all of them where it is empty.
    pub environments: Vec<String>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedRow {
    /// The place.
    pub span: Span,
    /// What stands in which column; the others hold what they hold when nothing is given.
    pub values: Vec<(ColumnId, Literal)>,
}
