//! A description of several documents → one text, for those who are to see the whole of it.

use crate::address::fragment_encoded;
use crate::cursor::{identity, push_token};
use crate::document::{DocumentId, Documents as Located};
use crate::reader::Reader;
use specwright_diagnostics::SourceMap;
use specwright_source::{Documents, Entry, Node, Object, Value};
use std::collections::BTreeMap;

/// The key of the bundle that holds the documents beside the entry, by their names.
pub(crate) const FURTHER: &str = "x-documents";

/// The whole description as one text: that of its one file, or, where it consists of several or is overlaid, a JSON
/// document that says the same. There, the further documents stand under `x-documents`, and all references lead there.
///
/// `None` where the file is not in the map.
#[must_use]
pub fn shown(documents: &Documents, sources: &SourceMap) -> Option<String> {
    if documents.is_one_file() {
        let file = sources.get(documents.entry().span.source)?;
        return Some(file.text.replace("\r\n", "\n"));
    }
    let mut text = bundled(documents).to_pretty_json();
    text.push('\n');
    Some(text)
}

/// The entry document with all others inside of it.
fn bundled(documents: &Documents) -> Node {
    let mut reader = Reader::new(Located::new(documents));
    reader.description();
    let mut texts = BTreeMap::new();
    for (node, (document, pointer)) in &reader.followed {
        let mut path = String::new();
        if *document != DocumentId::ENTRY {
            push_token(&mut path, FURTHER);
            push_token(&mut path, reader.documents.name(*document));
        }
        path.push_str(pointer);
        texts.insert(*node, format!("#{}", fragment_encoded(&path)));
    }
    let mut whole = with_texts(documents.entry(), &texts);
    let further: Vec<Entry> = documents
        .others()
        .filter_map(|(name, root)| Some((name, root?)))
        .map(|(name, root)| entry(name, with_texts(root, &texts)))
        .collect();
    if let (Value::Object(object), false) = (&mut whole.value, further.is_empty()) {
        let further = Node {
            value: Value::Object(Object::new(further)),
            span: whole.span,
        };
        object.entries.push(entry(FURTHER, further));
    }
    whole
}

fn entry(key: &str, node: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: node.span,
        node,
    }
}

/// The tree with other texts at some of its nodes.
fn with_texts(node: &Node, texts: &BTreeMap<usize, String>) -> Node {
    let value = match (&node.value, texts.get(&identity(node))) {
        (Value::String(_), Some(text)) => Value::String(text.clone()),
        (Value::Object(object), _) => {
            let entries = object.entries.iter().map(|entry| Entry {
                key: entry.key.clone(),
                key_span: entry.key_span,
                node: with_texts(&entry.node, texts),
            });
            Value::Object(Object::new(entries.collect()))
        }
        (Value::Array(items), _) => {
            Value::Array(items.iter().map(|item| with_texts(item, texts)).collect())
        }
        (value, _) => value.clone(),
    };
    Node {
        value,
        span: node.span,
    }
}
