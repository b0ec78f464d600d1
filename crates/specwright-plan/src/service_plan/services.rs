//! What is planned for the bodies of the services.

use super::Ident;

/// What an operation does.
#[derive(Debug, Clone)]
pub enum ServiceAction {
    /// A hand-written function in the module of the operation's name.
    Custom,
    /// A derived behaviour.
    Derived(Box<DerivedPlan>),
}

/// A derived behaviour.
#[derive(Debug, Clone)]
pub struct DerivedPlan {
    /// The module of the repository.
    pub repository: Ident,
    /// Why the operation is bound, one line a witness.
    pub evidence: Vec<String>,
    /// The table or view.
    pub entity: String,
    /// Parents that must exist: the repository's module, its function and the inputs that are its arguments.
    pub parents: Vec<ParentCheck>,
    /// The action itself.
    pub action: ActionPlan,
    /// The variant of the success.
    pub success: Ident,
}

/// A check that a parent exists.
#[derive(Debug, Clone)]
pub struct ParentCheck {
    /// The module of the repository.
    pub module: Ident,
    /// The function.
    pub function: Ident,
    /// Its arguments.
    pub arguments: Vec<Argument>,
}

/// An argument of a repository's function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// An input's field, by value.
    Input(Ident),
    /// An input's field, by reference.
    InputRef(Ident),
    /// An input's optional text, by reference: `as_deref()`.
    InputDeref(Ident),
    /// A value that the service makes and keeps under a name.
    Made(MadeValue, Ident),
}

/// A value that the service makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeValue {
    /// A random UUID.
    UuidV4,
    /// A time-ordered UUID.
    UuidV7,
    /// The moment.
    Now,
    /// The moment, without a zone.
    LocalNow,
    /// The day.
    Today,
}

/// The body of a derived service function.
#[derive(Debug, Clone)]
pub enum ActionPlan {
    /// One row or 404.
    Get {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// The record around the row, with its one field.
        envelope: Option<(Ident, Ident)>,
    },
    /// A page of rows.
    List {
        /// The repository's function for the rows.
        function: Ident,
        /// Its arguments, without limit and offset, which come last.
        arguments: Vec<Argument>,
        /// The field of the bound, or the fixed bound.
        limit: LimitPlan,
        /// The field of the rows passed over.
        offset: Option<LimitField>,
        /// The record around the rows.
        envelope: Option<PagePlan>,
    },
    /// A new row.
    Create {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// What is answered.
        output: WriteOutput,
        /// The value of the `Location` header, if it is declared.
        location: Option<LocationPlan>,
    },
    /// A changed row or 404.
    Update {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// What is answered.
        output: WriteOutput,
    },
    /// A row that goes, or 404.
    Delete {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
    },
}

/// What a write answers.
#[derive(Debug, Clone)]
pub enum WriteOutput {
    /// Nothing.
    Nothing,
    /// The row.
    Row,
    /// The row in a record with one field.
    Wrapped {
        /// The record.
        record: Ident,
        /// Its field.
        field: Ident,
    },
}

/// How many rows a page has.
#[derive(Debug, Clone)]
pub enum LimitPlan {
    /// A field of the input.
    Field(LimitField),
    /// Always so many.
    Fixed(u32),
}

/// A field of the input that counts rows.
#[derive(Debug, Clone)]
pub struct LimitField {
    /// The field.
    pub field: Ident,
    /// Whether it has 32 bits and is widened.
    pub narrow: bool,
    /// The number where the field is absent; `None` where it is always there.
    pub otherwise: Option<u32>,
}

/// The record around a page.
#[derive(Debug, Clone)]
pub struct PagePlan {
    /// The record.
    pub record: Ident,
    /// Its fields, in order.
    pub fields: Vec<(Ident, PageField)>,
    /// The repository's function that counts all rows, where a field asks for it.
    pub total: Option<Ident>,
}

/// One field of the record around a page.
#[derive(Debug, Clone)]
pub struct PageField {
    /// What it says.
    pub fact: PageFactPlan,
    /// Whether it has 32 bits.
    pub narrow: bool,
    /// Whether it is optional.
    pub optional: bool,
}

/// What a field of the record around a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFactPlan {
    /// The rows.
    Rows,
    /// How many rows there are.
    Total,
    /// The bound.
    Limit,
    /// The rows passed over.
    Offset,
    /// Whether more follow.
    HasMore,
    /// How many rows are on the page.
    Count,
}

/// The value of a `Location` header: pieces of text and fields of the row.
#[derive(Debug, Clone)]
pub struct LocationPlan {
    /// The pieces, in order.
    pub pieces: Vec<LocationPiece>,
}

/// A piece of a `Location`.
#[derive(Debug, Clone)]
pub enum LocationPiece {
    /// Text as it is.
    Text(String),
    /// A field of the answered row.
    RowField(Ident),
    /// A field of the input.
    Input(Ident),
    /// A value that the service made.
    Made(Ident),
}
