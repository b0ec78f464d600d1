//! The runner of migrations, on both engines.

#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test has a clock, files and an environment"
)]

#[path = "../support/mod.rs"]
mod support;

mod history;
mod running;

use specwright_runtime::{Migration, Statement};

/// A migration with the same text on both engines.
const fn same(version: u32, name: &'static str, up: &'static str, down: &'static str) -> Migration {
    Migration {
        version,
        name,
        up: Statement {
            sqlite: up,
            postgres: up,
        },
        down: Statement {
            sqlite: down,
            postgres: down,
        },
    }
}

const FIRST: Migration = same(
    1,
    "initial",
    "CREATE TABLE authors (id integer NOT NULL PRIMARY KEY, name text NOT NULL);
     CREATE TABLE books (id integer NOT NULL PRIMARY KEY, author integer NOT NULL REFERENCES authors (id) ON DELETE CASCADE);",
    "DROP TABLE books;\nDROP TABLE authors;",
);
const SECOND: Migration = same(
    2,
    "titles",
    "ALTER TABLE books ADD COLUMN title text;",
    "ALTER TABLE books DROP COLUMN title;",
);
const THIRD: Migration = same(
    5,
    "tags",
    "CREATE TABLE tags (id integer NOT NULL PRIMARY KEY);",
    "DROP TABLE tags;",
);
