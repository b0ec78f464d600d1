//! Which type a value has, and whether it may be null.

use super::resolution::facets_of;
use super::schema::{Clause, Facets, Part};
use super::union::Union;
use super::{Spec, Uncompared};
use crate::claim::{Json, TYPES, common_types, permitted_of, without_subsets};
use specwright_source::{Node, Value};
use std::collections::BTreeSet;

/// The names in `type`, without `null`.
pub(super) fn type_names<'a>(part: &Part<'a>) -> Vec<&'a str> {
    if let Part::Type(name, _) = part {
        return vec![name];
    }
    let Some(node) = part.get("type") else {
        return Vec::new();
    };
    let names: Vec<&str> = match node.as_array() {
        Some(names) => names.iter().filter_map(Node::as_str).collect(),
        None => node.as_str().into_iter().collect(),
    };
    names.into_iter().filter(|&name| name != "null").collect()
}

/// Whether `nullable` is set, which OpenAPI 3.1 does not know.
pub(super) fn is_nullable(spec: Spec<'_>, part: &Part<'_>) -> bool {
    !spec.siblings && part.get("nullable").and_then(Node::as_bool) == Some(true)
}

/// Whether `type` is null, or lists it.
pub(super) fn lists_null(part: &Part<'_>) -> bool {
    let Some(node) = part.get("type") else {
        return false;
    };
    let names = node.as_array().unwrap_or(std::slice::from_ref(node));
    names.iter().any(|name| {
        // `[string, null]` without quotes is YAML's null, and is meant as the type.
        name.as_str() == Some("null") || name.value == Value::Null
    })
}

/// The one type of all parts; where none states it, the type that the keywords speak of. A list of several types is a
/// union, and says nothing here; nor do types that exclude each other, of which no value is.
pub(crate) fn kind<'a>(facets: &Facets<'a>) -> Option<&'a str> {
    stated_kind(facets)?.or_else(|| spoken_of(facets))
}

/// Whether the parts state types that exclude each other.
pub(crate) fn is_contradictory(facets: &Facets<'_>) -> bool {
    stated_kind(facets).is_none()
}

/// The type that the parts state, if any does; `None` where they exclude each other.
#[expect(clippy::option_option, reason = "no type is stated, or none is left")]
fn stated_kind<'a>(facets: &Facets<'a>) -> Option<Option<&'a str>> {
    let mut found: Option<&str> = None;
    for part in &facets.parts {
        match (&type_names(part)[..], found) {
            // An integer is a number; both together are an integer.
            ([] | [_, _, ..], _) | (&["number"], Some("integer")) => {}
            (&["integer"], Some("number")) => found = Some("integer"),
            (&[name], None) => found = Some(name),
            (&[name], Some(known)) if name == known => {}
            _ => return None,
        }
    }
    Some(found)
}

/// The type that the keywords speak of: those that are hardly written of anything else. The others say nothing of values
/// of another type.
pub(super) fn spoken_of<'a>(facets: &Facets<'a>) -> Option<&'a str> {
    let lists = |node: &Node| {
        node.as_object()
            .is_some_and(|object| !object.entries.is_empty())
    };
    if facets.values("properties").any(lists) {
        Some("object")
    } else if facets.has("items") {
        Some("array")
    } else if listed_texts(facets).is_some_and(|texts| !texts.is_empty()) {
        Some("string")
    } else {
        None
    }
}

/// The values of all closed sets together, if there is one and all of them are texts; null is passed over.
pub(super) fn listed_texts<'a>(facets: &Facets<'a>) -> Option<BTreeSet<&'a str>> {
    let mut allowed: Option<BTreeSet<&str>> = None;
    for values in listed(facets) {
        let mut texts = BTreeSet::new();
        for value in values {
            match &value.value {
                Value::String(text) => {
                    texts.insert(text.as_str());
                }
                Value::Null => {}
                _ => return None,
            }
        }
        allowed = Some(match allowed {
            None => texts,
            Some(known) => known.intersection(&texts).copied().collect(),
        });
    }
    allowed
}

/// The lists under `enum`, and each `const` as a list of one.
fn listed<'a, 'f>(facets: &'f Facets<'a>) -> impl Iterator<Item = &'a [Node]> + 'f {
    let closed = facets.values("enum").filter_map(Node::as_array);
    closed.chain(facets.values("const").map(std::slice::from_ref))
}

/// How deep alternatives may lie in alternatives.
const MAX_DEPTH: u32 = 8;

/// Whether null is allowed; `None` where the description can be read either way.
pub(crate) fn nullable<'a>(spec: Spec<'a>, facets: &Facets<'a>) -> Option<bool> {
    let kind = kind(facets);
    nullable_within(spec, facets, kind, MAX_DEPTH)
}

fn nullable_within<'a>(
    spec: Spec<'a>,
    facets: &Facets<'a>,
    kind: Option<&str>,
    depth: u32,
) -> Option<bool> {
    if facets.nothing.is_some() {
        return Some(false);
    }
    if facets.or_null {
        return Some(true);
    }
    let mut flagged = false;
    let mut listed = false;
    let mut stated_without_type = false;
    let mut typed = false;
    let mut allowed = true;
    for part in &facets.parts {
        let flag = is_nullable(spec, part);
        let has_type = matches!(part, Part::Type(..)) || part.get("type").is_some();
        flagged |= flag;
        listed |= lists_null(part);
        typed |= has_type;
        stated_without_type |= flag && !has_type;
        allowed &= !has_type || flag || lists_null(part);
        // A closed set allows only what it lists.
        for values in [
            part.get("enum").and_then(Node::as_array),
            part.get("const").map(std::slice::from_ref),
        ]
        .into_iter()
        .flatten()
        {
            let lists = values
                .iter()
                .any(|value| matches!(value.value, Value::Null));
            allowed &= lists || flag;
        }
    }
    let unions = facets
        .unions
        .iter()
        .filter(|union| !["type", "discriminator"].contains(&union.keyword));
    let stances: Vec<Option<bool>> = unions
        .map(|union| union_nullable(spec, union, depth))
        .collect();
    let composed = if stances.contains(&Some(false)) {
        Some(false)
    } else if stances.contains(&None) {
        None
    } else {
        Some(true)
    };
    if stated_without_type {
        // `nullable` beside `allOf` or beside nothing: 3.0.3 says that it has no effect, most authors mean it.
        return None;
    }
    if !allowed {
        // By the letter, what one keyword lists another may refuse; most authors mean the list.
        return if flagged || listed { None } else { Some(false) };
    }
    if composed != Some(true) {
        return if flagged || listed { None } else { composed };
    }
    if typed || !facets.unions.is_empty() {
        return Some(true);
    }
    if facets.has("enum") || facets.has("const") {
        return Some(true);
    }
    // Without a type every value is allowed, and null is one; unless the keywords stand for a type.
    Some(kind.is_none())
}

fn union_nullable<'a>(spec: Spec<'a>, union: &Union<'a>, depth: u32) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    let known: Vec<Option<bool>> = union
        .alternatives
        .iter()
        .map(|alternative| {
            let facets = facets_of(spec, std::slice::from_ref(&alternative.clause)).ok()?;
            nullable_within(spec, &facets, kind(&facets), depth)
        })
        .collect();
    permitted_of(union.keyword, &known)
}

/// The types that a value can have at all, beside null.
pub(crate) fn possible_types<'a>(
    spec: Spec<'a>,
    clauses: &[Clause<'a>],
) -> Result<BTreeSet<&'static str>, Uncompared> {
    possible_within(spec, &facets_of(spec, clauses)?, MAX_DEPTH)
}

fn possible_within<'a>(
    spec: Spec<'a>,
    facets: &Facets<'a>,
    depth: u32,
) -> Result<BTreeSet<&'static str>, Uncompared> {
    let mut possible: BTreeSet<&'static str> = TYPES
        .iter()
        .copied()
        .filter(|name| *name != "null")
        .collect();
    possible.remove("integer");
    let mut stated = false;
    for part in &facets.parts {
        let names = type_names(part);
        if !names.is_empty() {
            let of = TYPES.iter().copied().filter(|name| names.contains(name));
            possible = common_types(&possible, &of.collect());
            stated = true;
        }
    }
    for values in listed(facets) {
        let of = values
            .iter()
            .map(|value| Json::of(&value.value).type_name())
            .collect();
        possible = common_types(&possible, &of);
        stated = true;
    }
    if let (Some(inner), false) = (depth.checked_sub(1), facets.unions.is_empty()) {
        for union in facets.unions.iter().filter(|union| union.keyword != "type") {
            let mut all = BTreeSet::new();
            for alternative in &union.alternatives {
                let of = facets_of(spec, std::slice::from_ref(&alternative.clause))?;
                all.extend(possible_within(spec, &of, inner)?);
            }
            possible = common_types(&possible, &without_subsets(all));
            stated = true;
        }
    }
    // Where no type is stated, the keywords stand for one, as they do for the type of the value.
    if !stated && let Some(kind) = spoken_of(facets) {
        let of = TYPES.iter().copied().filter(|name| *name == kind);
        possible = common_types(&possible, &of.collect());
    }
    Ok(possible)
}
