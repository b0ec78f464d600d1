//! How does code run statements, one by one or in a transaction?

#[cfg(feature = "postgres")]
use super::postgres;
use super::row::{All, First, Nothing, Read, Sink};
#[cfg(feature = "sqlite")]
use super::sqlite;
use super::{Database, DatabaseError, Dialect, Engine, Parameter, Statement};

/// A handle that runs statements: each by itself, or all in the [`Transaction`] that it belongs to.
pub struct Session {
    source: Source,
    /// A statement of this transaction failed, so that nothing more can be done in it. PostgreSQL says so itself;
    /// SQLite would go on with the rest.
    failed: bool,
}

enum Source {
    Pool(Database),
    #[cfg(feature = "sqlite")]
    SqliteWriter(sqlite::Writer),
    #[cfg(feature = "sqlite")]
    SqliteReader(sqlite::Reader),
    #[cfg(feature = "postgres")]
    Postgres(postgres::Lease),
}

impl Session {
    pub(super) const fn pooled(database: Database) -> Self {
        Self {
            source: Source::Pool(database),
            failed: false,
        }
    }

    /// Which engine it runs on.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        match &self.source {
            Source::Pool(database) => database.dialect(),
            #[cfg(feature = "sqlite")]
            Source::SqliteWriter(_) | Source::SqliteReader(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Source::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement and reads its first row, if there is one.
    ///
    /// # Errors
    /// The statement fails, or the row cannot be read.
    pub async fn fetch_optional<T: Send>(
        &mut self,
        statement: &Statement,
        parameters: &[Parameter<'_>],
        read: Read<T>,
    ) -> Result<Option<T>, DatabaseError> {
        let mut first = First { read, row: None };
        self.run(statement, parameters, &mut first).await?;
        Ok(first.row)
    }

    /// Runs a statement and reads its first row.
    ///
    /// # Errors
    /// The statement fails, the row cannot be read, or there is none ([`DatabaseError::NoRow`]).
    pub async fn fetch_one<T: Send>(
        &mut self,
        statement: &Statement,
        parameters: &[Parameter<'_>],
        read: Read<T>,
    ) -> Result<T, DatabaseError> {
        self.fetch_optional(statement, parameters, read)
            .await?
            .ok_or(DatabaseError::NoRow)
    }

    /// Runs a statement and reads all rows.
    ///
    /// # Errors
    /// The statement fails, or a row cannot be read.
    pub async fn fetch_all<T: Send>(
        &mut self,
        statement: &Statement,
        parameters: &[Parameter<'_>],
        read: Read<T>,
    ) -> Result<Vec<T>, DatabaseError> {
        let mut all = All {
            read,
            rows: Vec::new(),
        };
        self.run(statement, parameters, &mut all).await?;
        Ok(all.rows)
    }

    /// Runs a statement and says how many rows it inserted, changed or deleted.
    ///
    /// # Errors
    /// The statement fails.
    pub async fn execute(
        &mut self,
        statement: &Statement,
        parameters: &[Parameter<'_>],
    ) -> Result<u64, DatabaseError> {
        self.run(statement, parameters, &mut Nothing).await
    }

    /// Runs several statements without parameters, in one transaction.
    ///
    /// # Errors
    /// One of them fails; outside a transaction, none has an effect then.
    pub async fn batch(&mut self, statements: &Statement) -> Result<(), DatabaseError> {
        let text = statements.text(self.dialect());
        let outcome = match &mut self.source {
            Source::Pool(database) => {
                let mut transaction = Transaction::begin(&*database).await?;
                Box::pin(transaction.batch(statements)).await?;
                return transaction.commit().await;
            }
            _ if self.failed => return Err(already_failed()),
            #[cfg(feature = "sqlite")]
            Source::SqliteWriter(writer) => writer.batch(text),
            #[cfg(feature = "sqlite")]
            Source::SqliteReader(reader) => reader.batch(text),
            #[cfg(feature = "postgres")]
            Source::Postgres(lease) => lease.batch(text).await,
        };
        self.noted(outcome)
    }

    /// The one place where statements run. It is not generic, so that it is compiled once.
    async fn run(
        &mut self,
        statement: &Statement,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<u64, DatabaseError> {
        let text = statement.text(self.dialect());
        let outcome = match &mut self.source {
            Source::Pool(database) => {
                return match &database.engine {
                    #[cfg(feature = "sqlite")]
                    Engine::Sqlite(sqlite) => sqlite.run(text, parameters, sink).await,
                    #[cfg(feature = "postgres")]
                    Engine::Postgres(postgres) => postgres.run(text, parameters, sink).await,
                };
            }
            _ if self.failed => return Err(already_failed()),
            #[cfg(feature = "sqlite")]
            Source::SqliteWriter(writer) => writer.run(text, parameters, sink),
            #[cfg(feature = "sqlite")]
            Source::SqliteReader(reader) => reader.run(text, parameters, sink),
            #[cfg(feature = "postgres")]
            Source::Postgres(lease) => lease.run(text, parameters, sink).await,
        };
        self.noted(outcome)
    }

    fn noted<T>(&mut self, outcome: Result<T, DatabaseError>) -> Result<T, DatabaseError> {
        self.failed |= outcome.is_err();
        outcome
    }
}

fn already_failed() -> DatabaseError {
    DatabaseError::Other(String::from(
        "an earlier statement of this transaction failed; it can only be rolled back",
    ))
}

/// A transaction: what its [`Session`] does is kept by [`Transaction::commit`], and undone when it is dropped without.
///
/// After a statement failed, every other one and the commit fail too, on both engines.
pub struct Transaction {
    session: Session,
}

impl Transaction {
    pub(super) async fn begin(database: &Database) -> Result<Self, DatabaseError> {
        let source = match &database.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(sqlite) => Source::SqliteWriter(sqlite.begin().await?),
            #[cfg(feature = "postgres")]
            Engine::Postgres(postgres) => Source::Postgres(postgres.begin("BEGIN").await?),
        };
        Ok(Self {
            session: Session {
                source,
                failed: false,
            },
        })
    }

    pub(super) async fn begin_read(database: &Database) -> Result<Self, DatabaseError> {
        let source = match &database.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(sqlite) => Source::SqliteReader(sqlite.begin_read().await?),
            #[cfg(feature = "postgres")]
            Engine::Postgres(postgres) => Source::Postgres(
                postgres
                    .begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(Self {
            session: Session {
                source,
                failed: false,
            },
        })
    }

    /// Keeps what was done. When this returns, the database has it for good.
    ///
    /// # Errors
    /// The commit fails, or a statement failed before; nothing is kept then. [`DatabaseError::Unavailable`] may also
    /// mean that the connection broke while the commit was under way, and that nobody knows.
    pub async fn commit(self) -> Result<(), DatabaseError> {
        if self.session.failed {
            self.rollback().await?;
            return Err(already_failed());
        }
        match self.session.source {
            Source::Pool(_) => Ok(()),
            #[cfg(feature = "sqlite")]
            Source::SqliteWriter(writer) => writer.commit().await,
            #[cfg(feature = "sqlite")]
            Source::SqliteReader(_) => Ok(()),
            #[cfg(feature = "postgres")]
            Source::Postgres(lease) => lease.finish("COMMIT").await,
        }
    }

    /// Undoes what was done, and waits until it is undone.
    ///
    /// # Errors
    /// The connection broke, which undoes it as well.
    pub async fn rollback(self) -> Result<(), DatabaseError> {
        match self.session.source {
            #[cfg(feature = "postgres")]
            Source::Postgres(lease) => lease.finish("ROLLBACK").await,
            Source::Pool(_) => Ok(()),
            // Dropping them rolls back, at once.
            #[cfg(feature = "sqlite")]
            Source::SqliteWriter(_) | Source::SqliteReader(_) => Ok(()),
        }
    }
}

impl std::ops::Deref for Transaction {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl std::ops::DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.session
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({:?})", self.dialect())
    }
}

impl std::fmt::Debug for Transaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Transaction({:?})", self.session.dialect())
    }
}
