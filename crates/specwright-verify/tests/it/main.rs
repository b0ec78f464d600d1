//! The verifier on a small tree: clean, it proves everything; edited, it reports each edit.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "the tests read their data from files"
)]

mod board;
mod clean;
mod descriptions;
mod equivalents;
mod gateway;
mod literals;
mod mutants;
