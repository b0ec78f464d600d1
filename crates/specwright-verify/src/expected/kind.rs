//! Which type a value has, and whether it may be null.

use super::claims::SpecReading;
use super::resolution::facets_of;
use super::schema::{Clause, Facets, Part};
use super::union::Union;
use super::{Spec, Uncompared};
use crate::claim::{Json, TYPES, common_types, permits_null, permitted_of, without_subsets};
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

/// Whether `nullable` is set beside a `type`, without which it has no effect (OpenAPI 3.0.3, section 4.7.24). OpenAPI 3.1
/// does not know it.
pub(super) fn is_nullable(spec: Spec<'_>, part: &Part<'_>) -> bool {
    !spec.siblings
        && part.get("type").is_some()
        && part.get("nullable").and_then(Node::as_bool) == Some(true)
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

/// The type that the parts state, if they leave one; `None` where they exclude each other.
#[expect(clippy::option_option, reason = "no type is stated, or none is left")]
fn stated_kind<'a>(facets: &Facets<'a>) -> Option<Option<&'a str>> {
    let mut left: Option<BTreeSet<&'static str>> = None;
    for part in &facets.parts {
        let names = type_names(part);
        let of = TYPES.iter().copied().filter(|name| names.contains(name));
        let of = without_subsets(of.collect());
        if !names.is_empty() {
            left = Some(left.map_or_else(|| of.clone(), |left| common_types(&left, &of)));
        }
    }
    let Some(left) = left else { return Some(None) };
    match left.len() {
        0 => None,
        1 => Some(left.first().copied()),
        _ => Some(None),
    }
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
    let mut typed = false;
    for part in &facets.parts {
        let has_type = matches!(part, Part::Type(..)) || part.get("type").is_some();
        typed |= has_type;
        if facets.beside_null.contains(&part.span()) {
            continue;
        }
        if has_type && !is_nullable(spec, part) && !lists_null(part) {
            return Some(false);
        }
        // A closed set allows only what it lists, whatever the type says.
        let closed = [
            part.get("enum").and_then(Node::as_array),
            part.get("const").map(std::slice::from_ref),
        ];
        let is_null = |value: &Node| matches!(value.value, Value::Null);
        if closed
            .into_iter()
            .flatten()
            .any(|values| !values.iter().any(is_null))
        {
            return Some(false);
        }
    }
    let unions = facets
        .unions
        .iter()
        .filter(|union| !["type", "discriminator"].contains(&union.keyword))
        .filter(|union| !facets.beside_null.contains(&union.span));
    let mut stances: Vec<Option<bool>> = unions
        .map(|union| union_nullable(spec, union, depth))
        .collect();
    stances.push(conditions_on_null(spec, facets));
    if stances.contains(&Some(false)) {
        return Some(false);
    }
    if stances.contains(&None) {
        return None;
    }
    let told_apart = |union: &Union<'a>| !union.is_condition(spec, kind);
    if typed
        || !facets.beside_null.is_empty()
        || facets.has("enum")
        || facets.has("const")
        || facets.unions.iter().any(told_apart)
    {
        return Some(true);
    }
    // Without a type every value is allowed, and null is one; unless the keywords stand for a type.
    Some(kind.is_none())
}

/// Whether null passes `not` and `if`.
fn conditions_on_null<'a>(spec: Spec<'a>, facets: &Facets<'a>) -> Option<bool> {
    let reading = SpecReading(spec);
    let conditions = reading.of(facets).into_iter();
    let mut conditions = conditions.filter(|claim| ["not", "if"].contains(&claim.keyword));
    conditions.try_fold(true, |passes, claim| {
        Some(passes & permits_null(&reading, &claim, MAX_DEPTH).ok()??)
    })
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
