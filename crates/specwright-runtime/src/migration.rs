//! A list of migrations and a database → the database at the wanted version, or as it was.
//!
//! **Invariant:** a migration and its line in the history are one transaction: both are there or neither.
//! **Invariant:** of several runners, one at a time reads the history and acts on it.

mod history;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use crate::database::{Database, DatabaseError, Dialect, Engine, Statement};
use crate::value::Timestamp;
use history::{Goal, History};

/// One step of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Its place in the order; versions ascend, and need not be without gaps.
    pub version: u32,
    /// What it does, in a word or two.
    pub name: &'static str,
    /// The step forward.
    pub up: Statement,
    /// The step back.
    pub down: Statement,
}

/// What became of a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MigrationState {
    /// It is yet to be applied.
    Pending,
    /// It was applied.
    Applied {
        /// When.
        at: Timestamp,
    },
    /// It was applied, and its text is another one today.
    Changed {
        /// When.
        at: Timestamp,
    },
    /// It was applied, and this service does not have it.
    Missing {
        /// When.
        at: Timestamp,
    },
}

/// One line of [`migration_status`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationStatus {
    /// The migration.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// What became of it.
    pub state: MigrationState,
}

/// Why the migrations were not run, or not to the end. What was applied before stays applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MigrationError {
    /// The versions of the given migrations do not ascend.
    Unordered {
        /// The first one that is not greater than the one before it.
        version: u32,
    },
    /// An applied migration has another text today.
    Changed {
        /// The migration.
        version: u32,
        /// Its name.
        name: String,
    },
    /// An applied migration is not among the given ones.
    Missing {
        /// The migration.
        version: u32,
        /// Its name.
        name: String,
    },
    /// A migration that was not applied is older than one that was.
    OutOfOrder {
        /// The migration.
        version: u32,
        /// The newest applied one.
        latest: u32,
    },
    /// A statement failed; the migration has no effect.
    Failed {
        /// The migration.
        version: u32,
        /// Its name.
        name: String,
        /// The failure.
        error: DatabaseError,
    },
    /// The migration would leave references to rows that do not exist; it has no effect. SQLite alone.
    BrokenReferences {
        /// The migration.
        version: u32,
        /// Its name.
        name: String,
        /// The tables that hold them, with the tables that they refer to.
        tables: Vec<(String, String)>,
    },
    /// Another runner did not come to its end in time.
    Locked,
    /// The history cannot be read or written.
    Database(DatabaseError),
}

/// Applies all pending migrations, each in a transaction of its own, and says which.
///
/// # Errors
/// See [`MigrationError`].
pub async fn migrate_up(
    database: &Database,
    migrations: &[Migration],
) -> Result<Vec<Migration>, MigrationError> {
    run(database, migrations, Goal::Up).await
}

/// Takes back the last `count` applied migrations, newest first, and says which.
///
/// # Errors
/// See [`MigrationError`].
pub async fn migrate_down(
    database: &Database,
    migrations: &[Migration],
    count: usize,
) -> Result<Vec<Migration>, MigrationError> {
    run(database, migrations, Goal::Down(count)).await
}

/// What became of each migration, in order. Changes nothing.
///
/// # Errors
/// The history cannot be read.
pub async fn migration_status(
    database: &Database,
    migrations: &[Migration],
) -> Result<Vec<MigrationStatus>, MigrationError> {
    let mut session = database.session();
    let exists = session
        .fetch_one(&history::EXISTS, &[], |row| row.get::<bool>(0))
        .await?;
    let rows = if exists {
        session
            .fetch_all(&history::READ, &[], history::line)
            .await?
    } else {
        Vec::new()
    };
    Ok(History::new(rows).status(migrations, database.dialect()))
}

async fn run(
    database: &Database,
    migrations: &[Migration],
    goal: Goal,
) -> Result<Vec<Migration>, MigrationError> {
    history::check_order(migrations)?;
    match database.engine() {
        #[cfg(feature = "sqlite")]
        Engine::Sqlite(file) => {
            let path = file.path().to_owned();
            let migrations = migrations.to_vec();
            let run =
                tokio::task::spawn_blocking(move || sqlite::run(&path, &migrations, goal)).await;
            run.unwrap_or_else(|_| {
                Err(DatabaseError::Other(String::from("the migrations were stopped")).into())
            })
        }
        #[cfg(feature = "postgres")]
        Engine::Postgres(pool) => postgres::run(pool.lease().await?, migrations, goal).await,
    }
}

impl Migration {
    /// The text that a goal runs.
    const fn text(&self, goal: Goal, dialect: Dialect) -> &'static str {
        match goal {
            Goal::Up => self.up.text(dialect),
            Goal::Down(_) => self.down.text(dialect),
        }
    }

    /// A text that commits would leave half of it behind if the rest fails.
    #[cfg(feature = "sqlite")]
    fn ended_early(&self) -> MigrationError {
        self.failed(DatabaseError::Other(String::from(
            "its text ends the transaction",
        )))
    }

    fn failed(&self, error: DatabaseError) -> MigrationError {
        MigrationError::Failed {
            version: self.version,
            name: self.name.to_owned(),
            error,
        }
    }
}

impl From<DatabaseError> for MigrationError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl std::fmt::Display for MigrationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unordered { version } => write!(
                f,
                "migration {version} stands after a migration with the same or a greater version"
            ),
            Self::Changed { version, name } => {
                write!(
                    f,
                    "migration {version} `{name}` was changed after it had been applied; restore its text, and make a new migration"
                )
            }
            Self::Missing { version, name } => {
                write!(
                    f,
                    "migration {version} `{name}` was applied, but this service does not have it; is it older than the database?"
                )
            }
            Self::OutOfOrder { version, latest } => {
                write!(
                    f,
                    "migration {version} was not applied, but the later one {latest} was; give it a version after {latest}"
                )
            }
            Self::Failed {
                version,
                name,
                error,
            } => write!(
                f,
                "migration {version} `{name}` failed and has no effect: {error}"
            ),
            Self::BrokenReferences {
                version,
                name,
                tables,
            } => {
                write!(
                    f,
                    "migration {version} `{name}` has no effect, since it leaves broken references:"
                )?;
                tables
                    .iter()
                    .try_for_each(|(table, parent)| write!(f, " `{table}` to `{parent}`"))
            }
            Self::Locked => {
                f.write_str("another runner of migrations did not come to its end in time")
            }
            Self::Database(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MigrationError {}
