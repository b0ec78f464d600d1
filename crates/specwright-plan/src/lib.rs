//! `Model` → `ServicePlan`: every name, type, statement, order and file is decided here.
//!
//! **Invariant:** this is the last stage that may refuse; what it hands on can be printed without a thought (I1).
//! **Invariant:** one allocator makes all names, and its choices do not depend on the order of the input.

mod access;
mod doc_text;
mod errors;
mod groups;
mod migration;
mod models;
mod names;
mod operations;
mod package;
mod query;
mod repositories;
mod reserved;
mod rust_types;
mod service_plan;
mod services;

pub use migration::{
    Commented, Constraint, DefaultValue, MigrationPlan, NewColumn, NewForeignKey, NewIndex,
    NewIndexKey, NewIndexPart, NewRows, NewTable, RowCondition, Source, Step, Steps, TypeText,
};
pub use query::*;
pub use rust_types::*;
pub use service_plan::*;

use access::Accesses;
use errors::ErrorShapes;
use models::Models;
use names::Settled;
use operations::OperationNames;
use repositories::Repositories;
use specwright_diagnostics::Outcome;
use specwright_model::Model;

/// What the caller decides, beside the specs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The package's name; the title of the API where it is `None`.
    pub name: Option<String>,
    /// Where the runtime crate lies, relative to the package.
    pub runtime_path: String,
    /// Whether the package is a member of a workspace that has lints.
    pub workspace_member: bool,
    /// The name of the API's file, for the headers of files.
    pub api_file: String,
}

/// Decides everything.
#[must_use]
pub fn plan(model: &Model, settings: &Settings) -> Outcome<ServicePlan> {
    let mut settled = Vec::new();
    let models = Models::new(model, &mut settled);
    let names = OperationNames::new(model, &models, &mut settled);
    let mut repositories = Repositories::new(&models, &names.functions);
    let accesses = Accesses::new(model, &names.functions, &mut settled);
    let schemes = accesses.scheme_plans();
    let functions = names.functions.iter();
    let functions = functions.chain(schemes.iter().map(|scheme| &scheme.function));
    let taken: Vec<&str> = functions.map(Ident::as_str).collect();
    let errors = ErrorShapes::new(model, &models, &taken, &mut settled);
    let groups = groups::groups(
        model,
        &names,
        (&accesses, &errors),
        &models,
        &mut repositories,
        &mut settled,
    );
    let (migrations, diagnostics) = migration::initial(model);
    let value = ServicePlan {
        package: package::package(model, settings),
        models: models.files(&mut settled),
        schemas: models.schema_files(),
        customs: groups::customs(&groups),
        groups,
        schemes,
        accesses: accesses.access_plans(),
        error_functions: errors.function_plans(),
        error_shapes: errors.shape_plans(),
        repositories: repositories.finish(),
        migrations,
        notes: notes(settled),
    };
    Outcome { value, diagnostics }
}

fn notes(mut settled: Vec<Settled>) -> Vec<Note> {
    settled.sort_by(|a, b| (&a.origin, &a.ident).cmp(&(&b.origin, &b.ident)));
    settled.dedup();
    settled
        .into_iter()
        .map(|settled| Note {
            text: format!(
                "{} is called `{}`: {}",
                settled.origin, settled.ident, settled.reason
            ),
        })
        .collect()
}
