//! What was applied, and what is to be done next?

use super::{Migration, MigrationError, MigrationState, MigrationStatus};
use crate::database::{DatabaseError, Dialect, Row, Statement};
use crate::value::Timestamp;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Every migration applied.
    Up,
    /// So many taken back.
    Down(usize),
}

pub(super) static EXISTS: Statement = Statement {
    sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'specwright_migrations'",
    postgres: "SELECT to_regclass('specwright_migrations') IS NOT NULL",
};

pub(super) static CREATE: Statement = Statement {
    sqlite: "CREATE TABLE IF NOT EXISTS specwright_migrations (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applied_at TEXT NOT NULL
) STRICT",
    postgres: "CREATE TABLE IF NOT EXISTS specwright_migrations (
    version bigint NOT NULL PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone NOT NULL
)",
};

const READ_TEXT: &str =
    "SELECT version, name, sha256, applied_at FROM specwright_migrations ORDER BY version";
pub(super) static READ: Statement = Statement {
    sqlite: READ_TEXT,
    postgres: READ_TEXT,
};

pub(super) static INSERT: Statement = Statement {
    sqlite: "INSERT INTO specwright_migrations (version, name, sha256, applied_at) VALUES (?1, ?2, ?3, ?4)",
    postgres: "INSERT INTO specwright_migrations (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
};

pub(super) static DELETE: Statement = Statement {
    sqlite: "DELETE FROM specwright_migrations WHERE version = ?1",
    postgres: "DELETE FROM specwright_migrations WHERE version = $1",
};

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) version: u32,
    pub(super) name: String,
    pub(super) sha256: String,
    pub(super) applied_at: Timestamp,
}

/// Reads a line from a row of [`READ`].
pub(super) fn line(row: &Row<'_>) -> Result<Line, DatabaseError> {
    Ok(Line {
        version: row.get(0)?,
        name: row.get(1)?,
        sha256: row.get(2)?,
        applied_at: row.get(3)?,
    })
}

/// The versions of a list must ascend.
pub(super) fn check_order(migrations: &[Migration]) -> Result<(), MigrationError> {
    match migrations
        .windows(2)
        .find(|pair| pair[0].version >= pair[1].version)
    {
        Some(pair) => Err(MigrationError::Unordered {
            version: pair[1].version,
        }),
        None => Ok(()),
    }
}

/// The digest of a migration's step forward. Line ends do not count, so that a checkout on Windows is the same.
pub(super) fn digest(migration: &Migration, dialect: Dialect) -> String {
    let text = migration.up.text(dialect).replace("\r\n", "\n");
    Sha256::digest(text)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string takes any text");
            hex
        })
}

/// All lines.
pub(super) struct History {
    lines: BTreeMap<u32, Line>,
}

impl History {
    pub(super) fn new(lines: Vec<Line>) -> Self {
        Self {
            lines: lines.into_iter().map(|line| (line.version, line)).collect(),
        }
    }

    /// The migration to apply or take back now. `done` were handled in this run.
    ///
    /// # Errors
    /// The history and the list do not fit together.
    pub(super) fn next(
        &self,
        migrations: &[Migration],
        goal: Goal,
        done: usize,
        dialect: Dialect,
    ) -> Result<Option<Migration>, MigrationError> {
        for line in self.lines.values() {
            let (version, name) = (line.version, line.name.clone());
            match migrations
                .iter()
                .find(|migration| migration.version == version)
            {
                None => return Err(MigrationError::Missing { version, name }),
                Some(migration) if digest(migration, dialect) != line.sha256 => {
                    return Err(MigrationError::Changed { version, name });
                }
                Some(_) => {}
            }
        }
        let latest = self.lines.last_key_value().map(|(version, _)| *version);
        match goal {
            Goal::Up => {
                let next = migrations
                    .iter()
                    .find(|migration| !self.lines.contains_key(&migration.version))
                    .copied();
                match (next, latest) {
                    (Some(Migration { version, .. }), Some(latest)) if version < latest => {
                        Err(MigrationError::OutOfOrder { version, latest })
                    }
                    _ => Ok(next),
                }
            }
            Goal::Down(count) if done < count => Ok(migrations
                .iter()
                .find(|migration| Some(migration.version) == latest)
                .copied()),
            Goal::Down(_) => Ok(None),
        }
    }

    pub(super) fn status(
        &self,
        migrations: &[Migration],
        dialect: Dialect,
    ) -> Vec<MigrationStatus> {
        let mut statuses: Vec<MigrationStatus> = migrations
            .iter()
            .map(|migration| MigrationStatus {
                version: migration.version,
                name: migration.name.to_owned(),
                state: match self.lines.get(&migration.version) {
                    None => MigrationState::Pending,
                    Some(line) if line.sha256 == digest(migration, dialect) => {
                        MigrationState::Applied {
                            at: line.applied_at,
                        }
                    }
                    Some(line) => MigrationState::Changed {
                        at: line.applied_at,
                    },
                },
            })
            .collect();
        for line in self.lines.values() {
            if !migrations
                .iter()
                .any(|migration| migration.version == line.version)
            {
                let state = MigrationState::Missing {
                    at: line.applied_at,
                };
                statuses.push(MigrationStatus {
                    version: line.version,
                    name: line.name.clone(),
                    state,
                });
            }
        }
        statuses.sort_by_key(|status| status.version);
        statuses
    }
}
