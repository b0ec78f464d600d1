//! The verifier on a small hand-made tree: clean, it proves everything; edited, it reports each edit.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod board;
mod clean;
mod mutants;
