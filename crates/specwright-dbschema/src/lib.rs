//! Value tree → located database contract (format version 1).
//!
//! **Invariant:** each key of the input is claimed or reported with its place (I5); arrays keep their order.

mod contract;

pub use contract::*;
pub use specwright_source::Located;
