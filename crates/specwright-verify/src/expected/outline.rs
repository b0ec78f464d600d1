//! What a schema is made of at a glance: enough to know how a body or a field of it is written.

use super::parameter::Style;
use super::{Spec, entries};
use specwright_source::{Node, Object};
use std::collections::BTreeSet;

/// The objects that hold together in a schema: its own, and those of `$ref` and `allOf`.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    spec: Spec<'a>,
    parts: Vec<&'a Object>,
    depth: u32,
}

/// What a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Composed {
    /// A scalar.
    Not,
    /// A list of scalars.
    List,
    /// An object, or a list of objects or of lists.
    Object,
}

/// What the text of a parameter is taken apart into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    Scalar,
    List,
    Object,
    /// One of several of these, or nothing is said.
    Mixed,
}

/// How deep schemas may lead into each other.
const MAX_DEPTH: u32 = 24;

/// Keys that say nothing about a value.
const ANNOTATIONS: &[&str] = &[
    "$ref",
    "allOf",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "title",
];

impl<'a> Outline<'a> {
    pub(super) fn of(spec: Spec<'a>, schemas: &[&'a Node]) -> Self {
        Self::within(spec, schemas, MAX_DEPTH)
    }

    fn within(spec: Spec<'a>, schemas: &[&'a Node], depth: u32) -> Self {
        let mut outline = Self {
            spec,
            parts: Vec::new(),
            depth,
        };
        for schema in schemas {
            outline.add(schema, depth);
        }
        outline
    }

    fn add(&mut self, schema: &'a Node, depth: u32) {
        let (Some(object), Some(depth)) = (schema.as_object(), depth.checked_sub(1)) else {
            return;
        };
        if self.parts.iter().any(|known| std::ptr::eq(*known, object)) {
            return;
        }
        if let Some(reference) = object.get("$ref") {
            if let Ok(target) = self.spec.target(reference) {
                self.add(target, depth);
            }
            if !self.spec.siblings {
                return;
            }
        }
        self.parts.push(object);
        for part in listed(object, "allOf") {
            self.add(part, depth);
        }
    }

    fn says(&self, key: &str) -> bool {
        self.parts.iter().any(|part| part.get(key).is_some())
    }

    fn is_typed(&self, kind: &str) -> bool {
        self.parts
            .iter()
            .filter_map(|part| part.get("type"))
            .any(|stated| match stated.as_array() {
                Some(names) => names.iter().any(|name| name.as_str() == Some(kind)),
                None => stated.as_str() == Some(kind),
            })
    }

    /// Whether nothing is said about the value.
    pub(super) fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| {
            let mut keys = part.entries.iter().map(|entry| entry.key.as_str());
            keys.all(|key| key.starts_with("x-") || ANNOTATIONS.contains(&key))
        })
    }

    /// Whether the value is bytes as they are: of the format `binary` (OpenAPI 3.0), or with a `contentMediaType` and
    /// without a `contentEncoding` (OpenAPI 3.1).
    pub(super) fn is_binary(&self) -> bool {
        let format = |part: &&Object| part.get("format").and_then(Node::as_str) == Some("binary");
        self.parts.iter().any(format)
            || self.says("contentMediaType") && !self.says("contentEncoding")
    }

    /// Whether the value is a text.
    pub(super) fn is_text(&self) -> bool {
        self.is_typed("string")
    }

    /// The properties, each with the schemas that its parts give it.
    pub(super) fn properties(&self) -> Vec<(&'a str, Vec<&'a Node>)> {
        let mut properties: Vec<(&str, Vec<&Node>)> = Vec::new();
        for entry in self
            .parts
            .iter()
            .flat_map(|part| entries(part, "properties"))
        {
            match properties.iter_mut().find(|(name, _)| *name == entry.key) {
                Some((_, schemas)) => schemas.push(&entry.node),
                None => properties.push((&entry.key, vec![&entry.node])),
            }
        }
        properties
    }

    /// What the text of the value is taken apart into.
    pub(super) fn made(&self) -> Made {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Made::Mixed;
        };
        let is_scalar = ["string", "integer", "number", "boolean"]
            .iter()
            .any(|kind| self.is_typed(kind));
        // Where there are alternatives, each says what it is; keywords beside them concern those that they fit.
        let alone = self.alternatives().is_empty();
        let is_list = self.is_typed("array") || alone && self.says("items");
        let is_object = self.is_typed("object")
            || alone && (self.says("properties") || self.says("additionalProperties"));
        match (is_scalar, is_list, is_object) {
            (true, false, false) => return Made::Scalar,
            (false, true, false) => return Made::List,
            (false, false, true) => return Made::Object,
            (false, false, false) => {}
            _ => return Made::Mixed,
        }
        let mut alternatives = self
            .alternatives()
            .into_iter()
            .map(|alternative| Self::within(self.spec, &[alternative], depth))
            .filter(|alternative| !alternative.is_typed("null"))
            .map(|alternative| alternative.made());
        match alternatives.next() {
            Some(first) if alternatives.all(|other| other == first) => first,
            None if self.says("enum") || self.says("const") => Made::Scalar,
            _ => Made::Mixed,
        }
    }

    fn alternatives(&self) -> Vec<&'a Node> {
        let all = self
            .parts
            .iter()
            .flat_map(|part| ["oneOf", "anyOf"].map(|key| listed(part, key)));
        all.flatten().collect()
    }

    /// The names of all properties that a request has, also those of alternatives.
    pub(super) fn property_names(&self) -> BTreeSet<&'a str> {
        let mut names: BTreeSet<&str> = self
            .properties()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let Some(depth) = self.depth.checked_sub(1) else {
            return names;
        };
        for alternative in self.alternatives() {
            names.extend(Self::within(self.spec, &[alternative], depth).property_names());
        }
        names
    }

    /// Whether the properties of the object may have any names, so that those that are not declared are kept. `None` where
    /// they may have, and nothing is said about their values.
    pub(super) fn is_open(&self) -> Option<bool> {
        let mut stated = self
            .parts
            .iter()
            .filter_map(|part| part.get("additionalProperties"))
            .filter(|node| node.as_bool() != Some(false))
            .peekable();
        if self.property_names().is_empty() && !self.says("required") {
            return Some(true);
        }
        if stated.peek().is_none() {
            return Some(false);
        }
        let says_more = |node: &Node| {
            node.as_object()
                .is_some_and(|schema| !schema.entries.is_empty())
        };
        stated.any(says_more).then_some(true)
    }

    /// Whether a style can write the value: scalars, lists of scalars and objects of scalars (OpenAPI 3.0.3, section
    /// 4.7.12.4). Exploded form fields write a list in an object, too: `x=1&x=2`.
    pub(super) fn is_written_in(&self, style: Style) -> bool {
        let Some(depth) = self.depth.checked_sub(1) else {
            return true;
        };
        let of = |schemas: &[&'a Node]| Self::within(self.spec, schemas, depth).composed();
        match self.made() {
            _ if style == Style::DeepObject => true,
            Made::List => self.composed() == Composed::List,
            Made::Object => {
                let further = self
                    .parts
                    .iter()
                    .filter_map(|part| part.get("additionalProperties"));
                further
                    .map(|value| of(&[value]))
                    .all(|value| value == Composed::Not)
                    && self
                        .properties()
                        .iter()
                        .all(|(_, schemas)| match of(schemas) {
                            Composed::Not => true,
                            Composed::List => style == Style::FormExploded,
                            Composed::Object => false,
                        })
            }
            Made::Scalar | Made::Mixed => true,
        }
    }

    /// What the value is made of; of several alternatives that which is made of least, since it may be that.
    pub(super) fn composed(&self) -> Composed {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Composed::Object;
        };
        let of = |schemas: &[&'a Node]| Self::within(self.spec, schemas, depth).composed();
        if self.is_typed("object") || self.says("properties") || self.says("additionalProperties") {
            return Composed::Object;
        }
        if self.is_typed("array") || self.says("items") {
            let items: Vec<&Node> = self
                .parts
                .iter()
                .filter_map(|part| part.get("items"))
                .filter(|items| items.as_array().is_none())
                .collect();
            return match of(&items) {
                Composed::Not => Composed::List,
                Composed::List | Composed::Object => Composed::Object,
            };
        }
        self.alternatives()
            .into_iter()
            .filter(|alternative| !Self::within(self.spec, &[alternative], depth).is_typed("null"))
            .map(|alternative| of(&[alternative]))
            .min()
            .unwrap_or(Composed::Not)
    }
}

fn listed<'a>(object: &'a Object, key: &str) -> &'a [Node] {
    object.get(key).and_then(Node::as_array).unwrap_or_default()
}
