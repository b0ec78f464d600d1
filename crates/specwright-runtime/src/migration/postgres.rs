//! How is a migration run on PostgreSQL? On one connection, under an advisory lock, and then the connection is closed.

use super::history::{self, Goal, History};
use super::{Migration, MigrationError};
use crate::clock::Clock;
use crate::database::postgres::Lease;
use crate::database::{DatabaseError, Dialect, Parameter};
use std::time::Duration;
use tokio::time::Instant;

/// How long to wait for other runners.
const PATIENCE: Duration = Duration::from_mins(1);

/// The key of the advisory lock: "specwrig" in ASCII. Locks belong to one database of a server.
const LOCK: i64 = 0x7370_6563_7772_6967;

/// Runs migrations towards a goal and says which ones were run.
///
/// The lock and the settings belong to the connection. It is closed at the end, whatever happens, and both with it.
pub(super) async fn run(
    mut connection: Lease,
    migrations: &[Migration],
    goal: Goal,
) -> Result<Vec<Migration>, MigrationError> {
    connection.discard_at_end();
    connection
        .batch("SET statement_timeout = 0; SET lock_timeout = '60s'")
        .await?;
    lock(&mut connection).await?;
    connection.batch(history::CREATE.postgres).await?;
    let mut done = Vec::new();
    loop {
        let lines = connection
            .fetch_all(history::READ.postgres, &[], history::line)
            .await?;
        let Some(migration) =
            History::new(lines).next(migrations, goal, done.len(), Dialect::Postgres)?
        else {
            break;
        };
        step(&mut connection, &migration, goal)
            .await
            .map_err(|error| migration.failed(error))?;
        tracing::info!(
            version = migration.version,
            name = migration.name,
            ?goal,
            "migration"
        );
        done.push(migration);
    }
    unlock(&mut connection).await?;
    Ok(done)
}

/// Asks again and again. Waiting within the server would hold a snapshot, on which `CREATE INDEX CONCURRENTLY` of the
/// runner that has the lock would wait in turn.
async fn lock(connection: &mut Lease) -> Result<(), MigrationError> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let got = connection
            .fetch_all("SELECT pg_try_advisory_lock($1)", &[LOCK.into()], |row| {
                row.get::<bool>(0)
            })
            .await?;
        if got == [true] {
            return Ok(());
        }
        if Instant::now() >= deadline {
            return Err(MigrationError::Locked);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The server also unlocks when it sees the connection closed, but that may be a moment later.
async fn unlock(connection: &mut Lease) -> Result<(), DatabaseError> {
    connection
        .fetch_all("SELECT pg_advisory_unlock($1)", &[LOCK.into()], |row| {
            row.get::<bool>(0)
        })
        .await?;
    Ok(())
}

/// One migration in one transaction. After an error the connection is closed, which rolls back.
async fn step(
    connection: &mut Lease,
    migration: &Migration,
    goal: Goal,
) -> Result<(), DatabaseError> {
    connection.batch("BEGIN").await?;
    connection
        .batch(migration.text(goal, Dialect::Postgres))
        .await?;
    // Fails if the text has ended the transaction.
    connection.batch("SAVEPOINT specwright_migration").await?;
    let version = Parameter::from(migration.version);
    match goal {
        Goal::Up => {
            let digest = history::digest(migration, Dialect::Postgres);
            let line = [
                version,
                migration.name.into(),
                digest.into(),
                Clock::system().now().into(),
            ];
            connection.execute(history::INSERT.postgres, &line).await?;
        }
        Goal::Down(_) => {
            connection
                .execute(history::DELETE.postgres, &[version])
                .await?;
        }
    }
    connection.batch("COMMIT").await
}
