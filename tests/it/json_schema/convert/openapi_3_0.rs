//! Draft 4 in the words of OpenAPI 3.0.

use super::super::suite::{json_text, object_text, quoted};
use super::{SAME, SILENT, decoded};
use specwright_source::{Node, Object, Value};

/// The component of a group, and one for each of its definitions.
pub fn schemas(name: &str, schema: &Node) -> Result<Vec<(String, String)>, String> {
    let nothing = Object::default();
    let definitions = schema
        .as_object()
        .and_then(|schema| schema.get("definitions"))
        .and_then(Node::as_object)
        .unwrap_or(&nothing);
    let conversion = Conversion { name, definitions };
    let mut schemas = vec![(name.to_owned(), conversion.schema(schema, true)?)];
    for (at, entry) in definitions.entries.iter().enumerate() {
        schemas.push((
            format!("{name}_D{at}"),
            conversion.schema(&entry.node, false)?,
        ));
    }
    Ok(schemas)
}

struct Conversion<'s> {
    name: &'s str,
    definitions: &'s Object,
}

impl Conversion<'_> {
    fn schema(&self, node: &Node, is_root: bool) -> Result<String, String> {
        let Some(object) = node.as_object() else {
            return Err("a schema is no object".to_owned());
        };
        let mut members = Vec::new();
        for entry in &object.entries {
            let (key, node) = (entry.key.as_str(), &entry.node);
            let value = match key {
                "exclusiveMaximum" | "exclusiveMinimum" => json_text(node),
                _ if SAME.contains(&key) => json_text(node),
                _ if SILENT.contains(&key) => continue,
                "definitions" if is_root => continue,
                "type" => {
                    members.extend(types(node, object)?);
                    continue;
                }
                "$ref" => quoted(&self.reference(node.as_str().unwrap_or_default())?),
                "properties" => {
                    let properties = node.as_object().unwrap().entries.iter();
                    let properties: Result<Vec<_>, String> = properties
                        .map(|entry| Ok((entry.key.clone(), self.schema(&entry.node, false)?)))
                        .collect();
                    object_text(properties?)
                }
                "items" if node.as_array().is_some() => {
                    return Err("OpenAPI 3.0 has no array form of `items`".to_owned());
                }
                "additionalProperties" if node.as_bool().is_some() => json_text(node),
                "items" | "not" | "additionalProperties" => self.schema(node, false)?,
                "allOf" | "anyOf" | "oneOf" => {
                    let alternatives = node.as_array().unwrap().iter();
                    let alternatives: Result<Vec<_>, String> = alternatives
                        .map(|alternative| self.schema(alternative, false))
                        .collect();
                    format!("[{}]", alternatives?.join(", "))
                }
                _ => return Err(format!("OpenAPI 3.0 has no `{key}`")),
            };
            members.push((key.to_owned(), value));
        }
        Ok(object_text(members))
    }

    fn reference(&self, reference: &str) -> Result<String, String> {
        let Some(pointer) = reference.strip_prefix('#') else {
            return Err(format!("`{reference}` leads to another document"));
        };
        let component = format!("#/components/schemas/{}", self.name);
        if pointer.is_empty() {
            return Ok(component);
        }
        if let Some(rest) = pointer.strip_prefix("/definitions/") {
            let (token, rest) = rest
                .split_once('/')
                .map_or((rest, String::new()), |(token, rest)| {
                    (token, format!("/{rest}"))
                });
            let name = decoded(token);
            let mut names = self.definitions.entries.iter();
            let at = names.position(|entry| entry.key == name);
            let at = at.ok_or_else(|| format!("`{reference}` is no definition of the root"))?;
            return Ok(format!("{component}_D{at}{rest}"));
        }
        if pointer.starts_with('/') {
            return Ok(format!("{component}{pointer}"));
        }
        Err(format!("`{reference}` is a reference by `id`"))
    }
}

/// `type` in terms of OpenAPI 3.0, which has one type, and `nullable` beside it.
fn types(node: &Node, schema: &Object) -> Result<Vec<(String, String)>, String> {
    let taken = |key: &str| schema.get(key).is_some();
    let only_null = || ("enum".to_owned(), "[null]".to_owned());
    let types: Vec<&str> = match &node.value {
        Value::Array(types) => types.iter().filter_map(Node::as_str).collect(),
        _ => node.as_str().into_iter().collect(),
    };
    let of_type = |name: &str| ("type".to_owned(), quoted(name));
    match types.as_slice() {
        ["null"] if !taken("enum") => Ok(vec![only_null()]),
        ["null"] => Err("`null` beside `enum`".to_owned()),
        [one] => Ok(vec![of_type(one)]),
        [one, "null"] | ["null", one] => Ok(vec![
            of_type(one),
            ("nullable".to_owned(), "true".to_owned()),
        ]),
        several if !taken("anyOf") => {
            let alternatives: Vec<String> = several
                .iter()
                .map(|name| {
                    let member = if *name == "null" {
                        only_null()
                    } else {
                        of_type(name)
                    };
                    object_text([member])
                })
                .collect();
            Ok(vec![(
                "anyOf".to_owned(),
                format!("[{}]", alternatives.join(", ")),
            )])
        }
        _ => Err("several types beside `anyOf`".to_owned()),
    }
}
