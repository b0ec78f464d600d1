//! The database interface, on both engines.

#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test has a clock, files and an environment"
)]

#[path = "../support/mod.rs"]
mod support;

mod concurrency;
mod encryption;
mod failures;
mod round_trips;
mod transactions;
