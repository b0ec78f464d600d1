//! The table of codes and the renderers, from outside.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests read golden files and the clock"
)]

mod renderers;
mod table;
