//! Folders of inputs → what the pipeline makes of them, compared with what is written down beside them.
//!
//! Set `UPDATE_GOLDEN=1` to write the expected outputs anew, and review the difference; set `RUN_SLOW_TESTS=1` to
//! compile all generated cases, too.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests read their folders and ask the environment (I4)"
)]
#![expect(clippy::print_stderr, reason = "a test that cannot run here says so")]

mod cases;
mod compile;
mod corpus;
mod determinism;
mod drift;
mod formats;
mod golden;
mod hostile;
mod json_schema;
mod mutants;
mod pipeline;
mod rejects;
mod requests;
