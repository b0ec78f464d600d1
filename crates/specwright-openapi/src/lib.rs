//! Value tree → resolved, located API description, in the words of the OpenAPI specification.
//!
//! **Invariant:** each key of the input is claimed by a reader or named in a diagnostic with its place (I5).
//! **Invariant:** references are resolved; a schema that is referred to twice is one entry of the arena.
//! **Invariant:** no input makes it panic, loop, or use the stack in proportion to the length of a reference chain.

mod arena;
mod callback;
mod components;
mod content;
mod cursor;
mod document;
mod effect;
mod example;
mod extension;
mod fields;
mod header;
mod info;
mod later;
mod link;
mod operation;
mod parameter;
mod path_item;
mod reader;
mod reference;
mod request_body;
mod response;
mod root;
mod schema;
mod security;
mod server;
mod shape;
mod spec;
mod template;
mod value;
mod version;

pub use spec::*;
pub use specwright_source::Located;

use specwright_diagnostics::{Outcome, sort_and_deduplicate};
use specwright_source::Node;

/// Reads a description out of its entry document.
///
/// The value is `None` where the document is no OpenAPI 3.0 or 3.1 description at all; otherwise it holds everything
/// that could be read, also beside errors.
#[must_use]
pub fn read(root: &Node) -> Outcome<Option<Description>> {
    let mut reader = reader::Reader::new(root);
    let value = reader.description();
    let mut diagnostics = reader.findings;
    sort_and_deduplicate(&mut diagnostics);
    Outcome { value, diagnostics }
}
