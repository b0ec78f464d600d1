//! Draft 4 in the words of OpenAPI 3.1, whose schemas are those of JSON Schema 2020-12.

use super::super::suite::{json_text, object_text, quoted};
use super::{SAME, SILENT, is_assumed};
use specwright_source::{Node, Object};

/// All types, by their names.
const ALL_TYPES: &str = r#"["object", "array", "string", "number", "boolean", "null"]"#;

/// The schema of a group; `name` is the component that it becomes.
pub fn schema(name: &str, schema: &Node) -> Result<String, String> {
    let Some(object) = schema.as_object() else {
        return Err("a schema is no object".to_owned());
    };
    if let Some(reference) = object.get("$ref") {
        // What stands beside a reference had no meaning in draft 4, and has one in OpenAPI 3.1.
        let reference = self::reference(name, reference.as_str().unwrap_or_default())?;
        let mut members = vec![("$ref".to_owned(), quoted(&reference))];
        members.extend(definitions(name, object)?);
        return Ok(object_text(members));
    }
    let mut members = Vec::new();
    if is_assumed(object) {
        members.push(("type".to_owned(), ALL_TYPES.to_owned()));
    }
    for entry in &object.entries {
        let (key, node) = (entry.key.as_str(), &entry.node);
        let has_first = object
            .get("items")
            .is_some_and(|items| items.as_array().is_some());
        let is_set = |key: &str| object.get(key).and_then(Node::as_bool) == Some(true);
        let (key, value) = match key {
            "minimum" if is_set("exclusiveMinimum") => ("exclusiveMinimum", json_text(node)),
            "maximum" if is_set("exclusiveMaximum") => ("exclusiveMaximum", json_text(node)),
            "exclusiveMinimum" | "exclusiveMaximum" | "definitions" => continue,
            "type" => (key, json_text(node)),
            _ if SAME.contains(&key) => (key, json_text(node)),
            _ if SILENT.contains(&key) => continue,
            "properties" | "patternProperties" => (key, named(name, node)?),
            "items" if has_first => ("prefixItems", list(name, node)?),
            "additionalItems" if !has_first => continue,
            "additionalItems" => ("items", schema_or_flag(name, node)?),
            "items" | "not" | "additionalProperties" => (key, schema_or_flag(name, node)?),
            "allOf" | "anyOf" | "oneOf" => (key, list(name, node)?),
            _ => return Err(format!("OpenAPI has no `{key}`")),
        };
        members.push((key.to_owned(), value));
    }
    members.extend(definitions(name, object)?);
    Ok(object_text(members))
}

fn definitions(name: &str, object: &Object) -> Result<Option<(String, String)>, String> {
    let definitions = object.get("definitions");
    let definitions = definitions.map(|node| Ok(("$defs".to_owned(), named(name, node)?)));
    definitions.transpose()
}

fn schema_or_flag(name: &str, node: &Node) -> Result<String, String> {
    if node.as_bool().is_some() {
        return Ok(json_text(node));
    }
    schema(name, node)
}

fn named(name: &str, node: &Node) -> Result<String, String> {
    let entries = node.as_object().unwrap().entries.iter();
    let named: Result<Vec<_>, String> = entries
        .map(|entry| Ok((entry.key.clone(), schema(name, &entry.node)?)))
        .collect();
    Ok(object_text(named?))
}

fn list(name: &str, node: &Node) -> Result<String, String> {
    let items = node.as_array().unwrap().iter();
    let items: Result<Vec<_>, String> = items.map(|item| schema(name, item)).collect();
    Ok(format!("[{}]", items?.join(", ")))
}

/// A pointer from the root of the schema, as one from the root of the description.
fn reference(name: &str, reference: &str) -> Result<String, String> {
    let Some(pointer) = reference.strip_prefix('#') else {
        return Err(format!("`{reference}` leads to another document"));
    };
    let mut whole = format!("#/components/schemas/{name}");
    let Some(tokens) = pointer.strip_prefix('/') else {
        return if pointer.is_empty() {
            Ok(whole)
        } else {
            Err(format!("`{reference}` is a reference by `id`"))
        };
    };
    let mut is_keyword = true;
    let mut tokens = tokens.split('/').peekable();
    while let Some(token) = tokens.next() {
        let is_numbered = tokens
            .peek()
            .is_some_and(|next| next.parse::<usize>().is_ok());
        let (written, holds_names) = match token {
            _ if !is_keyword => (token, false),
            "definitions" => ("$defs", true),
            "properties" | "patternProperties" | "allOf" | "anyOf" | "oneOf" => (token, true),
            "items" if is_numbered => ("prefixItems", true),
            "additionalItems" => ("items", false),
            _ => (token, false),
        };
        whole.push('/');
        whole.push_str(written);
        is_keyword = !holds_names;
    }
    Ok(whole)
}
