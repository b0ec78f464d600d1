//! The constraints of the description, found by a walk that knows nothing of types: each must have been compared.

use crate::compare::CONSTRAINTS;
use crate::expected::Spec;
use crate::findings::Findings;
use specwright_diagnostics::{Span, codes};
use specwright_source::{Node, Object, Value};
use std::collections::BTreeSet;

/// Keys whose values are data or prose, not schemas.
const DATA: &[&str] = &[
    "default",
    "description",
    "enum",
    "const",
    "example",
    "examples",
    "externalDocs",
    "title",
];

/// Reports each constraint that requests can reach and that nothing was compared with.
pub(crate) fn check(spec: Spec<'_>, accounted: &BTreeSet<Span>, findings: &mut Findings) {
    let mut walk = Walk {
        spec,
        waiting: Vec::new(),
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    let Some(root) = spec.root.as_object() else {
        return;
    };
    for path in crate::expected::entries(root, "paths") {
        let Ok(item) = spec.follow(&path.node) else {
            continue;
        };
        let Some(item) = item.as_object() else {
            continue;
        };
        walk.parameters(item);
        for operation in item
            .entries
            .iter()
            .filter_map(|entry| entry.node.as_object())
        {
            walk.parameters(operation);
            if let Some(body) = operation.get("requestBody") {
                walk.request_body(body);
            }
        }
    }
    while let Some(node) = walk.waiting.pop() {
        walk.keywords(node);
    }
    for (keyword, span) in walk.found {
        if !accounted.contains(&span) {
            findings.in_spec(
                &codes::CONSTRAINT_UNACCOUNTED,
                span,
                format!("`{keyword}` was compared with nothing in the code"),
                "state it beside the type that it constrains; if it is there, the generator or the verifier has a defect: report it",
            );
        }
    }
}

struct Walk<'a> {
    spec: Spec<'a>,
    /// Schemas that are yet to be looked into: a chain of them may be longer than a stack is deep.
    waiting: Vec<&'a Node>,
    seen: BTreeSet<usize>,
    found: Vec<(&'a str, Span)>,
}

impl<'a> Walk<'a> {
    fn parameters(&mut self, holder: &'a Object) {
        for node in holder
            .get("parameters")
            .and_then(Node::as_array)
            .unwrap_or_default()
        {
            let Ok(parameter) = self.spec.follow(node) else {
                continue;
            };
            let Some(object) = parameter.as_object() else {
                continue;
            };
            let ignored = object.get("in").and_then(Node::as_str) == Some("header")
                && object
                    .get("name")
                    .and_then(Node::as_str)
                    .is_some_and(|name| {
                        ["accept", "content-type", "authorization"]
                            .contains(&name.to_ascii_lowercase().as_str())
                    });
            if let (Some(schema), false) = (object.get("schema"), ignored) {
                self.schema(schema);
            }
        }
    }

    fn request_body(&mut self, node: &'a Node) {
        let Ok(body) = self.spec.follow(node) else {
            return;
        };
        let Some(body) = body.as_object() else { return };
        for content in crate::expected::entries(body, "content") {
            // Other kinds of bodies have no values of their own to compare; the comparison says so.
            let json = content
                .key
                .split(';')
                .next()
                .is_some_and(|essence| essence.trim().ends_with("json"));
            if let (Some(schema), true) = (
                content
                    .node
                    .as_object()
                    .and_then(|object| object.get("schema")),
                json,
            ) {
                self.schema(schema);
            }
        }
    }

    fn schema(&mut self, node: &'a Node) {
        let Ok(target) = self.spec.follow(node) else {
            return;
        };
        if self.spec.siblings && !std::ptr::eq(target, node) {
            self.waiting.push(node);
        }
        self.waiting.push(target);
    }

    fn keywords(&mut self, node: &'a Node) {
        if !self.seen.insert(std::ptr::from_ref(node).addr()) {
            return;
        }
        let Some(object) = node.as_object() else {
            return;
        };
        let closed = object.get("enum").is_some() || object.get("const").is_some();
        for entry in &object.entries {
            let key = entry.key.as_str();
            match (key, &entry.node.value) {
                (key, _) if DATA.contains(&key) || key.starts_with("x-") || key == "$ref" => {}
                (
                    "properties" | "patternProperties" | "dependentSchemas" | "$defs"
                    | "definitions",
                    Value::Object(named),
                ) => {
                    for property in &named.entries {
                        if !self.is_read_only(&property.node) {
                            self.schema(&property.node);
                        }
                    }
                }
                (key, Value::Number(_) | Value::String(_) | Value::Bool(_))
                    if CONSTRAINTS.contains(&key)
                        && !closed
                        && !matches!(entry.node.value, Value::Bool(false)) =>
                {
                    self.found.push((key, entry.node.span));
                }
                (_, Value::Object(_)) => self.schema(&entry.node),
                (_, Value::Array(items)) => {
                    items
                        .iter()
                        .filter(|item| item.as_object().is_some())
                        .for_each(|item| self.schema(item));
                }
                _ => {}
            }
        }
    }

    fn is_read_only(&self, node: &'a Node) -> bool {
        crate::expected::facets(self.spec, &[node]).is_ok_and(|facets| {
            facets
                .parts
                .iter()
                .any(|part| part.get("readOnly").and_then(Node::as_bool) == Some(true))
        })
    }
}
