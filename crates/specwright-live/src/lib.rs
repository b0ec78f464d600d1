//! Contracts and an emitted service → findings from running databases and a running service.
//!
//! **Invariant:** databases and processes that are started here end here, also when the caller fails or is killed.
//! **Invariant:** nothing here depends on the model, the plan or the emitter (I2): the database that migrations are
//! compared with is written from the contract alone, by a writer of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "this crate is where processes, databases and the clock are used (I4)"
)]

mod build;
pub mod catalogue;
mod contents;
mod database;
mod error;
mod free_port;
pub mod fresh;
mod laws;
mod migration;
mod postgres;
mod running;
pub mod scratch;
mod service;

pub use build::{BuildOptions, Built, build};
pub use database::{DatabaseReport, verify_database};
pub use error::LiveError;
pub use laws::{LawReport, check_laws};
pub use migration::{Direction, Migration, run as run_statements};
pub use running::{EngineLaws, ServiceReport, verify_service};
pub use service::{LogLine, Service};
