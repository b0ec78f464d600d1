//! Storage → the steps of the first migration, up and down, for each engine.

use specwright_diagnostics::Diagnostic;
use specwright_model::Model;

/// One migration: its steps in each direction for each engine.
#[derive(Debug, Clone)]
pub struct MigrationPlan {
    /// Its number, from 1.
    pub number: u32,
    /// Its name, in snake case.
    pub name: String,
}

/// The migration that makes an empty database what the contract says.
pub(crate) fn initial(model: &Model) -> (Vec<MigrationPlan>, Vec<Diagnostic>) {
    let _ = model;
    (Vec::new(), Vec::new())
}
