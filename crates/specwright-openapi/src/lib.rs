//! Value tree → resolved, located API description, in the words of the OpenAPI specification.
//!
//! **Invariant:** each key of the input is claimed by a reader or named in a diagnostic with its place (I5).
//! **Invariant:** references are resolved; a schema that is referred to twice is one entry of the arena.

mod spec;

pub use spec::*;
pub use specwright_source::Located;
