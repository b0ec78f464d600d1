//! Databases that exist for one test and vanish with it.

mod address;
mod cluster;

use crate::LiveError;
use crate::postgres::Postgres;
use cluster::Cluster;
use specwright_dbschema::Dialect;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The environment variable that names a PostgreSQL server to make databases on.
pub const POSTGRES_URL_VARIABLE: &str = "SPECWRIGHT_POSTGRES_URL";

const LOCAL_SERVER: &str = "postgres://postgres@127.0.0.1:5432/postgres?connect_timeout=3";

/// A database of its own for one test; it is deleted when the value is dropped.
#[derive(Debug)]
pub enum Scratch {
    /// A file in a folder of its own.
    Sqlite(SqliteScratch),
    /// A database on a server.
    Postgres(PostgresScratch),
}

/// An SQLite file that vanishes when the value is dropped.
#[derive(Debug)]
pub struct SqliteScratch {
    folder: tempfile::TempDir,
}

/// A PostgreSQL database that vanishes when the value is dropped.
#[derive(Debug)]
pub struct PostgresScratch {
    server: PostgresServer,
    name: String,
    url: String,
}

/// A PostgreSQL server on which databases may be made.
#[derive(Debug, Clone)]
pub struct PostgresServer {
    url: String,
    origin: Origin,
    /// The throw-away cluster, where it is one; it stops with the last value that holds it.
    _cluster: Option<Arc<Cluster>>,
}

/// Where a server comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// [`POSTGRES_URL_VARIABLE`] names it.
    Environment,
    /// It was running on this machine.
    Local,
    /// We have started it from installed binaries, and stop it again.
    ThrowAway,
}

/// Why there is no PostgreSQL: one sentence for each way that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPostgres {
    /// The sentences.
    pub reasons: Vec<String>,
}

impl fmt::Display for NoPostgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no PostgreSQL: {}", self.reasons.join("; "))
    }
}

impl PostgresServer {
    /// Finds a server: the one that the environment names and no other, else one that runs on this machine, else a
    /// throw-away cluster of its own.
    pub fn find() -> Result<Self, NoPostgres> {
        if let Ok(url) = std::env::var(POSTGRES_URL_VARIABLE) {
            let found = Self::at(url, Origin::Environment);
            return found.map_err(|error| NoPostgres {
                reasons: vec![format!("{POSTGRES_URL_VARIABLE} is set, but {error}")],
            });
        }
        let local = match Self::at(LOCAL_SERVER.to_owned(), Origin::Local) {
            Ok(server) => return Ok(server),
            Err(error) => format!("at 127.0.0.1:5432: {error}"),
        };
        let own = match Self::throw_away() {
            Ok(server) => return Ok(server),
            Err(error) => format!("a cluster of our own: {error}"),
        };
        Err(NoPostgres {
            reasons: vec![format!("{POSTGRES_URL_VARIABLE} is not set"), local, own],
        })
    }

    /// Starts a cluster of its own from installed binaries.
    pub fn throw_away() -> Result<Self, LiveError> {
        let cluster = Cluster::start()?;
        let url = cluster.url().to_owned();
        Ok(Self {
            url,
            origin: Origin::ThrowAway,
            _cluster: Some(Arc::new(cluster)),
        })
    }

    fn at(url: String, origin: Origin) -> Result<Self, LiveError> {
        Postgres::connect(&url)?.rows("ask for the version", "SELECT 1", &[])?;
        Ok(Self {
            url,
            origin,
            _cluster: None,
        })
    }

    /// The address of the server's own database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the server comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Makes an empty database.
    pub fn scratch(&self) -> Result<PostgresScratch, LiveError> {
        let name = unique_name();
        // `template0` holds nothing that an administrator may have added; the locale is the same everywhere.
        let sql = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        );
        Postgres::connect(&self.url)?.batch("create a database", &sql)?;
        let url = address::with_database(&self.url, &name);
        Ok(PostgresScratch {
            server: self.clone(),
            name,
            url,
        })
    }
}

impl PostgresScratch {
    /// The address of the database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for PostgresScratch {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // Nobody is left to be told: a database that stays behind costs room and harms nothing.
        let _ = Postgres::connect(&self.server.url)
            .and_then(|postgres| postgres.batch("drop a database", &sql));
    }
}

impl SqliteScratch {
    /// Makes a folder for an empty database; the file comes with the first connection.
    pub fn new() -> Result<Self, LiveError> {
        let folder = tempfile::Builder::new().prefix("specwright-").tempdir();
        Ok(Self {
            folder: folder.map_err(LiveError::io("make a temporary folder"))?,
        })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("scratch.sqlite")
    }
}

impl Scratch {
    /// Makes an empty SQLite database.
    pub fn sqlite() -> Result<Self, LiveError> {
        SqliteScratch::new().map(Self::Sqlite)
    }

    /// Makes an empty PostgreSQL database.
    pub fn postgres(server: &PostgresServer) -> Result<Self, LiveError> {
        server.scratch().map(Self::Postgres)
    }

    /// The engine.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The address as `DATABASE_URL` wants it.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(scratch) => sqlite_url(&scratch.path()),
            Self::Postgres(scratch) => scratch.url.clone(),
        }
    }
}

fn sqlite_url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// A name that no other process and no other call makes at the same time.
fn unique_name() -> String {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    format!(
        "specwright_scratch_{}_{}_{call}",
        std::process::id(),
        now.as_nanos()
    )
}
