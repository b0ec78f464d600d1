//! What is planned for the functions that run statements, and for the way from a row to a record.

use super::{Docs, Ident};
use crate::{Query, Reading, RustType};

/// The SQL of one entity.
#[derive(Debug, Clone)]
pub struct RepositoryPlan {
    /// The module.
    pub module: Ident,
    /// The table or view.
    pub entity: String,
    /// The documentation.
    pub docs: Docs,
    /// The functions, in the order of the operations.
    pub functions: Vec<RepositoryFunction>,
    /// How rows become records.
    pub rows: Vec<RowPlan>,
}

/// One function of a repository.
#[derive(Debug, Clone)]
pub struct RepositoryFunction {
    /// The name.
    pub name: Ident,
    /// The name of the statement.
    pub statement: Ident,
    /// The documentation.
    pub docs: Docs,
    /// The arguments, in the order of the signature.
    pub arguments: Vec<RepositoryArgument>,
    /// What is bound to each placeholder, in order.
    pub bindings: Vec<Binding>,
    /// The statement.
    pub query: Query,
    /// What is fetched.
    pub fetch: Fetch,
}

/// An argument of a repository's function.
#[derive(Debug, Clone)]
pub struct RepositoryArgument {
    /// The name.
    pub name: Ident,
    /// The type, as it is owned; the signature takes what is not copied by reference.
    pub kind: RustType,
}

/// What is bound to a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// An argument itself.
    Argument(Ident),
    /// A decimal argument with exactly so many digits behind the point.
    FixedArgument(Ident, u32),
    /// A field of an argument.
    Field {
        /// The argument.
        argument: Ident,
        /// The field.
        field: Ident,
        /// How it becomes a parameter.
        form: FieldForm,
    },
    /// A field of an argument, or another argument where it is absent.
    FieldOr {
        /// The argument.
        argument: Ident,
        /// The field.
        field: Ident,
        /// The other argument.
        otherwise: Ident,
    },
    /// Whether a field of an argument is there.
    IsPresent {
        /// The argument.
        argument: Ident,
        /// The field.
        field: Ident,
        /// Whether the field has three states.
        three_states: bool,
    },
}

/// How a field becomes a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldForm {
    /// `body.status.into()`.
    Copied,
    /// `(&body.title).into()`.
    Scalar,
    /// A decimal with exactly so many digits behind the point.
    Fixed(u32),
    /// A document written as JSON.
    Document,
    /// An optional document.
    OptionalDocument,
    /// A document with three states.
    PresenceDocument,
}

/// What a function fetches.
#[derive(Debug, Clone)]
pub enum Fetch {
    /// One record or none.
    Optional(RowRef),
    /// Exactly one record.
    One(RowRef),
    /// All records.
    All(RowRef),
    /// One number.
    Count,
    /// Whether a row is there.
    Exists,
    /// How many rows were changed.
    Changed,
}

/// A mapping of rows to records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRef {
    /// The function.
    pub function: Ident,
    /// The record.
    pub record: Ident,
}

/// A function from a row to a record.
#[derive(Debug, Clone)]
pub struct RowPlan {
    /// Name and record.
    pub row: RowRef,
    /// The fields, in the order of the columns.
    pub fields: Vec<(Ident, RowValue)>,
}

/// How a column becomes a field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowValue {
    /// `row.get(index)?`.
    Get,
    /// A stored JSON document, read as a value of the API.
    Document {
        /// How it is read.
        reading: Reading,
        /// How NULL is told from a value.
        nullable: DocumentNull,
    },
}

/// How NULL is told from a stored document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentNull {
    /// Never NULL: `T`.
    Never,
    /// `Option<T>`.
    Option,
    /// `Presence<T>`.
    Presence,
}
