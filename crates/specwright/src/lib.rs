//! Arguments → the pipeline, run as far as a command needs it → what the command prints and writes, and an exit code.
//!
//! **Invariant:** no domain logic: this crate wires stages, names files and prints; what a spec means is decided elsewhere.
//! **Invariant:** a stage runs only if the stages before it found no error (I7); nothing is written that fails
//! verification (I8).
#![expect(
    clippy::disallowed_methods,
    reason = "the command layer is where the environment is asked (I4)"
)]
#![expect(
    clippy::result_large_err,
    reason = "a run fails once at most, and the finding goes to the user as it is"
)]

mod arguments;
pub mod bundle;
mod commands;
mod crate_name;
mod exit;
mod guard;
pub mod output;
pub mod pipeline;
mod preparation;
mod report;
#[cfg(feature = "live")]
mod service;
mod terminal;
pub mod trial;
mod unsupported;
mod vendored;
mod workspace;

pub use arguments::Command;
pub use exit::Exit;

use std::process::ExitCode;

/// Runs a command to its end. A panic is a defect of ours: it is caught, named as such, and ends with 101.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    guard::guarded(|| command.run()).into()
}
