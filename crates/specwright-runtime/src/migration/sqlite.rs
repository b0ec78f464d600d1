//! How is a migration run on SQLite? On a connection of its own, with references unchecked until its end.
//!
//! A table is often rebuilt: a new one is made, filled, and takes the place of the old one. With `foreign_keys` on,
//! dropping the old one would delete the rows that refer to it; and the switch has no effect within a transaction.
//! So it is off on this connection from its first moment to its last, and nobody else ever uses the connection.

use super::history::{self, Goal, History};
use super::{Migration, MigrationError};
use crate::clock::Clock;
use crate::database::sqlite::Dedicated;
use crate::database::{DatabaseError, Dialect, Parameter};
use std::path::Path;
use std::time::Duration;

/// How long to wait for other runners and writers.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs migrations towards a goal and says which ones were run.
pub(super) fn run(
    path: &Path,
    migrations: &[Migration],
    goal: Goal,
) -> Result<Vec<Migration>, MigrationError> {
    let connection = Dedicated::open(path, PATIENCE)?;
    connection.batch("PRAGMA foreign_keys = OFF")?;
    let mut done = Vec::new();
    while let Some(migration) = step(&connection, migrations, goal, done.len())? {
        tracing::info!(
            version = migration.version,
            name = migration.name,
            ?goal,
            "migration"
        );
        done.push(migration);
    }
    Ok(done)
}

/// One migration in one transaction, which also keeps other runners out.
fn step(
    connection: &Dedicated,
    migrations: &[Migration],
    goal: Goal,
    done: usize,
) -> Result<Option<Migration>, MigrationError> {
    connection
        .batch("BEGIN IMMEDIATE")
        .map_err(|error| match error {
            DatabaseError::Busy => MigrationError::Locked,
            other => other.into(),
        })?;
    let stepped = step_in_transaction(connection, migrations, goal, done);
    match &stepped {
        Ok(Some(migration)) => connection
            .batch("COMMIT")
            .map_err(|error| migration.failed(error))?,
        // A transaction that the engine itself has ended cannot be rolled back once more.
        _ => drop(connection.batch("ROLLBACK")),
    }
    stepped
}

fn step_in_transaction(
    connection: &Dedicated,
    migrations: &[Migration],
    goal: Goal,
    done: usize,
) -> Result<Option<Migration>, MigrationError> {
    connection.batch(history::CREATE.sqlite)?;
    let lines = connection.fetch_all(history::READ.sqlite, &[], history::line)?;
    let Some(migration) = History::new(lines).next(migrations, goal, done, Dialect::Sqlite)? else {
        return Ok(None);
    };
    connection
        .batch(migration.text(goal, Dialect::Sqlite))
        .map_err(|error| migration.failed(error))?;
    if !connection.in_transaction() {
        return Err(migration.ended_early());
    }
    let broken =
        "SELECT DISTINCT \"table\", \"parent\" FROM pragma_foreign_key_check ORDER BY 1, 2";
    let tables = connection
        .fetch_all(broken, &[], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(|error| migration.failed(error))?;
    if !tables.is_empty() {
        return Err(MigrationError::BrokenReferences {
            version: migration.version,
            name: migration.name.to_owned(),
            tables,
        });
    }
    let version = Parameter::from(migration.version);
    match goal {
        Goal::Up => {
            let digest = history::digest(&migration, Dialect::Sqlite);
            let line = [
                version,
                migration.name.into(),
                digest.into(),
                Clock::system().now().into(),
            ];
            connection.execute(history::INSERT.sqlite, &line)
        }
        Goal::Down(_) => connection.execute(history::DELETE.sqlite, &[version]),
    }
    .map_err(|error| migration.failed(error))?;
    Ok(Some(migration))
}
