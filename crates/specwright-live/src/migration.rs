//! The migrations of an emitted tree, as texts, and how they are run.

use crate::LiveError;
use crate::postgres::Postgres;
use crate::scratch::Scratch;
use rusqlite::Connection;
use specwright_dbschema::Dialect;
use specwright_fileset::FileSet;
use std::collections::BTreeMap;

/// The texts of one migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The name of its folder, such as `0001_initial`.
    pub name: String,
    /// The texts that lead forward, under their engines.
    pub up: BTreeMap<Dialect, String>,
    /// The texts that lead back.
    pub down: BTreeMap<Dialect, String>,
}

/// Which way a migration is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Forward.
    Up,
    /// Back.
    Down,
}

impl Direction {
    /// `up` or `down`, as in the names of the files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// The word for an engine in the names of files.
pub(crate) fn dialect_word(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "sqlite",
        Dialect::Postgres => "postgres",
    }
}

impl Migration {
    /// The migrations of a tree (`migrations/<name>/{up,down}.{sqlite,postgres}.sql`), in the order of their names.
    #[must_use]
    pub fn all_in(files: &FileSet) -> Vec<Self> {
        let mut migrations: BTreeMap<String, Self> = BTreeMap::new();
        for (path, file) in files.iter() {
            let mut segments = path.as_str().split('/');
            let (Some("migrations"), Some(name), Some(file_name), None) = (
                segments.next(),
                segments.next(),
                segments.next(),
                segments.next(),
            ) else {
                continue;
            };
            let (direction, dialect) = match file_name {
                "up.sqlite.sql" => (Direction::Up, Dialect::Sqlite),
                "up.postgres.sql" => (Direction::Up, Dialect::Postgres),
                "down.sqlite.sql" => (Direction::Down, Dialect::Sqlite),
                "down.postgres.sql" => (Direction::Down, Dialect::Postgres),
                _ => continue,
            };
            let migration = migrations.entry(name.to_owned()).or_insert_with(|| Self {
                name: name.to_owned(),
                up: BTreeMap::new(),
                down: BTreeMap::new(),
            });
            let text = String::from_utf8_lossy(&file.contents).into_owned();
            migration.texts_mut(direction).insert(dialect, text);
        }
        migrations.into_values().collect()
    }

    /// The texts of one direction.
    #[must_use]
    pub fn texts(&self, direction: Direction) -> &BTreeMap<Dialect, String> {
        match direction {
            Direction::Up => &self.up,
            Direction::Down => &self.down,
        }
    }

    fn texts_mut(&mut self, direction: Direction) -> &mut BTreeMap<Dialect, String> {
        match direction {
            Direction::Up => &mut self.up,
            Direction::Down => &mut self.down,
        }
    }

    /// The path of a text, for messages.
    #[must_use]
    pub fn path(&self, direction: Direction, dialect: Dialect) -> String {
        format!(
            "migrations/{}/{}.{}.sql",
            self.name,
            direction.word(),
            dialect_word(dialect)
        )
    }
}

/// Runs a text in one transaction, as the runner of an emitted service does: on SQLite with foreign keys switched off
/// outside the transaction, and with a check of all references before it ends. A scratch database need not survive the
/// machine, so nothing waits for the disk.
pub fn run(scratch: &Scratch, sql: &str) -> Result<(), LiveError> {
    match scratch {
        Scratch::Sqlite(scratch) => {
            let refused = |error: rusqlite::Error| LiveError::Database {
                doing: "run a migration on SQLite".to_owned(),
                message: error.to_string(),
            };
            let connection = Connection::open(scratch.path()).map_err(refused)?;
            connection
                .execute_batch(
                    "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",
                )
                .map_err(refused)?;
            connection.execute_batch(sql).map_err(refused)?;
            let dangling = "SELECT count(*) FROM pragma_foreign_key_check";
            let dangling: i64 = connection
                .query_row(dangling, [], |row| row.get(0))
                .map_err(refused)?;
            if dangling > 0 {
                let message = format!("{dangling} rows refer to rows that do not exist");
                return Err(LiveError::Database {
                    doing: "run a migration on SQLite".to_owned(),
                    message,
                });
            }
            connection.execute_batch("COMMIT").map_err(refused)
        }
        Scratch::Postgres(scratch) => {
            let postgres = Postgres::connect(scratch.url())?;
            let doing = "run a migration on PostgreSQL";
            postgres.batch(doing, "BEGIN")?;
            postgres.batch(doing, sql)?;
            postgres.batch(doing, "COMMIT")
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what it is for")]

    use super::{Dialect, Direction, Migration, run};
    use crate::scratch::Scratch;
    use specwright_fileset::{FileSet, OutputFile, Ownership, RelPath};

    #[test]
    fn finds_the_texts_of_a_tree_and_nothing_else() {
        let mut files = FileSet::default();
        for path in [
            "migrations/0002_more/up.sqlite.sql",
            "migrations/0001_initial/up.sqlite.sql",
            "migrations/0001_initial/down.postgres.sql",
            "migrations/0001_initial/snapshot.json",
            "migrations/migrations.sum",
            "src/up.sqlite.sql",
        ] {
            let file = OutputFile {
                contents: path.as_bytes().to_vec(),
                ownership: Ownership::Generated,
            };
            files.insert(RelPath::new(path).unwrap(), file);
        }
        let migrations = Migration::all_in(&files);
        let names: Vec<&str> = migrations
            .iter()
            .map(|migration| migration.name.as_str())
            .collect();
        assert_eq!(names, ["0001_initial", "0002_more"]);
        assert_eq!(migrations[0].up.len(), 1);
        assert_eq!(
            migrations[0].down[&Dialect::Postgres],
            "migrations/0001_initial/down.postgres.sql"
        );
        assert_eq!(
            migrations[1].path(Direction::Up, Dialect::Sqlite),
            "migrations/0002_more/up.sqlite.sql"
        );
    }

    #[test]
    fn a_text_that_fails_half_way_leaves_nothing() {
        let scratch = Scratch::sqlite().unwrap();
        assert!(
            run(
                &scratch,
                "CREATE TABLE a (x TEXT) STRICT; CREATE TABLE b (x FROB) STRICT"
            )
            .is_err()
        );
        run(&scratch, "CREATE TABLE a (x TEXT) STRICT").unwrap();
    }
}
