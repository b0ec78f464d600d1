//! A second reader, `openapiv3`, sees as much of every description as ours does.

mod walk;

use crate::input::{corpus, descriptions, tree};
use openapiv3::OpenAPI;
use specwright_openapi::Description;
use specwright_source::{Node, Value};

/// What both readers count.
#[derive(Debug, Default, PartialEq, Eq)]
struct Census {
    operations: usize,
    /// Of all operations, with those of their path items.
    parameters: usize,
    responses: usize,
    request_media_types: usize,
    response_media_types: usize,
    response_headers: usize,
    component_schemas: usize,
    security_schemes: usize,
    tags: usize,
    servers: usize,
    /// Every schema that is no reference, wherever it stands.
    schemas: usize,
    properties: usize,
    required: usize,
    enumerated: usize,
}

#[test]
fn the_second_reader_counts_the_same() {
    let Some(corpus) = corpus() else { return };
    let mut compared = 0;
    let mut operations = 0;
    for folder in ["openapi", "positive"] {
        for file in descriptions(&corpus.join(folder)) {
            let Some((_, root)) = tree(&file) else {
                continue;
            };
            let version = root
                .pointer("/openapi")
                .and_then(Node::as_str)
                .unwrap_or_default();
            let Some(theirs) = version.starts_with("3.0").then(|| typed(&root)).flatten() else {
                continue;
            };
            let outcome = specwright_openapi::read(&root);
            // What is broken is reported and not counted, so the two cannot agree on a broken document.
            if outcome.has_errors() {
                continue;
            }
            let Some(ours) = outcome.value else {
                panic!("{} is not read", file.display())
            };
            assert_eq!(of_ours(&ours), walk::census(&theirs), "{}", file.display());
            compared += 1;
            operations += ours.operations.len();
        }
    }
    assert!(
        compared > 70 && operations > 2000,
        "only {compared} descriptions with {operations} operations were compared"
    );
}

fn typed(root: &Node) -> Option<OpenAPI> {
    serde_json::from_value(json(root)).ok()
}

fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => serde_json::from_str(number.text()).unwrap(),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Object(object) => object
            .entries
            .iter()
            .map(|entry| (entry.key.clone(), json(&entry.node)))
            .collect(),
    }
}

fn of_ours(api: &Description) -> Census {
    let operations = || api.operations.iter();
    let responses = || operations().flat_map(|operation| &operation.responses);
    // A reference that is kept for what stands beside it has no counterpart; none of these documents has one.
    let schemas = &api.schemas;
    Census {
        operations: operations().count(),
        parameters: operations()
            .map(|operation| operation.parameters.len())
            .sum(),
        responses: responses().count(),
        request_media_types: operations()
            .filter_map(|operation| operation.request_body.as_ref())
            .map(|body| body.content.len())
            .sum(),
        response_media_types: responses().map(|response| response.content.len()).sum(),
        response_headers: responses().map(|response| response.headers.len()).sum(),
        component_schemas: api.components.len(),
        security_schemes: api.security_schemes.len(),
        tags: api.tags.len(),
        servers: api.servers.len(),
        schemas: schemas.len(),
        properties: schemas.iter().map(|schema| schema.properties.len()).sum(),
        required: schemas.iter().map(|schema| schema.required.len()).sum(),
        enumerated: schemas
            .iter()
            .filter(|schema| schema.enumeration.is_some())
            .count(),
    }
}
