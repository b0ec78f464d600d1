//! Which alternatives a value has: `oneOf`, `anyOf`, a list of types, and the schemas that have a base with a
//! discriminator in their `allOf`.

use super::kind::type_names;
use super::resolution::facets_of;
use super::schema::{Clause, Part};
use super::{Spec, entries};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Value};
use std::collections::BTreeSet;

/// Alternatives of one value, without null.
#[derive(Debug, Clone)]
pub(crate) struct Union<'a> {
    /// `oneOf`, `anyOf`, `type`, or `discriminator` for the alternatives of a base.
    pub(crate) keyword: &'static str,
    /// The place of the keyword's value.
    pub(crate) span: Span,
    pub(crate) alternatives: Vec<Alternative<'a>>,
    pub(crate) discriminator: Option<Discriminator<'a>>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Alternative<'a> {
    pub(crate) clause: Clause<'a>,
    /// The name of the component that it refers to.
    pub(crate) name: Option<&'a str>,
}

/// The property that tells the alternatives apart.
#[derive(Debug, Clone)]
pub(crate) struct Discriminator<'a> {
    pub(crate) property: &'a str,
    pub(crate) span: Span,
    /// The values of `mapping`, and the schema that each names: a reference, or the name of a component.
    pub(crate) mapping: Vec<(&'a str, &'a str)>,
}

impl<'a> Discriminator<'a> {
    /// The values that stand for an alternative: those that must, and those that may (Discriminator Object: the name of
    /// a component stands for it, also beside a mapping).
    pub(crate) fn values(
        &self,
        alternative: &Alternative<'a>,
    ) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
        let Some(name) = alternative.name else {
            return (BTreeSet::new(), BTreeSet::new());
        };
        let mapped: BTreeSet<&str> = self
            .mapping
            .iter()
            .filter(|(_, target)| component_name(target).unwrap_or(target) == name)
            .map(|(value, _)| *value)
            .collect();
        let taken = self.mapping.iter().any(|(value, _)| *value == name);
        let implicit = (!taken).then_some(name);
        if mapped.is_empty() {
            let values: BTreeSet<&str> = implicit.into_iter().collect();
            (values.clone(), values)
        } else {
            let allowed = mapped.iter().copied().chain(implicit).collect();
            (mapped, allowed)
        }
    }
}

impl<'a> Union<'a> {
    /// Whether the alternatives are no more than conditions on a value whose type stands beside them.
    pub(crate) fn is_condition(&self, spec: Spec<'a>, kind: Option<&str>) -> bool {
        // A type that is known is one of those that are listed, or no value is valid.
        if self.keyword == "type" && kind.is_some() {
            return true;
        }
        self.keyword != "discriminator"
            && self.alternatives.iter().all(|alternative| {
                let clause = std::slice::from_ref(&alternative.clause);
                facets_of(spec, clause).is_ok_and(|facets| {
                    facets.parts.iter().all(|part| restricts(part, kind))
                        && facets
                            .unions
                            .iter()
                            .all(|union| union.span != self.span && union.is_condition(spec, kind))
                })
            })
    }
}

/// Whether a part says nothing of what kind of value there is.
fn restricts(part: &Part<'_>, kind: Option<&str>) -> bool {
    const KINDS: &[&str] = &[
        "const",
        "discriminator",
        "enum",
        "items",
        "patternProperties",
        "properties",
    ];
    let open = part.further().is_none_or(|node| match &node.value {
        Value::Bool(open) => *open,
        Value::Object(schema) => schema.entries.is_empty(),
        _ => false,
    });
    let names = type_names(part);
    open && KINDS.iter().all(|key| part.get(key).is_none())
        && (names.len() > 1 || names.iter().all(|name| Some(*name) == kind))
}

/// A union, and whether null was among its alternatives.
pub(super) struct Found<'a> {
    pub(super) union: Union<'a>,
    pub(super) or_null: bool,
}

/// The unions that a part states, also those of one alternative.
pub(super) fn unions_of<'a>(part: &Part<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for keyword in ["oneOf", "anyOf"] {
        let Some(node) = part.get(keyword) else {
            continue;
        };
        let all = node.as_array().unwrap_or_default();
        let only_null = all.iter().all(is_null);
        let alternatives: Vec<Alternative<'a>> = all
            .iter()
            .filter(|member| only_null || !is_null(member))
            .map(|member| Alternative {
                clause: Clause::Whole(member),
                name: reference(member).and_then(component_name),
            })
            .collect();
        found.push(Found {
            or_null: alternatives.len() < all.len(),
            union: Union {
                keyword,
                span: node.span,
                alternatives,
                discriminator: part.get("discriminator").and_then(discriminator),
            },
        });
    }
    if let Some(node) = part.get("type")
        && let Some(names) = node.as_array()
    {
        let alternatives: Vec<Alternative<'a>> = names
            .iter()
            .filter_map(|name| Some((name.as_str()?, name.span)))
            .filter(|(name, _)| *name != "null")
            .map(|(name, span)| Alternative {
                clause: Clause::Part(Part::Type(name, span)),
                name: None,
            })
            .collect();
        // A list of one is read as its name where types are read.
        if alternatives.len() > 1 {
            found.push(Found {
                or_null: false,
                union: Union {
                    keyword: "type",
                    span: node.span,
                    alternatives,
                    discriminator: None,
                },
            });
        }
    }
    found
}

/// The union that a base with a discriminator stands for: all components that have it in their `allOf`, and what its
/// mapping names beside.
pub(super) fn union_of_children<'a>(spec: Spec<'a>, base: &'a Node) -> Option<Union<'a>> {
    let object = base.as_object()?;
    let node = object.get("discriminator")?;
    if object.get("oneOf").is_some() || object.get("anyOf").is_some() {
        return None;
    }
    let discriminator = discriminator(node)?;
    let components = components(spec);
    let mut alternatives: Vec<Alternative<'a>> = components
        .iter()
        .filter(|entry| has_above(spec, &entry.node, base))
        .map(|entry| Alternative {
            clause: Clause::Whole(&entry.node),
            name: Some(&entry.key),
        })
        .collect();
    if alternatives.is_empty() {
        return None;
    }
    for (_, target) in &discriminator.mapping {
        let name = component_name(target).unwrap_or(target);
        let known = alternatives
            .iter()
            .any(|alternative| alternative.name == Some(name));
        let entry = components.iter().find(|entry| entry.key == name);
        if let (false, Some(entry)) = (known, entry) {
            alternatives.push(Alternative {
                clause: if std::ptr::eq(&raw const entry.node, base) {
                    Clause::Base(&entry.node)
                } else {
                    Clause::Whole(&entry.node)
                },
                name: Some(&entry.key),
            });
        }
    }
    Some(Union {
        keyword: "discriminator",
        span: node.span,
        alternatives,
        discriminator: Some(discriminator),
    })
}

fn components(spec: Spec<'_>) -> &[Entry] {
    spec.root
        .pointer("/components/schemas")
        .and_then(Node::as_object)
        .map_or(&[], |schemas| &schemas.entries)
}

/// Whether a schema is a component, by its place.
pub(super) fn is_component(spec: Spec<'_>, schema: &Node) -> bool {
    components(spec)
        .iter()
        .any(|entry| std::ptr::eq(&raw const entry.node, schema))
}

/// Whether a schema has the base in its `allOf`, or in that of one that it has there.
fn has_above<'a>(spec: Spec<'a>, schema: &'a Node, base: &'a Node) -> bool {
    let mut waiting = vec![schema];
    let mut seen: Vec<&Node> = Vec::new();
    while let Some(schema) = waiting.pop() {
        let members = schema
            .as_object()
            .and_then(|object| object.get("allOf"))
            .and_then(Node::as_array);
        for member in members.unwrap_or_default() {
            let Ok(target) = spec.follow(member) else {
                continue;
            };
            if std::ptr::eq(target, base) {
                return true;
            }
            if !seen.iter().any(|known| std::ptr::eq(*known, target)) {
                seen.push(target);
                waiting.push(target);
            }
        }
    }
    false
}

fn discriminator(node: &Node) -> Option<Discriminator<'_>> {
    let object = node.as_object()?;
    Some(Discriminator {
        property: object.get("propertyName")?.as_str()?,
        span: node.span,
        mapping: entries(object, "mapping")
            .iter()
            .filter_map(|entry| Some((entry.key.as_str(), entry.node.as_str()?)))
            .collect(),
    })
}

fn reference(schema: &Node) -> Option<&str> {
    schema.as_object()?.get("$ref")?.as_str()
}

/// The last segment of a reference to a component.
fn component_name(reference: &str) -> Option<&str> {
    let (_, pointer) = reference.split_once('#')?;
    pointer.rsplit_once('/').map(|(_, name)| name)
}

/// Whether null is the one value of a schema.
fn is_null(schema: &Node) -> bool {
    let Some(object) = schema.as_object() else {
        return false;
    };
    let names_null = |node: &Node| match &node.value {
        Value::Null => true,
        Value::String(name) => name == "null",
        Value::Array(names) => matches!(&names[..], [name] if name.as_str() == Some("null")),
        _ => false,
    };
    let lists_null = |node: &Node| {
        let values = node.as_array().unwrap_or_default();
        !values.is_empty() && values.iter().all(|value| value.value == Value::Null)
    };
    let mut says = object
        .entries
        .iter()
        .filter(|entry| !["description", "title"].contains(&entry.key.as_str()))
        .peekable();
    says.peek().is_some()
        && says.all(|entry| match entry.key.as_str() {
            "type" => names_null(&entry.node),
            "enum" => lists_null(&entry.node),
            _ => false,
        })
}
