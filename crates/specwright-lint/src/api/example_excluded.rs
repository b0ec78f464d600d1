//! L0316: an example that its schema refuses.

use super::validity::fault;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, MediaType, Schema};
use specwright_source::Node;
use std::collections::BTreeSet;

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    // Parameters and responses that are shared are met once for each operation.
    let mut judged = BTreeSet::new();
    for schema in &api.schemas {
        for example in schema.example.iter().chain(&schema.further_examples) {
            judge(api, schema, example, findings);
        }
    }
    for operation in &api.operations {
        for parameter in &operation.parameters {
            for example in parameter
                .examples
                .iter()
                .filter(|example| judged.insert(example.span))
            {
                judge(api, api.schema(parameter.schema), example, findings);
            }
        }
        let bodies = operation.request_body.iter().flat_map(|body| &body.content);
        let answers = operation
            .responses
            .iter()
            .flat_map(|response| &response.content);
        for media_type in bodies
            .chain(answers)
            .filter(|media_type| is_json(media_type))
        {
            let Some(schema) = media_type.schema else {
                continue;
            };
            for example in media_type
                .examples
                .iter()
                .filter(|example| judged.insert(example.span))
            {
                judge(api, api.schema(schema), example, findings);
            }
        }
    }
}

fn judge(api: &Description, schema: &Schema, example: &Node, findings: &mut Vec<Diagnostic>) {
    if let Some(fault) = fault(api, schema, example) {
        let message = format!("the example is not valid: {}", fault.message);
        findings.push(Diagnostic::new(
            &codes::EXAMPLE_EXCLUDED,
            fault.span,
            message,
            "correct the example, or the schema",
        ));
    }
}

/// Examples of other media types are texts whose form the schema does not describe.
fn is_json(media_type: &MediaType) -> bool {
    let name = media_type
        .name
        .value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    name == "application/json" || name.ends_with("+json")
}
