//! Everything on real engines: SQLite always, PostgreSQL where there is one. Where there is none, each test says so
//! and its PostgreSQL half does not run.
#![allow(clippy::unwrap_used, reason = "a failed test is what it is for")]
#![allow(
    clippy::print_stdout,
    reason = "what a test has to say stands in its output"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests read the examples and start processes"
)]

mod catalogues;
mod contracts;
mod double;
mod fresh;
mod laws;
mod scratch;
mod service;
mod verify;
