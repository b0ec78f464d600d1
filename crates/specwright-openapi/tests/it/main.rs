//! Descriptions read from text, as the pipeline reads them.
#![allow(missing_docs)]
#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

mod cases;
mod corpus;
mod input;
mod outline;
mod witness;
