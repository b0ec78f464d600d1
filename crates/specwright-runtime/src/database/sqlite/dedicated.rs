//! What does a runner of migrations use? A connection that is not shared and goes with its holder.

use super::connection::{Connection, Limits, Role};
use super::failure::failure;
use crate::database::row::{All, Nothing, Read, Sink};
use crate::database::{DatabaseError, Durability, Parameter};
use std::path::Path;
use std::time::Duration;

/// A connection of its own, without limits of time.
pub(crate) struct Dedicated {
    connection: Connection,
}

impl Dedicated {
    /// Opens a file that exists; locks are waited for so long, and the thread waits with them.
    pub(crate) fn open(path: &Path, patience: Duration) -> Result<Self, DatabaseError> {
        let connection = Connection::open(path, false, Role::Writer, Durability::Full)?;
        connection.wait_for_locks(patience).map_err(failure)?;
        Ok(Self { connection })
    }

    /// Runs statements without parameters.
    pub(crate) fn batch(&self, text: &str) -> Result<(), DatabaseError> {
        self.connection.batch(text)
    }

    /// Runs one statement.
    pub(crate) fn execute(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<(), DatabaseError> {
        self.run(text, parameters, &mut Nothing)
    }

    /// Runs one statement and reads all rows.
    pub(crate) fn fetch_all<T: Send>(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        read: Read<T>,
    ) -> Result<Vec<T>, DatabaseError> {
        let mut all = All {
            read,
            rows: Vec::new(),
        };
        self.run(text, parameters, &mut all)?;
        Ok(all.rows)
    }

    /// Whether a transaction is open.
    pub(crate) fn in_transaction(&self) -> bool {
        self.connection.in_transaction()
    }

    fn run(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<(), DatabaseError> {
        self.connection
            .run(
                text,
                parameters,
                sink,
                Limits {
                    short: false,
                    timeout: Duration::MAX,
                },
            )
            .map(|_| ())
    }
}
