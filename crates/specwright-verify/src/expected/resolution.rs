//! From the schemas of a use to the keywords that hold together: through `$ref`, `allOf` and alternatives that are alone.

use super::schema::{Clause, Facets, Part, is_annotation};
use super::union::{is_component, union_of_children, unions_of};
use super::{Spec, Uncompared};
use specwright_diagnostics::Span;
use specwright_source::{Node, Object, Value};
use std::collections::BTreeSet;
use std::rc::Rc;

/// How deep `allOf` and `$ref` may lead into each other.
const MAX_DEPTH: usize = 64;

/// Resolves the schemas of one use; more than one where several schemas describe the same property.
pub(crate) fn facets<'a>(spec: Spec<'a>, schemas: &[&'a Node]) -> Result<Facets<'a>, Uncompared> {
    facets_of(spec, &clauses(schemas))
}

/// Schemas as clauses.
pub(crate) fn clauses<'a>(schemas: &[&'a Node]) -> Vec<Clause<'a>> {
    schemas.iter().copied().map(Clause::Whole).collect()
}

/// Resolves what is said of one value.
pub(crate) fn facets_of<'a>(
    spec: Spec<'a>,
    clauses: &[Clause<'a>],
) -> Result<Facets<'a>, Uncompared> {
    let span = clauses.first().map_or(spec.root.span, Clause::span);
    let mut facets = Facets {
        span,
        parts: Vec::new(),
        unions: Vec::new(),
        taken_in: Vec::new(),
        beside_null: BTreeSet::new(),
        nothing: None,
    };
    let mut way = Vec::new();
    for clause in clauses {
        match clause {
            Clause::Whole(node) | Clause::Base(node) => {
                add(spec, node, &mut facets, &mut way)?;
            }
            Clause::Part(part) => keep_part(spec, part, &mut facets, &mut way)?,
        }
    }
    // Alone, a base stands for all that extend it; beside others it is one of several schemas that hold.
    if let [Clause::Whole(node)] = clauses
        && let Some(union) = union_of_children(spec, unwrapped(spec, node)?)
    {
        facets.unions.push(union);
    }
    Ok(facets)
}

/// The schema that references lead to, also through an `allOf` that stands around one alone, as `$ref` of 3.0 allows
/// no description beside it.
fn unwrapped<'a>(spec: Spec<'a>, node: &'a Node) -> Result<&'a Node, Uncompared> {
    let mut node = node;
    for _ in 0..MAX_DEPTH {
        let Some(object) = node.as_object() else {
            break;
        };
        let alone = |key: &str| {
            object.entries.iter().all(|entry| {
                entry.key == key
                    || (is_annotation(&entry.key)
                        && !["default", "nullable", "allOf", "$ref", "discriminator"]
                            .contains(&entry.key.as_str()))
            })
        };
        let member = match object.get("allOf").and_then(Node::as_array) {
            Some([only]) if alone("allOf") && !is_component(spec, node) => Some(only),
            _ => None,
        };
        match (object.get("$ref"), member) {
            (Some(reference), _) if !spec.siblings || alone("$ref") => {
                node = spec.target(reference)?;
            }
            (None, Some(member)) => node = member,
            _ => break,
        }
    }
    Ok(node)
}

/// Adds a schema. `way` holds the schemas whose members are being added, outermost first.
fn add<'a>(
    spec: Spec<'a>,
    schema: &'a Node,
    facets: &mut Facets<'a>,
    way: &mut Vec<&'a Node>,
) -> Result<(), Uncompared> {
    let uncompared = |what: &str| Uncompared {
        span: schema.span,
        what: what.to_owned(),
    };
    if way.len() >= MAX_DEPTH || way.iter().any(|known| std::ptr::eq(*known, schema)) {
        return Err(uncompared("a schema that contains itself through `allOf`"));
    }
    let object = match &schema.value {
        Value::Object(object) => object,
        Value::Bool(true) => return Ok(()),
        Value::Bool(false) => {
            facets.nothing = Some(schema);
            return Ok(());
        }
        _ => return Err(uncompared("a schema that is no object")),
    };
    let reference = object.get("$ref");
    way.push(schema);
    if reference.is_none() || (spec.siblings && object.entries.len() > 1) {
        let part = Part::Object {
            object,
            span: schema.span,
            without: Rc::new(lists_above(spec, object, way)),
        };
        keep_part(spec, &part, facets, way)?;
        let members = object.get("allOf").and_then(Node::as_array);
        for member in members.unwrap_or_default() {
            add(spec, member, facets, way)?;
        }
    }
    if let Some(reference) = reference {
        add(spec, spec.target(reference)?, facets, way)?;
    }
    way.pop();
    Ok(())
}

/// The unions of a schema that list one that has it in its `allOf`: there, the alternative is taken already.
fn lists_above<'a>(spec: Spec<'a>, object: &'a Object, way: &[&'a Node]) -> BTreeSet<Span> {
    let above = &way[..way.len().saturating_sub(1)];
    let lists = |node: &&'a Node| {
        let alternatives = node.as_array().unwrap_or_default();
        alternatives.iter().any(|alternative| {
            spec.follow(alternative)
                .is_ok_and(|target| above.iter().any(|known| std::ptr::eq(*known, target)))
        })
    };
    ["oneOf", "anyOf"]
        .iter()
        .filter_map(|keyword| object.get(keyword))
        .filter(|node| !above.is_empty() && lists(node))
        .map(|node| node.span)
        .collect()
}

/// Keeps a part once (the same one twice says nothing more, and what is left of it stands before the whole), and its
/// unions.
fn keep_part<'a>(
    spec: Spec<'a>,
    part: &Part<'a>,
    facets: &mut Facets<'a>,
    way: &mut Vec<&'a Node>,
) -> Result<(), Uncompared> {
    if facets.parts.iter().any(|known| known.is_of(part)) {
        return Ok(());
    }
    facets.parts.push(part.clone());
    for found in unions_of(part) {
        let before = (facets.parts.len(), facets.unions.len());
        match &found.union.alternatives[..] {
            [] => {}
            [only] => {
                facets.taken_in.push(found.union.span);
                match &only.clause {
                    Clause::Whole(node) | Clause::Base(node) => add(spec, node, facets, way)?,
                    Clause::Part(part) => facets.parts.push(part.clone()),
                }
            }
            _ => facets.unions.push(found.union),
        }
        if found.or_null {
            let parts = facets.parts[before.0..].iter().map(Part::span);
            let unions = facets.unions[before.1..].iter().map(|union| union.span);
            facets.beside_null.extend(parts.chain(unions));
        }
    }
    Ok(())
}
