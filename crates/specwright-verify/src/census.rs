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
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "title",
    "xml",
];

/// Keywords that demand something whatever the type of a value is.
const DEMANDS: &[&str] = &["anyOf", "const", "enum", "not", "oneOf"];

/// Those of them that came with OpenAPI 3.1.
const DEMANDS_OF_3_1: &[&str] = &["contains", "if", "prefixItems", "propertyNames"];

/// Keywords of OpenAPI 3.1 each of whose entries is a demand.
const ENTRIES_OF_3_1: &[&str] = &["dependentRequired", "dependentSchemas", "patternProperties"];

/// Reports each constraint that requests can reach and that nothing was compared with. What stands at the places that
/// are left out is passed over.
pub(crate) fn check<'a>(
    spec: Spec<'a>,
    accounted: &BTreeSet<Span>,
    left_out: &'a BTreeSet<Span>,
    findings: &mut Findings,
) {
    let mut walk = Walk {
        spec,
        left_out,
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
        let operations = || {
            item.entries
                .iter()
                .filter(|entry| !left_out.contains(&entry.key_span))
                .filter_map(|entry| entry.node.as_object())
        };
        if operations().next().is_some() {
            walk.parameters(item);
        }
        for operation in operations() {
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
    /// The keys of operations and media types, and parameters, that are not in the output and need not be.
    left_out: &'a BTreeSet<Span>,
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
            if self.left_out.contains(&node.span) {
                continue;
            }
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
        let contents = crate::expected::entries(body, "content");
        for content in contents
            .iter()
            .filter(|content| !self.left_out.contains(&content.key_span))
        {
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
            self.demand(key, &entry.node);
            match (key, &entry.node.value) {
                ("enum" | "const", _) => {}
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

    /// Notes a keyword that demands something of values of any type.
    fn demand(&mut self, key: &'a str, node: &'a Node) {
        // Null alone is a matter of nullability.
        let says_null = |node: &Node| matches!(node.value, Value::Null);
        let null_alone = match node.as_array() {
            Some(values) => values.iter().all(says_null),
            None => says_null(node),
        };
        let known = |list: &[&str]| list.contains(&key);
        if known(DEMANDS) || (self.spec.siblings && known(DEMANDS_OF_3_1)) {
            if !null_alone {
                self.found.push((key, node.span));
            }
        } else if self.spec.siblings && known(ENTRIES_OF_3_1) {
            let entries = node.as_object().map_or(&[][..], |object| &object.entries);
            self.found
                .extend(entries.iter().map(|entry| (key, entry.node.span)));
        }
    }

    fn is_read_only(&self, node: &'a Node) -> bool {
        crate::expected::facets(self.spec, &[node]).is_ok_and(|facets| {
            facets
                .values("readOnly")
                .any(|value| value.as_bool() == Some(true))
        })
    }
}
