//! The plan: everything that the output says, as finished data. Nothing is left to decide.

mod access;
mod customs;
mod errors;
mod models;
mod operations;
mod package;
mod repositories;
mod schemas;
mod services;

pub use access::*;
pub use customs::*;
pub use errors::*;
pub use models::*;
pub use operations::*;
pub use package::*;
pub use repositories::*;
pub use schemas::*;
pub use services::*;

use std::fmt;

/// The whole output.
#[derive(Debug, Clone)]
pub struct ServicePlan {
    /// The package.
    pub package: Package,
    /// The models, one file each, sorted by module.
    pub models: Vec<ModelFile>,
    /// The schemas that others refer to by name, one file each, sorted by module.
    pub schemas: Vec<SchemaFile>,
    /// The groups of operations, sorted by module.
    pub groups: Vec<GroupPlan>,
    /// The repositories, sorted by module; empty without a database.
    pub repositories: Vec<RepositoryPlan>,
    /// The custom operations, sorted by module.
    pub customs: Vec<CustomPlan>,
    /// The ways to prove who one is, sorted by name.
    pub schemes: Vec<SchemePlan>,
    /// Who may call the operations that not everybody may call, sorted by name.
    pub accesses: Vec<AccessPlan>,
    /// The hand-written shapes of errors, sorted by name.
    pub error_functions: Vec<ErrorFunctionPlan>,
    /// The answers about errors that are no problem documents, sorted by name.
    pub error_shapes: Vec<ErrorShapePlan>,
    /// The tables and views, for the migrations.
    pub migrations: Vec<crate::MigrationPlan>,
    /// What was decided that a reader may want to know.
    pub notes: Vec<Note>,
}

/// A decision worth telling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What was decided.
    pub text: String,
}

/// An identifier of Rust, of a crate or of a module, made by the allocator of names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(pub(crate) String);

impl Ident {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text of documentation: clean lines of Markdown, without comment signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs(pub Vec<String>);
