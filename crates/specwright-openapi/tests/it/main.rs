//! Descriptions read from text, as the pipeline reads them.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its input has failed"
)]
#![expect(clippy::disallowed_methods, reason = "the cases lie in folders")]
#![expect(clippy::print_stderr, reason = "what is skipped is said")]

mod bundle;
mod cases;
mod corpus;
mod damage;
mod input;
mod outline;
mod witness;
