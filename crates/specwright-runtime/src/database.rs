//! Statements with one fixed text a dialect, and values → rows, on SQLite or on PostgreSQL.
//!
//! **Invariant:** no type of a driver shows in a signature: code that uses a [`Session`] runs on both engines alike.

mod array_text;
mod cell;
mod document;
mod error;
mod parameter;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
mod row;
mod session;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
mod url;

pub use cell::{Cell, FromColumn};
pub use error::DatabaseError;
pub use parameter::{Parameter, ToParameter};
pub use row::Row;
pub use session::{Session, Transaction};
pub use url::DatabaseUrl;

use std::sync::Arc;
use std::time::Duration;

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("choose at least one of the features `sqlite` and `postgres`");

/// One statement in the dialect of each engine, with the same parameters in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// For SQLite, with `?1`, `?2`, …
    pub sqlite: &'static str,
    /// For PostgreSQL, with `$1`, `$2`, …
    pub postgres: &'static str,
}

impl Statement {
    /// The text for one engine.
    #[must_use]
    pub const fn text(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// What a commit on SQLite waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// The disk: what was acknowledged survives a power cut.
    #[default]
    Full,
    /// The operating system: a power cut may take the last commits, a crash of the service does not.
    Normal,
    /// Nothing: for databases that live no longer than their process.
    Off,
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct DatabaseOptions {
    /// Where it is.
    pub url: DatabaseUrl,
    /// The most connections to PostgreSQL, and the most concurrent read transactions on SQLite.
    pub pool_size: usize,
    /// How long to wait for a connection, or for the turn to write.
    pub acquire_timeout: Duration,
    /// How long one statement may run.
    pub statement_timeout: Duration,
    /// What a commit on SQLite waits for.
    pub durability: Durability,
}

impl DatabaseOptions {
    /// The default options for a database.
    #[must_use]
    pub const fn new(url: DatabaseUrl) -> Self {
        Self {
            url,
            pool_size: 16,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
            durability: Durability::Full,
        }
    }
}

/// A handle on a database; clones share one pool.
#[derive(Clone)]
pub struct Database {
    engine: Engine,
}

#[derive(Clone)]
pub(crate) enum Engine {
    #[cfg(feature = "sqlite")]
    Sqlite(Arc<sqlite::Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(Arc<postgres::Postgres>),
}

impl Database {
    /// Opens a database: makes the SQLite file if it does not exist, or sets up the pool, which connects when needed.
    ///
    /// # Errors
    /// The file cannot be opened, or the engine is not compiled in.
    pub async fn open(options: &DatabaseOptions) -> Result<Self, DatabaseError> {
        let engine = match &options.url.target {
            #[cfg(feature = "sqlite")]
            url::Target::Sqlite(place) => {
                Engine::Sqlite(Arc::new(sqlite::Sqlite::open(place, options).await?))
            }
            #[cfg(feature = "postgres")]
            url::Target::Postgres(target) => {
                Engine::Postgres(Arc::new(postgres::Postgres::open(target, options)?))
            }
        };
        Ok(Self { engine })
    }

    /// Which engine it is.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        match &self.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A handle that runs each statement by itself.
    #[must_use]
    pub fn session(&self) -> Session {
        Session::pooled(self.clone())
    }

    /// A transaction that may write. Dropped without [`Transaction::commit`], it rolls back.
    ///
    /// On SQLite it waits for its turn and sees the latest state; on PostgreSQL it is `READ COMMITTED`.
    ///
    /// # Errors
    /// No connection or no turn within the time allowed.
    pub async fn begin(&self) -> Result<Transaction, DatabaseError> {
        Transaction::begin(self).await
    }

    /// A transaction that only reads, and sees one state of the database to its end.
    ///
    /// # Errors
    /// No connection within the time allowed.
    pub async fn begin_read(&self) -> Result<Transaction, DatabaseError> {
        Transaction::begin_read(self).await
    }

    pub(crate) const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), DatabaseError> {
        static PING: Statement = Statement {
            sqlite: "SELECT 1",
            postgres: "SELECT 1",
        };
        self.session().execute(&PING, &[]).await.map(|_| ())
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Database({:?})", self.dialect())
    }
}
