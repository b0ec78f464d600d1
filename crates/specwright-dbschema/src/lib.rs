//! Value tree → located database contract (format version 1).
//!
//! **Invariant:** each key of the input is claimed or reported with its place (I5); arrays keep their order.
//! **Invariant:** the keys that the reader claims are those of the JSON Schema for editors, and the other way round.

mod check;
mod circles;
mod contract;
mod fields;
mod keys;
mod read;
mod reading;
mod sql_text;

pub use circles::circles;
pub use contract::*;
pub use keys::{OBJECTS, ObjectKeys};
pub use read::{FORMAT_VERSION, read};
pub use specwright_source::Located;
