//! Storage → the steps of the first migration, up and down, for each engine.

mod array_text;
mod conditions;
mod defaults;
mod indexes;
mod names;
mod order;
mod postgres;
mod seeds;
mod sqlite;
mod steps;
mod types;

pub(crate) use defaults::stored as stored_default;

pub use steps::*;

use specwright_diagnostics::Diagnostic;
use specwright_model::{Engine, Enumeration, Model, SqlText, Storage};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// One migration: its steps in each direction for each engine.
#[derive(Debug, Clone)]
pub struct MigrationPlan {
    /// Its number, from 1.
    pub number: u32,
    /// Its name, in snake case.
    pub name: String,
    /// The steps on SQLite, where the contract promises it.
    pub sqlite: Option<Steps>,
    /// The steps on PostgreSQL, where the contract promises it.
    pub postgres: Option<Steps>,
}

/// The migration that makes an empty database what the contract says; none where it says nothing.
pub(crate) fn initial(model: &Model) -> (Vec<MigrationPlan>, Vec<Diagnostic>) {
    let storage = &model.storage;
    if storage.entities.is_empty()
        && storage.enumerations.is_empty()
        && storage.postgres_extensions.is_empty()
    {
        return (Vec::new(), Vec::new());
    }
    let context = Context {
        storage,
        names: names::Names::of(storage),
        enumerations: storage
            .enumerations
            .iter()
            .map(|enumeration| (enumeration.name.as_str(), enumeration))
            .collect(),
        findings: RefCell::default(),
    };
    let promised = |engine| storage.engines.contains(&engine);
    let sqlite = promised(Engine::Sqlite).then(|| sqlite::steps(&context));
    let postgres = promised(Engine::Postgres).then(|| postgres::steps(&context));
    let plan = MigrationPlan {
        number: 1,
        name: "initial".to_owned(),
        sqlite,
        postgres,
    };
    (vec![plan], context.findings.into_inner())
}

/// What each part of the migration is made from.
struct Context<'m> {
    storage: &'m Storage,
    names: names::Names,
    enumerations: BTreeMap<&'m str, &'m Enumeration>,
    findings: RefCell<Vec<Diagnostic>>,
}

impl Context<'_> {
    /// The text for an engine. The reader of the contract demands one for each engine that it promises; where a model
    /// was made in another way and lacks it, that is reported and nothing is made up.
    fn text(&self, sql: &SqlText, engine: Engine) -> Option<String> {
        let text = sql.on(engine);
        if text.is_none() {
            let title = match engine {
                Engine::Sqlite => "SQLite",
                Engine::Postgres => "PostgreSQL",
            };
            self.findings.borrow_mut().push(Diagnostic::new(
                &specwright_diagnostics::codes::DATABASE_MISSING_DIALECT,
                sql.span,
                format!("there is no text for {title}, which the contract promises"),
                "give one, or leave the engine out of `dialects`",
            ));
        }
        text.map(str::to_owned)
    }
}
