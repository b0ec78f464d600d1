//! Texts → a description that has them in all places where text stands.

use serde_json::{Map, Value, json};

/// How many texts a description takes.
pub const SLOTS: usize = 32;

/// Slots whose text the specification bounds. Most texts are not allowed there, so that one such slot is used in one run of
/// three, by what the other slots happen to hold.
const STRICT: std::ops::Range<usize> = 26..SLOTS;

/// The description as JSON, which can hold any text. An empty text is replaced by a tame one.
pub fn description(texts: &[String]) -> String {
    let strict_one = STRICT.start + texts.iter().map(String::len).sum::<usize>() % 18;
    let at = |slot: usize, tame: &str| -> String {
        let text = &texts[slot];
        if text.is_empty() || (STRICT.contains(&slot) && slot != strict_one) {
            tame.to_owned()
        } else {
            text.clone()
        }
    };
    let mut properties = Map::new();
    properties.insert(
        at(0, "first"),
        json!({"type": "string", "description": at(1, "The first."), "default": at(2, "one"), "x-note": at(3, "note")}),
    );
    properties.insert(
        at(4, "second"),
        json!({"type": "string", "enum": distinct([at(5, "new"), at(6, "old"), "done".to_owned()]), "title": at(7, "State")}),
    );
    properties.insert(
        at(8, "third"),
        json!({"type": "array", "items": {"type": "string", "minLength": 1, "example": at(9, "x")}}),
    );
    properties.insert(
        "nested".to_owned(),
        json!({"type": "object", "properties": {at(10, "inner"): {"type": "integer", "minimum": 3}}, "required": [at(10, "inner")]}),
    );
    properties.insert(
        "code".to_owned(),
        json!({"type": "string", "pattern": at(26, "^[a-z]+$")}),
    );
    let component = at(27, "Thing");
    let reference = format!(
        "#/components/schemas/{}",
        component
            .replace('~', "~0")
            .replace('/', "~1")
            .replace('%', "%25")
    );
    let path = format!("/things/{}", at(28, "all"));
    let media_type = at(29, "application/json");
    let header = at(30, "X-Count");
    let tag = at(11, "things");
    let mut paths = Map::new();
    paths.insert(
        path,
        json!({
            "summary": at(12, "Things"),
            "get": {
                "operationId": at(13, "listThings"),
                "summary": at(14, "Lists."),
                "description": at(15, "Lists things."),
                "tags": [tag],
                "parameters": [
                    {"name": at(16, "filter"), "in": "query", "description": at(17, "A filter."),
                     "schema": {"type": "string", "default": at(18, "none")}},
                    {"name": at(31, "X-Trace"), "in": "header", "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": at(19, "Things."),
                        "headers": {header: {"description": at(20, "How many."), "schema": {"type": "integer"}}},
                        "content": {media_type: {"schema": {"$ref": reference}}},
                    },
                },
                "x-hint": {at(21, "hint"): at(22, "value")},
            },
            "post": {
                "operationId": at(23, "addThing"),
                "requestBody": {"required": true, "description": at(24, "A thing."),
                    "content": {"application/json": {"schema": {"$ref": reference}}}},
                "responses": {"201": {"description": "Made."}},
            },
        }),
    );
    let mut schemas = Map::new();
    schemas.insert(
        component,
        json!({"type": "object", "description": at(25, "A thing."), "properties": properties}),
    );
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": at(7, "Things"), "description": at(25, "All about things."), "version": at(9, "1.0.0"),
                 "license": {"name": at(22, "MIT")}, "contact": {"name": at(3, "Somebody")}},
        "tags": [{"name": tag, "description": at(1, "Things.")}],
        "paths": paths,
        "components": {"schemas": schemas},
    });
    document.to_string()
}

/// The values without repetitions, which a linter would complain of.
fn distinct(values: [String; 3]) -> Value {
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    json!(kept)
}
