//! The two specs → findings, by rules over each alone and over both together, one file a rule.
//!
//! **Invariant:** a rule sees specs that were read without errors, and changes nothing.

mod api;
mod database;

pub use api::api;
pub use database::database;
