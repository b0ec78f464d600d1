//! Value tree → resolved, located API description, in the words of the OpenAPI specification.
//!
//! **Invariant:** each key of the input is claimed by a reader or named in a diagnostic with its place (I5).
//! **Invariant:** references are resolved; a schema that is referred to twice is one entry of the arena.
//! **Invariant:** no input makes it panic, loop, or use the stack in proportion to the length of a reference chain.

mod address;
mod arena;
mod bundle;
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
pub mod overlay;
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
mod siblings;
mod spec;
mod template;
mod value;
mod version;

pub use bundle::shown;
pub use spec::*;
pub use specwright_source::{Documents, Located};

use reader::Reader;
use specwright_diagnostics::{Outcome, Span, sort_and_deduplicate};
use specwright_source::Node;
use std::collections::BTreeMap;

/// Reads a description of one document.
///
/// The value is `None` where the document is no OpenAPI 3.0, 3.1 or 3.2 description at all; otherwise it holds
/// everything that could be read, also beside errors.
#[must_use]
pub fn read(root: &Node) -> Outcome<Option<Description>> {
    outcome(Reader::new(document::Documents::of_entry(root))).outcome
}

/// Reads a description of several documents, as far as they are there. References to documents that are not among them
/// are errors, and those documents are listed: a caller that finds some of them adds them, and reads again.
///
/// A schema of another document is named by the last part of its pointer, or by its file where it is the whole document.
/// What of another document nothing refers to is not looked at.
#[must_use]
pub fn read_all(documents: &Documents) -> Reading {
    outcome(Reader::new(document::Documents::new(documents)))
}

/// What reading came to.
#[derive(Debug)]
pub struct Reading {
    /// The description, and what was found about it.
    pub outcome: Outcome<Option<Description>>,
    /// The documents that are still missing, by name; none of them leads out of the folder of the entry document. What
    /// they refer to in their turn can be said only when they are there.
    pub wanted: Vec<Wanted>,
}

/// A document that a reference leads to and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name, as [`Documents`] has it.
    pub name: String,
    /// The text of the first reference that asks for it.
    pub span: Span,
}

fn outcome(mut reader: Reader<'_>) -> Reading {
    let value = reader.description();
    let mut diagnostics = reader.findings;
    sort_and_deduplicate(&mut diagnostics);
    let mut wanted = BTreeMap::new();
    for Located { value, span } in reader.wanted {
        wanted.entry(value).or_insert(span);
    }
    let wanted = wanted.into_iter();
    Reading {
        outcome: Outcome { value, diagnostics },
        wanted: wanted.map(|(name, span)| Wanted { name, span }).collect(),
    }
}
