//! The API as the description promises it: a small reader of its own over the untyped value tree.
//!
//! It shares nothing with the reader that generation uses, so that a mistake there is a difference here.

mod kind;
mod operation;
mod response;
mod schema;
mod shape;

pub(crate) use operation::{
    Body, BodyContent, ListStyle, Location, Operation, Parameter, operations,
};
pub(crate) use response::{Response, Status, holds};
pub(crate) use schema::{Facets, facets};
pub(crate) use shape::{
    Additional, Limit, NumberPromise, ObjectPromise, Promise, PropertyPromise, Shape, TextPromise,
    promise,
};

use specwright_diagnostics::Span;
use specwright_source::{Node, Object};

/// A description and what is needed to follow its references.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spec<'a> {
    pub(crate) root: &'a Node,
    /// Whether keys beside `$ref` count (OpenAPI 3.1).
    pub(crate) siblings: bool,
}

/// Something that the description says and that this reader does not compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Uncompared {
    pub(crate) span: Span,
    pub(crate) what: String,
}

/// How many references may lead from one to the next.
const MAX_REFERENCES: u32 = 32;

impl<'a> Spec<'a> {
    pub(crate) fn new(root: &'a Node) -> Self {
        let version = root
            .as_object()
            .and_then(|root| root.get("openapi"))
            .and_then(Node::as_str);
        Self {
            root,
            siblings: version.is_some_and(|version| version.starts_with("3.1")),
        }
    }

    /// The value itself, or what its `$ref` leads to at last.
    pub(crate) fn follow(&self, node: &'a Node) -> Result<&'a Node, Uncompared> {
        let mut node = node;
        for _ in 0..MAX_REFERENCES {
            let Some(reference) = node.as_object().and_then(|object| object.get("$ref")) else {
                return Ok(node);
            };
            node = self.target(reference)?;
        }
        Err(Uncompared {
            span: node.span,
            what: "a chain of references without an end".to_owned(),
        })
    }

    /// What the text of a `$ref` names.
    pub(crate) fn target(&self, reference: &'a Node) -> Result<&'a Node, Uncompared> {
        let uncompared = |what: String| Uncompared {
            span: reference.span,
            what,
        };
        let text = reference
            .as_str()
            .ok_or_else(|| uncompared("a `$ref` that is no string".to_owned()))?;
        let pointer = text
            .strip_prefix('#')
            .ok_or_else(|| uncompared(format!("a reference to another document, `{text}`")))?;
        self.root
            .pointer(&percent_decoded(pointer))
            .ok_or_else(|| uncompared(format!("the reference `{text}`, which leads nowhere")))
    }
}

/// The object of a key, empty where there is none.
pub(crate) fn entries<'a>(object: &'a Object, key: &str) -> &'a [specwright_source::Entry] {
    object
        .get(key)
        .and_then(Node::as_object)
        .map_or(&[], |object| &object.entries)
}

/// A URI fragment's text: `%7B` is `{`.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(value) = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            decoded.push(value);
            at += 3;
        } else {
            decoded.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
