//! A schema of JSON Schema, draft 4 → operations of OpenAPI descriptions whose body has the schema, or the reason why
//! OpenAPI has no such schema.
//!
//! OpenAPI 3.0 is first. What it has no keyword for is written as OpenAPI 3.1. A schema with `properties` or `items` and
//! without `type` is assumed to be an object or an array (M0409); one that has such a part is written as OpenAPI 3.1,
//! too, where the part lists all types, which means the same by the letter and leaves nothing to assume.

mod openapi_3_0;
mod openapi_3_1;

use super::suite::{object_text, quoted};
use specwright_source::{Node, Object};
use std::fmt::{self, Display};

/// The version of OpenAPI that a schema is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    V30,
    V31,
}

impl Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
        })
    }
}

/// An operation, and the schemas that it refers to, as JSON texts.
pub struct Operation {
    pub version: Version,
    pub path: String,
    name: String,
    schemas: Vec<(String, String)>,
}

/// Keywords that mean the same everywhere, and whose values hold no schema.
const SAME: &[&str] = &[
    "title",
    "description",
    "multipleOf",
    "maximum",
    "minimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "format",
    "default",
];

/// Keywords that say nothing about a value.
const SILENT: &[&str] = &["$schema", "$comment", "id"];

/// The operations of a group: one for each version that it is written in.
pub fn operations(number: usize, schema: &Node) -> Result<Vec<Operation>, String> {
    let name = format!("G{number}");
    let operation = |version, schemas| Operation {
        version,
        path: format!("/g{number}"),
        name: name.clone(),
        schemas,
    };
    let new = || {
        let schemas = vec![(name.clone(), openapi_3_1::schema(&name, schema)?)];
        Ok(operation(Version::V31, schemas))
    };
    let Ok(schemas) = openapi_3_0::schemas(&name, schema) else {
        return new().map(|new| vec![new]);
    };
    let old = operation(Version::V30, schemas);
    if assumes_a_type(schema) {
        Ok(vec![old, new()?])
    } else {
        Ok(vec![old])
    }
}

/// The description of operations of one version, as JSON.
pub fn description(operations: &[&Operation]) -> String {
    let version = match operations[0].version {
        Version::V30 => "3.0.3",
        Version::V31 => "3.1.0",
    };
    let paths = operations.iter().map(|operation| {
        let reference = quoted(&format!("#/components/schemas/{}", operation.name));
        let item = format!(
            r#"{{"post": {{"operationId": {id}, "requestBody": {{"required": true, "content": {{"application/json": {{"schema": {{"$ref": {reference}}}}}}}}}, "responses": {{"204": {{"description": "Read."}}}}}}}}"#,
            id = quoted(&format!("read{}", operation.name)),
        );
        (operation.path.clone(), item)
    });
    let schemas = operations
        .iter()
        .flat_map(|operation| operation.schemas.iter().cloned());
    format!(
        "{{\"openapi\": \"{version}\", \"info\": {{\"title\": \"Suite\", \"version\": \"1\"}},\n\"paths\": {},\n\"components\": {{\"schemas\": {}}}}}",
        object_text(paths),
        object_text(schemas),
    )
}

/// Whether a part of a schema has keywords of objects or lists, and no type.
fn assumes_a_type(node: &Node) -> bool {
    let Some(object) = node.as_object() else {
        return false;
    };
    is_assumed(object) || parts(object).into_iter().any(assumes_a_type)
}

/// Whether a type is assumed for this schema.
fn is_assumed(schema: &Object) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    (has("properties") || has("items")) && !has("type") && !has("$ref")
}

/// The schemas that stand in a schema.
fn parts(schema: &Object) -> Vec<&Node> {
    let mut parts = Vec::new();
    for entry in &schema.entries {
        let node = &entry.node;
        match entry.key.as_str() {
            "properties" | "definitions" => {
                let named = node.as_object().into_iter();
                parts.extend(named.flat_map(|named| named.entries.iter().map(|entry| &entry.node)));
            }
            "items" | "allOf" | "anyOf" | "oneOf" if node.as_array().is_some() => {
                parts.extend(node.as_array().into_iter().flatten());
            }
            "items" | "not" | "additionalProperties" => parts.push(node),
            _ => {}
        }
    }
    parts
}

/// A token of a pointer in a fragment (RFC 6901, section 6).
fn decoded(token: &str) -> String {
    let token = token.replace("%25", "%").replace("%22", "\"");
    token.replace("~1", "/").replace("~0", "~")
}
