//! What is stored, and by which rules.

mod column;
mod constraints;
mod entity;
mod index;
mod seed;

pub use column::*;
pub use constraints::*;
pub use entity::*;
pub use index::*;
pub use seed::*;

use specwright_diagnostics::Span;

/// The stored side of the service.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    /// The engines that the service must run on, in the order SQLite, PostgreSQL.
    pub engines: Vec<Engine>,
    /// The enumerated types.
    pub enumerations: Vec<Enumeration>,
    /// The tables, then the views, each in the order of the contract.
    pub entities: Vec<Entity>,
    /// PostgreSQL extensions that must be there.
    pub postgres_extensions: Vec<String>,
}

impl Storage {
    /// The entity of that number.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The entity of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<EntityId> {
        self.entities
            .iter()
            .position(|entity| entity.name == name)
            .map(EntityId)
    }
}

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the engines of the same name")]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A text of SQL from the contract, for each engine that it is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlText {
    /// The place.
    pub span: Span,
    /// For SQLite.
    pub sqlite: Option<String>,
    /// For PostgreSQL.
    pub postgres: Option<String>,
}

impl SqlText {
    /// The text for an engine.
    #[must_use]
    pub fn on(&self, engine: Engine) -> Option<&str> {
        match engine {
            Engine::Sqlite => self.sqlite.as_deref(),
            Engine::Postgres => self.postgres.as_deref(),
        }
    }
}

/// An enumerated type.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The place.
    pub span: Span,
    /// The name.
    pub name: String,
    /// The values, in order.
    pub values: Vec<String>,
    /// What it is for.
    pub comment: Option<String>,
}
