//! The API as the description promises it: a small reader of its own over the untyped value tree.
//!
//! It shares nothing with the reader that generation uses, so that a mistake there is a difference here.

mod access;
mod claims;
mod content;
mod kind;
mod number;
mod operation;
mod outline;
mod parameter;
mod resolution;
mod response;
mod schema;
mod shape;
mod union;

pub(crate) use access::{Credentials, Needs, judgement, scheme};
pub(crate) use claims::{SpecReading, identity};
pub(crate) use content::{Content, FormPromise, MediaType, essence};
pub(crate) use kind::{is_contradictory, kind, nullable, possible_types};
pub(crate) use number::NumberPromise;
pub(crate) use operation::{Body, Operation, operations};
pub(crate) use outline::Made;
pub(crate) use parameter::{Location, Notation, Parameter, Style};
pub(crate) use resolution::{clauses, facets, facets_of};
pub(crate) use response::{Response, Status, holds};
pub(crate) use schema::{Clause, Facets};
pub(crate) use shape::{
    Additional, Limit, ObjectPromise, Promise, PropertyPromise, Shape, TextPromise, promise,
};
pub(crate) use union::{Alternative, Union};

use specwright_diagnostics::Span;
use specwright_source::{Documents, Node, Object};

/// A description and what is needed to follow its references.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spec<'a> {
    pub(crate) root: &'a Node,
    /// The root's document, and those that references lead to.
    documents: &'a Documents,
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
    pub(crate) fn new(documents: &'a Documents) -> Self {
        let root = documents.entry();
        let version = root
            .as_object()
            .and_then(|root| root.get("openapi"))
            .and_then(Node::as_str);
        let is_of = |prefix| version.is_some_and(|version| version.starts_with(prefix));
        Self {
            root,
            documents,
            siblings: is_of("3.1") || is_of("3.2"),
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
        let (address, pointer) = text.split_once('#').unwrap_or((text, ""));
        let document = if address.is_empty() {
            self.document_of(reference.span)
        } else {
            let name = document_name(self.name_of(reference.span), address);
            name.and_then(|name| self.documents.get(&name))
                .ok_or_else(|| uncompared(format!("a reference to another document, `{text}`")))?
        };
        document
            .pointer(&percent_decoded(pointer))
            .ok_or_else(|| uncompared(format!("the reference `{text}`, which leads nowhere")))
    }

    /// The document that a place lies in. What an overlay brought belongs to the entry.
    fn document_of(&self, place: Span) -> &'a Node {
        self.documents.get(self.name_of(place)).unwrap_or(self.root)
    }

    fn name_of(&self, place: Span) -> &'a str {
        let lies_in =
            |root: Option<&Node>| root.is_some_and(|root| root.span.source == place.source);
        self.documents
            .others()
            .find(|(_, root)| lies_in(*root))
            .map_or(self.documents.entry_name(), |(name, _)| name)
    }
}

/// The name of the document that an address means, relative to the one of the name `base`: `a/b.yaml` and `../c.yaml`
/// make `c.yaml`. A copy of `https://host/path` is called `vendor/host/path`.
fn document_name(base: &str, address: &str) -> Option<String> {
    let of_network = address
        .strip_prefix("https://")
        .or(address.strip_prefix("http://"));
    if let Some(path) = of_network {
        let (host, path) = path.split_once('/')?;
        return Some(format!(
            "vendor/{}/{}",
            host.to_ascii_lowercase(),
            percent_decoded(path)
        ));
    }
    let mut segments: Vec<String> = base.split('/').map(str::to_owned).collect();
    segments.pop();
    for segment in address.split('/').map(percent_decoded) {
        match segment.as_str() {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            _ => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// The object of a key, empty where there is none.
pub(crate) fn entries<'a>(object: &'a Object, key: &str) -> &'a [specwright_source::Entry] {
    object
        .get(key)
        .and_then(Node::as_object)
        .map_or(&[], |object| &object.entries)
}

/// A URI fragment's text: `%7B` is `{`.
pub(crate) fn percent_decoded(text: &str) -> String {
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
