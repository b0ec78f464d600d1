//! The documents of a description, and their nodes by JSON Pointer.

use crate::cursor::{push_token, short_place};
use specwright_diagnostics::{Span, nearest};
use specwright_source::{Node, Object, Value};

/// The number of a document; the entry document is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DocumentId(usize);

impl DocumentId {
    pub(crate) const ENTRY: Self = Self(0);
}

/// All documents that a reference can lead to.
pub(crate) struct Documents<'a> {
    roots: Vec<&'a Node>,
}

/// What a reference leads to.
pub(crate) enum Located<'a> {
    /// A node, with its pointer in canonical form.
    Found {
        document: DocumentId,
        pointer: String,
        node: &'a Node,
        at: Span,
    },
    /// Nothing; perhaps there is something of a similar name.
    Missing { similar: Option<String> },
    /// A file or a URL.
    Elsewhere,
    /// No reference at all, with the reason.
    Malformed(&'static str),
}

impl<'a> Documents<'a> {
    pub(crate) fn new(entry: &'a Node) -> Self {
        Self { roots: vec![entry] }
    }

    pub(crate) fn root(&self, document: DocumentId) -> &'a Node {
        self.roots[document.0]
    }

    /// Follows the text of a `$ref` that stands in a document.
    pub(crate) fn locate(&self, from: DocumentId, reference: &str) -> Located<'a> {
        if reference.is_empty() {
            return Located::Malformed("it is empty");
        }
        if reference.chars().any(char::is_control) {
            return Located::Malformed("it holds a control character");
        }
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if !address.is_empty() {
            return Located::Elsewhere;
        }
        let Some(fragment) = percent_decoded(fragment) else {
            return Located::Malformed("its percent-encoding is broken");
        };
        if fragment.is_empty() {
            return Located::Malformed("it leads to the whole document");
        }
        let Some(path) = fragment.strip_prefix('/') else {
            return Located::Malformed("after `#` a JSON Pointer begins with `/`");
        };
        self.walk(from, path)
    }

    fn walk(&self, document: DocumentId, path: &str) -> Located<'a> {
        let mut node = self.root(document);
        let mut at = short_place(node);
        let mut pointer = String::with_capacity(path.len() + 1);
        for token in path.split('/') {
            let token = token.replace("~1", "/").replace("~0", "~");
            match &node.value {
                Value::Object(object) => match object.entry(&token) {
                    Some(entry) => {
                        node = &entry.node;
                        at = entry.key_span;
                    }
                    None => {
                        return Located::Missing {
                            similar: similar(object, &token, &pointer),
                        };
                    }
                },
                Value::Array(items) => match token
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| items.get(index))
                {
                    Some(item) => {
                        node = item;
                        at = short_place(item);
                    }
                    None => return Located::Missing { similar: None },
                },
                _ => return Located::Missing { similar: None },
            }
            push_token(&mut pointer, &token);
        }
        Located::Found {
            document,
            pointer,
            node,
            at,
        }
    }
}

fn similar(object: &Object, token: &str, parent: &str) -> Option<String> {
    nearest(token, object.entries.iter().map(|entry| entry.key.as_str())).map(|name| {
        let mut pointer = format!("#{parent}");
        push_token(&mut pointer, name);
        pointer
    })
}

/// The text behind `%XX` escapes; `None` where an escape is cut short or the bytes are not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || {
                char::from(rest.next()?)
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            };
            bytes.push(digit()? * 16 + digit()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
