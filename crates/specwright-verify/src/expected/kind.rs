//! Which type a value has, and whether it may be null.

use super::Uncompared;
use super::schema::Facets;
use super::shape::{has, values};
use specwright_source::{Node, Object, Value};

/// The names in `type`, without `null`.
fn type_names(part: &Object) -> Vec<&str> {
    let Some(node) = part.get("type") else {
        return Vec::new();
    };
    let names: Vec<&str> = match node.as_array() {
        Some(names) => names.iter().filter_map(Node::as_str).collect(),
        None => node.as_str().into_iter().collect(),
    };
    names.into_iter().filter(|&name| name != "null").collect()
}

/// The one type of all parts; where none states it, the type that the keywords speak of.
pub(super) fn kind<'a>(facets: &Facets<'a>) -> Result<Option<&'a str>, Uncompared> {
    let mut found: Option<&str> = None;
    for part in &facets.parts {
        match (&type_names(part)[..], found) {
            // An integer is a number; both together are an integer.
            ([], _) | (&["number"], Some("integer")) => {}
            (&["integer"], Some("number")) => found = Some("integer"),
            (&[name], None) => found = Some(name),
            (&[name], Some(known)) if name == known => {}
            _ => {
                return Err(Uncompared {
                    span: facets.span,
                    what: "a value of more than one type".to_owned(),
                });
            }
        }
    }
    if found.is_some() {
        return Ok(found);
    }
    let speaks_of = |keys: &[&str]| keys.iter().any(|key| has(facets, key));
    let all_strings = |key| {
        let mut listed = values(facets, key).peekable();
        listed.peek().is_some()
            && listed.all(|node| {
                node.as_array()
                    .is_none_or(|items| items.iter().all(is_text_or_null))
            })
    };
    Ok(
        if speaks_of(&[
            "properties",
            "additionalProperties",
            "required",
            "minProperties",
            "maxProperties",
        ]) {
            Some("object")
        } else if speaks_of(&["items", "minItems", "maxItems", "uniqueItems"]) {
            Some("array")
        } else if all_strings("enum") || speaks_of(&["minLength", "maxLength", "pattern"]) {
            Some("string")
        } else if speaks_of(&[
            "minimum",
            "maximum",
            "multipleOf",
            "exclusiveMinimum",
            "exclusiveMaximum",
        ]) {
            Some("number")
        } else {
            None
        },
    )
}

fn is_text_or_null(node: &Node) -> bool {
    matches!(node.value, Value::String(_) | Value::Null)
}

/// Whether null is allowed; `None` where the description can be read either way.
pub(super) fn nullable(facets: &Facets<'_>, kind: Option<&str>) -> Option<bool> {
    if facets.or_null {
        return Some(true);
    }
    let mut stated_without_type = false;
    let mut allowed = true;
    for part in &facets.parts {
        let flag = part.get("nullable").and_then(Node::as_bool) == Some(true);
        let typed = part.get("type").is_some();
        let lists_null = part
            .get("type")
            .and_then(Node::as_array)
            .is_some_and(|names| {
                names.iter().any(|name| {
                    // `[string, null]` without quotes is YAML's null, and is meant as the type.
                    name.as_str() == Some("null") || name.value == Value::Null
                })
            });
        stated_without_type |= flag && !typed;
        allowed &= !typed || flag || lists_null;
        // A closed set allows only what it lists.
        if let Some(values) = part.get("enum").and_then(Node::as_array)
            && !values
                .iter()
                .any(|value| matches!(value.value, Value::Null))
            && !flag
        {
            allowed = false;
        }
    }
    if kind.is_none() {
        // Without a type every value is allowed, and null is one.
        return Some(true);
    }
    let typed = facets.parts.iter().any(|part| part.get("type").is_some());
    match (typed, allowed, stated_without_type) {
        // `nullable` beside `allOf` or beside nothing: 3.0.3 says that it has no effect, most authors mean it.
        (_, _, true) => None,
        (false, _, false) => Some(false),
        (true, allowed, false) => Some(allowed),
    }
}
