//! The two specs → findings, by rules over each alone and over both together, one file a rule.
//!
//! **Invariant:** a rule sees specs that were read without errors, and changes nothing.

mod database;

pub use database::database;
