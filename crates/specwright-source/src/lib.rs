//! YAML or JSON text → value tree with a place for every node.
//!
//! **Invariant:** every node and every key has the span of its own text, also behind an alias or a merge.
//! **Invariant:** numbers keep their text; nothing is rounded.

mod anchors;
mod compact;
mod composition;
mod documents;
mod encoding;
mod findings;
mod json;
mod node;
mod number;
mod object;
mod read;
mod scalar;
mod syntax;
mod yaml;

pub use documents::Documents;
pub use node::{Entry, Located, Node, Value};
pub use number::Number;
pub use object::Object;
pub use read::{Document, Format, Limits, read, read_within};
