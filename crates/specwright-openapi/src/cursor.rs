//! Where the reader is: a node, its place in the text, and its pointer in the document.

use crate::bundle::FURTHER;
use crate::document::DocumentId;
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Value};

/// The way from the top of a document to a node; it becomes text only where text is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'p> {
    /// A node that was found by its pointer.
    Start {
        document: DocumentId,
        pointer: &'p str,
    },
    /// The value of a key.
    Key { parent: &'p Self, key: &'p str },
    /// An item of an array.
    Item { parent: &'p Self, index: usize },
}

impl Place<'_> {
    pub(crate) fn document(&self) -> DocumentId {
        let mut place = self;
        loop {
            match place {
                Self::Start { document, .. } => return *document,
                Self::Key { parent, .. } | Self::Item { parent, .. } => place = parent,
            }
        }
    }

    /// Whether this is the top of a document other than the entry, which may stand in a bundle.
    pub(crate) fn is_other_document(&self) -> bool {
        let Self::Start { document, pointer } = self else {
            return false;
        };
        if *document != DocumentId::ENTRY {
            return pointer.is_empty();
        }
        let in_bundle = pointer
            .strip_prefix('/')
            .and_then(|rest| rest.strip_prefix(FURTHER)?.strip_prefix('/'));
        in_bundle.is_some_and(|name| !name.contains('/'))
    }

    /// The JSON Pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        let mut steps = Vec::new();
        let mut place = self;
        let mut text = loop {
            match place {
                Self::Start { pointer, .. } => break (*pointer).to_owned(),
                Self::Key { parent, .. } | Self::Item { parent, .. } => {
                    steps.push(place);
                    place = parent;
                }
            }
        };
        for step in steps.into_iter().rev() {
            match step {
                Self::Key { key, .. } => push_token(&mut text, key),
                Self::Item { index, .. } => push_token(&mut text, &index.to_string()),
                Self::Start { .. } => {}
            }
        }
        text
    }
}

/// Appends one reference token, escaped.
pub(crate) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for char in token.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            char => pointer.push(char),
        }
    }
}

/// A node and where it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a, 'p> {
    pub(crate) node: &'a Node,
    /// The short place to point at when the whole node is meant: its key, or its first key in an array.
    pub(crate) at: Span,
    pub(crate) place: Place<'p>,
}

impl<'a> Cursor<'a, '_> {
    /// The value of one of the node's keys.
    pub(crate) fn child<'q>(&'q self, entry: &'a Entry) -> Cursor<'a, 'q>
    where
        'a: 'q,
    {
        Cursor {
            node: &entry.node,
            at: entry.key_span,
            place: Place::Key {
                parent: &self.place,
                key: &entry.key,
            },
        }
    }

    /// One of the node's items.
    pub(crate) fn item<'q>(&'q self, index: usize, node: &'a Node) -> Cursor<'a, 'q> {
        Cursor {
            node,
            at: short_place(node),
            place: Place::Item {
                parent: &self.place,
                index,
            },
        }
    }
}

/// The first key of an object, else the whole node.
pub(crate) fn short_place(node: &Node) -> Span {
    match &node.value {
        Value::Object(object) => object
            .entries
            .first()
            .map_or(node.span, |entry| entry.key_span),
        _ => node.span,
    }
}

/// What tells one node from every other: its address, which does not change while a description is read.
pub(crate) fn identity(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}
