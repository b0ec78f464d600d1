//! How do many requests share one SQLite file? Readers in place, one writer, commits beside the async threads.
//!
//! Reads run on the thread that asks, on a connection that it takes from a heap and puts back before it awaits
//! anything. Writes go through one connection, whose turn is waited for. A commit waits for the disk on a thread that
//! may block.
//!
//! A statement that writes runs in place too: by its key it takes microseconds. One that changes many rows holds its
//! thread, and all other writers, until it is done; it is better cut into pieces.

mod binding;
mod connection;
mod dedicated;
mod failure;

pub(super) use binding::cell;
pub(crate) use dedicated::Dedicated;

use super::row::Sink;
use super::{DatabaseError, DatabaseOptions, Durability, Parameter};
use connection::{Connection, Limits, Ran, Role};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Where the file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A file that is made if it does not exist and `create` is set.
    File { path: PathBuf, create: bool },
    /// A new file in the folder for temporary files, which goes with the last handle on it.
    Temporary,
}

/// A SQLite database.
pub(crate) struct Sqlite {
    path: PathBuf,
    durability: Durability,
    acquire_timeout: Duration,
    statement_timeout: Duration,
    /// Whether other threads can take over the work of one that blocks.
    many_threads: bool,
    readers: Mutex<Vec<Connection>>,
    read_turns: Arc<Semaphore>,
    writer: Mutex<Option<Connection>>,
    write_turn: Arc<Semaphore>,
    temporary: bool,
}

impl Sqlite {
    /// Opens the file, and makes it if need be.
    pub(super) async fn open(
        place: &Place,
        options: &DatabaseOptions,
    ) -> Result<Self, DatabaseError> {
        let (path, create, durability) = match place {
            Place::File { path, create } => (path.clone(), *create, options.durability),
            Place::Temporary => (temporary_path(), true, Durability::Off),
        };
        let opened = path.clone();
        let open = move || Connection::open(&opened, create, Role::Writer, durability);
        let writer = tokio::task::spawn_blocking(open)
            .await
            .map_err(stopping)??;
        Ok(Self {
            path,
            durability,
            acquire_timeout: options.acquire_timeout,
            statement_timeout: options.statement_timeout,
            many_threads: tokio::runtime::Handle::current().runtime_flavor()
                == tokio::runtime::RuntimeFlavor::MultiThread,
            readers: Mutex::default(),
            read_turns: Arc::new(Semaphore::new(options.pool_size)),
            writer: Mutex::new(Some(writer)),
            write_turn: Arc::new(Semaphore::new(1)),
            temporary: *place == Place::Temporary,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs one statement outside a transaction.
    pub(super) async fn run(
        self: &Arc<Self>,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<u64, DatabaseError> {
        if let Some(changed) = self.read(text, parameters, sink)? {
            return Ok(changed);
        }
        let writer = self.begin().await?;
        let changed = writer.run(text, parameters, sink)?;
        writer.commit().await?;
        Ok(changed)
    }

    /// Runs a statement in place if it reads; `None` if it writes.
    fn read(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<Option<u64>, DatabaseError> {
        let connection = self.take_reader()?;
        let outcome = self.run_on(&connection, text, parameters, sink);
        self.give_reader_back(connection);
        outcome
    }

    /// Runs a statement on a connection; what is not short goes on while other threads serve the rest.
    fn run_on(
        &self,
        connection: &Connection,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<Option<u64>, DatabaseError> {
        let limits = Limits {
            short: self.many_threads,
            timeout: self.statement_timeout,
        };
        let mut ran = connection.run(text, parameters, sink, limits)?;
        if ran == Ran::TooLong {
            sink.restart();
            let limits = Limits {
                short: false,
                ..limits
            };
            ran = tokio::task::block_in_place(|| connection.run(text, parameters, sink, limits))?;
        }
        match ran {
            Ran::Done(changed) => Ok(Some(changed)),
            Ran::NeedsWriter => Ok(None),
            Ran::TooLong => Err(DatabaseError::Timeout),
        }
    }

    /// A transaction that may write: waits for its turn, and for other processes that write.
    pub(super) async fn begin(self: &Arc<Self>) -> Result<Writer, DatabaseError> {
        let deadline = Instant::now() + self.acquire_timeout;
        let turn = self.turn(&self.write_turn, deadline).await?;
        let kept = locked(&self.writer).take();
        let connection = match kept {
            Some(connection) => connection,
            None => Connection::open(&self.path, false, Role::Writer, self.durability)?,
        };
        let writer = Writer {
            database: Arc::clone(self),
            connection: Some(connection),
            _turn: turn,
        };
        let mut pause = Duration::from_millis(1);
        loop {
            match writer.connection().control("BEGIN IMMEDIATE") {
                Err(DatabaseError::Busy) if Instant::now() < deadline => {
                    tokio::time::sleep(pause.min(deadline - Instant::now())).await;
                    pause = (pause * 2).min(Duration::from_millis(50));
                }
                begun => return begun.map(|()| writer),
            }
        }
    }

    /// A transaction that only reads, and sees one state of the database to its end.
    pub(super) async fn begin_read(self: &Arc<Self>) -> Result<Reader, DatabaseError> {
        let deadline = Instant::now() + self.acquire_timeout;
        let turn = self.turn(&self.read_turns, deadline).await?;
        let reader = Reader {
            database: Arc::clone(self),
            connection: Some(self.take_reader()?),
            _turn: turn,
        };
        reader.connection().control("BEGIN")?;
        Ok(reader)
    }

    /// A permit, at once if one is free; otherwise those who wait get theirs in the order in which they came.
    async fn turn(
        &self,
        turns: &Arc<Semaphore>,
        deadline: Instant,
    ) -> Result<OwnedSemaphorePermit, DatabaseError> {
        if let Ok(turn) = Arc::clone(turns).try_acquire_owned() {
            return Ok(turn);
        }
        match tokio::time::timeout_at(deadline, Arc::clone(turns).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) => Err(DatabaseError::Unavailable(String::from(
                "the database is closed",
            ))),
            Err(_) => Err(DatabaseError::Unavailable(format!(
                "no turn within {:?}",
                self.acquire_timeout
            ))),
        }
    }

    fn take_reader(&self) -> Result<Connection, DatabaseError> {
        let kept = locked(&self.readers).pop();
        kept.map_or_else(
            || Connection::open(&self.path, false, Role::Reader, self.durability),
            Ok,
        )
    }

    fn give_reader_back(&self, connection: Connection) {
        locked(&self.readers).push(connection);
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        locked(&self.readers).clear();
        locked(&self.writer).take();
        if self.temporary {
            for suffix in ["", "-wal", "-shm"] {
                let mut path = self.path.clone().into_os_string();
                path.push(suffix);
                // Nobody can be told, and the system clears the folder in the end.
                let _ = std::fs::remove_file(path);
            }
        }
    }
}

/// The turn to write, with a transaction open. Dropped without a commit, it rolls back.
pub(super) struct Writer {
    database: Arc<Sqlite>,
    connection: Option<Connection>,
    _turn: OwnedSemaphorePermit,
}

impl Writer {
    fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("it is taken only when this is dropped")
    }

    pub(super) fn run(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<u64, DatabaseError> {
        let changed = self
            .database
            .run_on(self.connection(), text, parameters, sink)?;
        changed.ok_or_else(|| DatabaseError::Other(String::from("the writer refused to write")))
    }

    /// Runs several statements; that may take long.
    pub(super) fn batch(&self, text: &str) -> Result<(), DatabaseError> {
        if self.database.many_threads {
            tokio::task::block_in_place(|| self.connection().batch(text))
        } else {
            self.connection().batch(text)
        }
    }

    /// Commits. Where that waits for the disk, it does so on a thread that may block, to its end even if nobody waits.
    pub(super) async fn commit(self) -> Result<(), DatabaseError> {
        if self.database.durability == Durability::Full {
            tokio::task::spawn_blocking(move || self.connection().control("COMMIT"))
                .await
                .map_err(stopping)?
        } else {
            self.connection().control("COMMIT")
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        if !connection.in_transaction() || connection.control("ROLLBACK").is_ok() {
            *locked(&self.database.writer) = Some(connection);
        }
    }
}

/// A transaction that only reads.
pub(super) struct Reader {
    database: Arc<Sqlite>,
    connection: Option<Connection>,
    _turn: OwnedSemaphorePermit,
}

impl Reader {
    fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("it is taken only when this is dropped")
    }

    pub(super) fn run(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
    ) -> Result<u64, DatabaseError> {
        let read = self
            .database
            .run_on(self.connection(), text, parameters, sink)?;
        read.ok_or_else(|| {
            DatabaseError::Other(String::from(
                "a statement writes in a transaction that only reads",
            ))
        })
    }

    /// What would write is refused by the connection.
    pub(super) fn batch(&self, text: &str) -> Result<(), DatabaseError> {
        self.connection().batch(text)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        if !connection.in_transaction() || connection.control("ROLLBACK").is_ok() {
            self.database.give_reader_back(connection);
        }
    }
}

/// No thread panics while it holds one of these locks, so that the content is whole in any case.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stopping(_: tokio::task::JoinError) -> DatabaseError {
    DatabaseError::Unavailable(String::from(
        "the service stops; whether the transaction was kept is unknown",
    ))
}

fn temporary_path() -> PathBuf {
    std::env::temp_dir().join(format!(
        "specwright-{}.sqlite3",
        crate::value::Uuid::new_v4().simple()
    ))
}
