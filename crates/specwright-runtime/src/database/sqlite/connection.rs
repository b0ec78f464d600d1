//! How does one connection run one statement, and for how long?

use super::binding::bound;
use super::failure::failure;
use crate::database::row::{Row, Sink};
use crate::database::{DatabaseError, Durability, Parameter};
use rusqlite::OpenFlags;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Reader,
    Writer,
}

/// How long a statement may run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Stop after about a millisecond of work, so that the thread can serve others meanwhile.
    pub(super) short: bool,
    /// Stop for good after this time.
    pub(super) timeout: Duration,
}

/// How a statement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ran {
    /// It came to its end and changed so many rows.
    Done(u64),
    /// It writes, and this connection is a reader; nothing was done.
    NeedsWriter,
    /// It was longer than short; rows may have been taken, nothing was changed.
    TooLong,
}

/// A connection with its limits.
pub(super) struct Connection {
    sqlite: rusqlite::Connection,
    role: Role,
    watch: Arc<Watch>,
}

impl Connection {
    /// Opens a file that exists, or makes it if `create` is set.
    pub(super) fn open(
        path: &Path,
        create: bool,
        role: Role,
        durability: Durability,
    ) -> Result<Self, DatabaseError> {
        let create = if create {
            OpenFlags::SQLITE_OPEN_CREATE
        } else {
            OpenFlags::empty()
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let mut connection =
            rusqlite::Connection::open_with_flags(path, flags).map_err(|error| {
                DatabaseError::Unavailable(format!("cannot open `{}`: {error}", path.display()))
            })?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Readers meet a lock only while the file recovers after a crash. The writer asks again without blocking.
        let patience = match role {
            Role::Reader => Duration::from_secs(1),
            Role::Writer => Duration::ZERO,
        };
        connection
            .busy_timeout(BUSY_WHILE_OPENING)
            .map_err(failure)?;
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
            Durability::Off => "OFF",
        };
        let journal: String = connection
            .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
            .map_err(failure)?;
        if journal != "wal" {
            return Err(DatabaseError::Unavailable(format!(
                "`{}` cannot be switched to WAL",
                path.display()
            )));
        }
        let query_only = if role == Role::Reader { "ON" } else { "OFF" };
        connection
            .execute_batch(&format!(
                "PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON; PRAGMA query_only = {query_only}; PRAGMA temp_store = MEMORY"
            ))
            .map_err(failure)?;
        connection.busy_timeout(patience).map_err(failure)?;
        let watch = Arc::new(Watch::new());
        let handler = Arc::clone(&watch);
        connection
            .progress_handler(OPERATIONS_PER_TICK, Some(move || handler.tick()))
            .map_err(failure)?;
        Ok(Self {
            sqlite: connection,
            role,
            watch,
        })
    }

    /// Runs one statement; its plan is kept for the next time.
    pub(super) fn run(
        &self,
        text: &str,
        parameters: &[Parameter<'_>],
        sink: &mut dyn Sink,
        limits: Limits,
    ) -> Result<Ran, DatabaseError> {
        self.watch.start(limits.timeout);
        let mut statement = self.sqlite.prepare_cached(text).map_err(failure)?;
        let reads = statement.readonly();
        if !reads && self.role == Role::Reader {
            return Ok(Ran::NeedsWriter);
        }
        if statement.parameter_count() != parameters.len() {
            let (wanted, given) = (statement.parameter_count(), parameters.len());
            return Err(DatabaseError::Other(format!(
                "the statement has {wanted} parameters, {given} were given"
            )));
        }
        for (index, parameter) in parameters.iter().enumerate() {
            statement
                .raw_bind_parameter(index + 1, bound(parameter)?)
                .map_err(failure)?;
        }
        // An interrupted write would take its whole transaction with it.
        if limits.short && reads {
            self.watch.shorten();
        }
        let mut rows = statement.raw_query();
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    if !sink.row(&Row::of_sqlite(row))? {
                        break;
                    }
                }
                Ok(None) => break,
                Err(_) if self.watch.stopped_as_too_long() => return Ok(Ran::TooLong),
                Err(error) => return Err(failure(error)),
            }
        }
        drop(rows);
        Ok(Ran::Done(if reads { 0 } else { self.sqlite.changes() }))
    }

    /// Begins or ends a transaction, without a limit of time.
    pub(super) fn control(&self, text: &str) -> Result<(), DatabaseError> {
        self.watch.start(Duration::MAX);
        let mut statement = self.sqlite.prepare_cached(text).map_err(failure)?;
        statement.raw_execute().map(|_| ()).map_err(failure)
    }

    /// Runs statements without parameters and without limits.
    pub(super) fn batch(&self, text: &str) -> Result<(), DatabaseError> {
        self.watch.start(Duration::MAX);
        self.sqlite.execute_batch(text).map_err(failure)
    }

    /// From now on, locks of others are waited for so long, and the thread waits with them.
    pub(super) fn wait_for_locks(&self, patience: Duration) -> rusqlite::Result<()> {
        self.sqlite.busy_timeout(patience)
    }

    /// Whether a transaction is open.
    pub(super) fn in_transaction(&self) -> bool {
        !self.sqlite.is_autocommit()
    }
}

/// One cached plan takes a few kilobytes.
const STATEMENTS_KEPT: usize = 512;
/// Two processes may open a new file at the same moment.
const BUSY_WHILE_OPENING: Duration = Duration::from_secs(10);
/// Operations of SQLite's virtual machine between two looks at the clock: some tens of microseconds.
const OPERATIONS_PER_TICK: i32 = 4_000;
/// So many looks make a statement long: about a millisecond.
const SHORT_TICKS: u32 = 10;

/// Stops a statement that runs too long; shared with SQLite's progress handler.
struct Watch {
    base: Instant,
    /// Microseconds after `base` at which the statement times out.
    deadline: AtomicU64,
    ticks_left: AtomicU32,
    stopped: AtomicU8,
}

const RUNNING: u8 = 0;
const STOPPED_AS_TOO_LONG: u8 = 1;
const STOPPED_BY_TIMEOUT: u8 = 2;

impl Watch {
    fn new() -> Self {
        Self {
            base: Instant::now(),
            deadline: AtomicU64::new(u64::MAX),
            ticks_left: AtomicU32::new(u32::MAX),
            stopped: AtomicU8::new(RUNNING),
        }
    }

    fn start(&self, timeout: Duration) {
        let timeout = u64::try_from(timeout.as_micros()).unwrap_or(u64::MAX);
        self.deadline
            .store(self.now().saturating_add(timeout), Ordering::Relaxed);
        self.ticks_left.store(u32::MAX, Ordering::Relaxed);
        self.stopped.store(RUNNING, Ordering::Relaxed);
    }

    fn shorten(&self) {
        self.ticks_left.store(SHORT_TICKS, Ordering::Relaxed);
    }

    /// Whether to stop.
    fn tick(&self) -> bool {
        let ticks_left = self.ticks_left.load(Ordering::Relaxed);
        let verdict = if self.now() >= self.deadline.load(Ordering::Relaxed) {
            STOPPED_BY_TIMEOUT
        } else if ticks_left == 0 {
            STOPPED_AS_TOO_LONG
        } else {
            RUNNING
        };
        self.ticks_left
            .store(ticks_left.saturating_sub(1), Ordering::Relaxed);
        self.stopped.store(verdict, Ordering::Relaxed);
        verdict != RUNNING
    }

    fn stopped_as_too_long(&self) -> bool {
        self.stopped.load(Ordering::Relaxed) == STOPPED_AS_TOO_LONG
    }

    fn now(&self) -> u64 {
        u64::try_from(self.base.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}
