//! Environment → settings, or all that is wrong with it.
//!
//! | variable | default | is |
//! |---|---|---|
//! | `BIND` | `127.0.0.1:8080` | the address to listen on |
//! | `DATABASE_URL` | `sqlite://<service>.sqlite3` | the database; secret |
//! | `DATABASE_POOL_SIZE` | `16` | connections to PostgreSQL, read transactions on SQLite |
//! | `DATABASE_ACQUIRE_TIMEOUT` | `5s` | how long to wait for a connection or the turn to write |
//! | `DATABASE_STATEMENT_TIMEOUT` | `30s` | how long one statement may run |
//! | `SQLITE_SYNCHRONOUS` | `full` | `full`: a commit waits for the disk; `normal`: a power cut may take the last ones |
//! | `MIGRATE_ON_START` | `true` | whether `serve` applies pending migrations first |
//! | `BODY_LIMIT` | `1MiB` | the greatest body of a request |
//! | `REQUEST_TIMEOUT` | `30s` | how long a request may take |
//! | `UPLOAD_LIMIT` | `32MiB` | the greatest body that is a stream or a multipart form |
//! | `UPLOAD_TIMEOUT` | `5m` | how long such a body may take to come; within it, nothing may take `REQUEST_TIMEOUT` |
//! | `UPLOAD_PARTS` | `100` | the most parts of a multipart form |
//! | `UPLOAD_PART_LIMIT` | `32MiB` | the greatest part |
//! | `UPLOAD_PART_HEAD_LIMIT` | `8KiB` | the greatest head of a part |
//! | `UPLOAD_MEMORY` | `64KiB` | a longer part goes into a temporary file |
//! | `SHUTDOWN_GRACE` | `20s` | how long requests may go on after a signal to stop |
//! | `LOG` | `info` | a filter of `tracing` |
//! | `LOG_FORMAT` | `text` | `text` or `json` |
//!
//! An empty variable counts as not set. `DATABASE_URL_FILE` names a file that holds the secret in place of the variable.

mod parse;

use crate::database::{DatabaseOptions, DatabaseUrl};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

/// The settings of a service.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen on; port 0 takes a free one.
    pub bind: SocketAddr,
    /// The database and its limits.
    pub database: DatabaseOptions,
    /// Whether `serve` applies pending migrations first.
    pub migrate_on_start: bool,
    /// The greatest body of a request, in bytes.
    pub body_limit: usize,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// What a body that is a stream or a multipart form may be.
    pub uploads: UploadLimits,
    /// How long requests may go on after a signal to stop.
    pub shutdown_grace: Duration,
    /// A filter of `tracing`.
    pub log: String,
    /// How log lines are written.
    pub log_format: LogFormat,
}

/// What a body that is a stream or a multipart form may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadLimits {
    /// The greatest one, in bytes.
    pub size: usize,
    /// How long it may take to come.
    pub timeout: Duration,
    /// The most parts of a form.
    pub parts: usize,
    /// The greatest part, in bytes.
    pub part_size: usize,
    /// The greatest head of a part, in bytes.
    pub part_head_size: usize,
    /// A part of more bytes goes into a temporary file.
    pub memory: usize,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// A variable that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingError {
    /// The variable.
    pub variable: String,
    /// Its value, unless it is a secret.
    pub value: Option<String>,
    /// What was expected.
    pub expected: String,
}

/// A variable that looks like one of ours and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownVariable {
    /// The variable.
    pub variable: String,
    /// The one of ours that was perhaps meant.
    pub near: Option<&'static str>,
}

/// All variables that a service reads.
pub const VARIABLES: &[&str] = &[
    "BIND",
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "DATABASE_POOL_SIZE",
    "DATABASE_ACQUIRE_TIMEOUT",
    "DATABASE_STATEMENT_TIMEOUT",
    "SQLITE_SYNCHRONOUS",
    "MIGRATE_ON_START",
    "BODY_LIMIT",
    "REQUEST_TIMEOUT",
    "UPLOAD_LIMIT",
    "UPLOAD_TIMEOUT",
    "UPLOAD_PARTS",
    "UPLOAD_PART_LIMIT",
    "UPLOAD_PART_HEAD_LIMIT",
    "UPLOAD_MEMORY",
    "SHUTDOWN_GRACE",
    "LOG",
    "LOG_FORMAT",
];

impl Settings {
    /// The default settings with a database.
    #[must_use]
    pub fn new(database: DatabaseUrl) -> Self {
        Self {
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: DatabaseOptions::new(database),
            migrate_on_start: true,
            body_limit: 1 << 20,
            request_timeout: Duration::from_secs(30),
            uploads: UploadLimits::USUAL,
            shutdown_grace: Duration::from_secs(20),
            log: String::from("info"),
            log_format: LogFormat::Text,
        }
    }

    /// Reads the settings of a service. `lookup` gives a variable, `read_file` the content of a file.
    ///
    /// # Errors
    /// All variables that are wrong, not the first alone.
    pub fn read(
        service: &str,
        lookup: impl Fn(&str) -> Option<String>,
        read_file: impl Fn(&Path) -> Result<String, String>,
    ) -> Result<Self, Vec<SettingError>> {
        let mut variables = parse::Variables::new(&lookup, &read_file);
        let mut settings = Self::new(DatabaseUrl::default_of(service));
        let database = &mut settings.database;
        variables.read_secret("DATABASE_URL", parse::url, &mut database.url);
        variables.read(
            "DATABASE_POOL_SIZE",
            parse::pool_size,
            &mut database.pool_size,
        );
        variables.read(
            "DATABASE_ACQUIRE_TIMEOUT",
            parse::duration,
            &mut database.acquire_timeout,
        );
        variables.read(
            "DATABASE_STATEMENT_TIMEOUT",
            parse::duration,
            &mut database.statement_timeout,
        );
        variables.read(
            "SQLITE_SYNCHRONOUS",
            parse::durability,
            &mut database.durability,
        );
        variables.read("BIND", parse::address, &mut settings.bind);
        variables.read(
            "MIGRATE_ON_START",
            parse::boolean,
            &mut settings.migrate_on_start,
        );
        variables.read("BODY_LIMIT", parse::size, &mut settings.body_limit);
        variables.read(
            "REQUEST_TIMEOUT",
            parse::duration,
            &mut settings.request_timeout,
        );
        let uploads = &mut settings.uploads;
        variables.read("UPLOAD_LIMIT", parse::size, &mut uploads.size);
        variables.read("UPLOAD_TIMEOUT", parse::duration, &mut uploads.timeout);
        variables.read("UPLOAD_PARTS", parse::count, &mut uploads.parts);
        variables.read("UPLOAD_PART_LIMIT", parse::size, &mut uploads.part_size);
        variables.read(
            "UPLOAD_PART_HEAD_LIMIT",
            parse::size,
            &mut uploads.part_head_size,
        );
        variables.read("UPLOAD_MEMORY", parse::size, &mut uploads.memory);
        variables.read(
            "SHUTDOWN_GRACE",
            parse::duration_or_none,
            &mut settings.shutdown_grace,
        );
        variables.read("LOG", parse::filter, &mut settings.log);
        variables.read("LOG_FORMAT", parse::log_format, &mut settings.log_format);
        let errors = variables.errors();
        if errors.is_empty() {
            Ok(settings)
        } else {
            Err(errors)
        }
    }

    /// The variables that begin as ours do, or nearly have the name of one of ours, and are none: most likely a slip.
    pub fn unknown_variables(names: impl IntoIterator<Item = String>) -> Vec<UnknownVariable> {
        let mut unknown: Vec<UnknownVariable> = names
            .into_iter()
            .filter_map(parse::unknown_variable)
            .collect();
        unknown.sort_by(|a, b| a.variable.cmp(&b.variable));
        unknown
    }
}

impl UploadLimits {
    /// The limits where no variable says another.
    pub const USUAL: Self = Self {
        size: 32 << 20,
        timeout: Duration::from_mins(5),
        parts: 100,
        part_size: 32 << 20,
        part_head_size: 8 << 10,
        memory: 64 << 10,
    };
}

impl std::fmt::Display for SettingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.value {
            Some(value) => write!(
                f,
                "`{}` is {value:?}: expected {}",
                self.variable, self.expected
            ),
            None => write!(f, "`{}`: expected {}", self.variable, self.expected),
        }
    }
}

impl std::fmt::Display for UnknownVariable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.near {
            Some(near) => write!(f, "`{}` is not read; did you mean `{near}`?", self.variable),
            None => write!(f, "`{}` is not read", self.variable),
        }
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
