//! The documents of a description, and their nodes by JSON Pointer.

use crate::address::{Refused, document_name, percent_decoded};
use crate::cursor::{push_token, short_place};
use specwright_diagnostics::{Span, nearest};
use specwright_source::{Node, Object, Value};
use std::collections::BTreeMap;

/// The number of a document; the entry document is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DocumentId(usize);

impl DocumentId {
    pub(crate) const ENTRY: Self = Self(0);
}

/// All documents that a reference can lead to.
pub(crate) struct Documents<'a> {
    /// The documents with their names; the entry's is empty where nobody told it.
    all: Vec<(&'a str, &'a Node)>,
    /// The numbers by name; `None` for a document that is there and cannot be read.
    numbers: BTreeMap<&'a str, Option<DocumentId>>,
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
    /// A document that is not there, by its name.
    Absent(String),
    /// A document that cannot be read, which was reported when it was loaded.
    Unreadable,
    /// A place that no document may lie in.
    Outside,
    /// An address that is neither relative nor one of the network.
    Absolute,
    /// No reference at all, with the reason.
    Malformed(&'static str),
}

impl<'a> Documents<'a> {
    /// A description of one document, whose name does not matter.
    pub(crate) fn of_entry(entry: &'a Node) -> Self {
        Self {
            all: vec![("", entry)],
            numbers: BTreeMap::new(),
        }
    }

    pub(crate) fn new(documents: &'a specwright_source::Documents) -> Self {
        let entry = (documents.entry_name(), documents.entry());
        let mut all = vec![entry];
        let mut numbers = BTreeMap::from([(entry.0, Some(DocumentId::ENTRY))]);
        for (name, root) in documents.others().filter(|(name, _)| *name != entry.0) {
            let number = root.map(|root| {
                all.push((name, root));
                DocumentId(all.len() - 1)
            });
            numbers.insert(name, number);
        }
        Self { all, numbers }
    }

    pub(crate) fn root(&self, document: DocumentId) -> &'a Node {
        self.all[document.0].1
    }

    pub(crate) fn are_several(&self) -> bool {
        self.all.len() > 1
    }

    /// The documents beside the entry.
    pub(crate) fn others(&self) -> Vec<&'a Node> {
        self.all.iter().skip(1).map(|(_, root)| *root).collect()
    }

    pub(crate) fn name(&self, document: DocumentId) -> &'a str {
        self.all[document.0].0
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
        let Some(fragment) = percent_decoded(fragment) else {
            return Located::Malformed("its percent-encoding is broken");
        };
        let document = if address.is_empty() {
            from
        } else {
            let name = match document_name(self.name(from), address) {
                Ok(name) => name,
                Err(Refused::Outside) => return Located::Outside,
                Err(Refused::Absolute) => return Located::Absolute,
                Err(Refused::Malformed(why)) => return Located::Malformed(why),
            };
            match self.numbers.get(name.as_str()) {
                Some(Some(document)) => *document,
                Some(None) => return Located::Unreadable,
                None => return Located::Absent(name),
            }
        };
        if fragment.is_empty() {
            if document == DocumentId::ENTRY {
                return Located::Malformed("it leads to the whole description");
            }
            let node = self.root(document);
            return Located::Found {
                document,
                pointer: String::new(),
                node,
                at: short_place(node),
            };
        }
        let Some(path) = fragment.strip_prefix('/') else {
            return Located::Malformed("after `#` a JSON Pointer begins with `/`");
        };
        self.walk(document, path)
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
