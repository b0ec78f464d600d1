//! The database interface, on both engines.

#![cfg(all(feature = "sqlite", feature = "postgres"))]
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

#[path = "../support/mod.rs"]
mod support;

mod concurrency;
mod failures;
mod round_trips;
mod transactions;
