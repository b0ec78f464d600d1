//! The domain in our words: what both specs mean together → pure data, without a word of how it is emitted.
//!
//! **Invariant:** nothing here names a key of OpenAPI or of the contract format, a Rust identifier or an SQL text of ours.
//! **Invariant:** everything has the place that it comes from, so that later stages can point at it.

mod behaviour;
mod demands;
mod operation;
mod rules;
mod storage;
mod types;

pub use behaviour::*;
pub use demands::*;
pub use operation::*;
pub use rules::*;
pub use specwright_diagnostics::Span;
pub use storage::*;
pub use types::*;

/// Everything that the two specs say.
#[derive(Debug, Clone)]
pub struct Model {
    /// The service as a whole.
    pub service: Service,
    /// The arena of all types; [`TypeId`] is an index.
    pub types: Vec<Type>,
    /// The arena of all demands; [`DemandId`] is an index.
    pub demands: Vec<Demand>,
    /// All operations, in the order of the API description.
    pub operations: Vec<Operation>,
    /// The ways to prove who one is that the operations ask for.
    pub schemes: Vec<Scheme>,
    /// What is stored; empty without a database contract.
    pub storage: Storage,
}

impl Model {
    /// The type of that number.
    #[must_use]
    pub fn type_of(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// The demand of that number.
    #[must_use]
    pub fn demand(&self, id: DemandId) -> &Demand {
        &self.demands[id.0]
    }
}

/// The service as a whole.
#[derive(Debug, Clone)]
pub struct Service {
    /// The API's title.
    pub title: String,
    /// The place of the title.
    pub span: Span,
    /// The API's version.
    pub version: String,
    /// What the API is for, in Markdown.
    pub description: Option<String>,
    /// The path that stands before each path template: empty, or `/v1`.
    pub base_path: String,
    /// The groups of operations that the description explains, in its order.
    pub groups: Vec<Group>,
}

/// A named group of operations (a tag).
#[derive(Debug, Clone)]
pub struct Group {
    /// The name.
    pub name: String,
    /// What the group is about, in Markdown.
    pub description: Option<String>,
}
