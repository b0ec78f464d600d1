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
    /// How long requests may go on after a signal to stop.
    pub shutdown_grace: Duration,
    /// A filter of `tracing`.
    pub log: String,
    /// How log lines are written.
    pub log_format: LogFormat,
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
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;
    use crate::database::Durability;

    fn read(variables: &[(&str, &str)]) -> Result<Settings, Vec<SettingError>> {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(variable, _)| *variable == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let read_file = |path: &Path| match path.to_str() {
            Some("/run/secrets/url") => Ok(String::from("sqlite://from-file.db\n")),
            _ => Err(String::from("no such file")),
        };
        Settings::read("taskboard", lookup, read_file)
    }

    #[test]
    fn nothing_set_gives_the_defaults() {
        let settings = read(&[("LOG", ""), ("DATABASE_URL", "")]).unwrap();
        assert_eq!(settings.bind.to_string(), "127.0.0.1:8080");
        assert_eq!(
            format!("{:?}", settings.database.url),
            "sqlite://taskboard.sqlite3"
        );
        assert_eq!(settings.database.durability, Durability::Full);
        assert!(settings.migrate_on_start);
        assert_eq!(
            (settings.body_limit, settings.log_format),
            (1_048_576, LogFormat::Text)
        );
    }

    #[test]
    fn every_variable_is_read() {
        let settings = read(&[
            ("BIND", "[::]:80"),
            ("DATABASE_URL", "sqlite::memory:"),
            ("DATABASE_POOL_SIZE", "3"),
            ("DATABASE_ACQUIRE_TIMEOUT", "250ms"),
            ("DATABASE_STATEMENT_TIMEOUT", "2m"),
            ("SQLITE_SYNCHRONOUS", "normal"),
            ("MIGRATE_ON_START", "false"),
            ("BODY_LIMIT", "64KiB"),
            ("REQUEST_TIMEOUT", "1h"),
            ("SHUTDOWN_GRACE", "0"),
            ("LOG", "warn,specwright_runtime=debug"),
            ("LOG_FORMAT", "json"),
        ])
        .unwrap();
        assert_eq!(settings.bind.to_string(), "[::]:80");
        assert_eq!(format!("{:?}", settings.database.url), "sqlite::memory:");
        assert_eq!(settings.database.pool_size, 3);
        assert_eq!(
            settings.database.acquire_timeout,
            Duration::from_millis(250)
        );
        assert_eq!(settings.database.statement_timeout, Duration::from_mins(2));
        assert_eq!(settings.database.durability, Durability::Normal);
        assert!(!settings.migrate_on_start);
        assert_eq!(settings.body_limit, 65_536);
        assert_eq!(settings.request_timeout, Duration::from_hours(1));
        assert_eq!(settings.shutdown_grace, Duration::ZERO);
        assert_eq!(settings.log, "warn,specwright_runtime=debug");
        assert_eq!(settings.log_format, LogFormat::Json);
    }

    #[test]
    fn all_errors_are_listed_at_once_and_no_secret_is_shown() {
        let errors = read(&[
            ("BIND", "localhost"),
            ("DATABASE_URL", "mysql://me:hush@host/x"),
            ("DATABASE_POOL_SIZE", "0"),
            ("DATABASE_ACQUIRE_TIMEOUT", "soon"),
            ("SQLITE_SYNCHRONOUS", "off"),
            ("MIGRATE_ON_START", "maybe"),
            ("BODY_LIMIT", "2GiB"),
            ("REQUEST_TIMEOUT", "0s"),
            ("LOG", "=="),
            ("LOG_FORMAT", "xml"),
        ])
        .unwrap_err();
        assert_eq!(errors.len(), 10);
        let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(!shown.concat().contains("hush"), "{shown:?}");
        assert!(
            shown.contains(&String::from(
                "`DATABASE_POOL_SIZE` is \"0\": expected a number from 1 to 1000"
            )),
            "{shown:?}"
        );
    }

    #[test]
    fn a_secret_may_lie_in_a_file() {
        let settings = read(&[("DATABASE_URL_FILE", "/run/secrets/url")]).unwrap();
        assert_eq!(
            format!("{:?}", settings.database.url),
            "sqlite://from-file.db"
        );
        let errors = read(&[("DATABASE_URL_FILE", "/nowhere")]).unwrap_err();
        assert_eq!(
            errors[0].to_string(),
            "`DATABASE_URL_FILE` is \"/nowhere\": expected a file that can be read: no such file"
        );
        let errors = read(&[
            ("DATABASE_URL_FILE", "/run/secrets/url"),
            ("DATABASE_URL", "sqlite::memory:"),
        ])
        .unwrap_err();
        assert_eq!(errors[0].variable, "DATABASE_URL_FILE");
    }

    #[test]
    fn slips_are_named() {
        let names = [
            "PATH",
            "DATABASE_URL",
            "DATABASE_POOLSIZE",
            "BIMD",
            "LOG_FORMATS",
            "DATABASE_HOSTNAME",
            "LOGNAME",
        ];
        let unknown = Settings::unknown_variables(names.map(String::from));
        let shown: Vec<String> = unknown.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "`BIMD` is not read; did you mean `BIND`?",
                "`DATABASE_HOSTNAME` is not read",
                "`DATABASE_POOLSIZE` is not read; did you mean `DATABASE_POOL_SIZE`?",
                "`LOG_FORMATS` is not read; did you mean `LOG_FORMAT`?",
            ]
        );
    }
}
