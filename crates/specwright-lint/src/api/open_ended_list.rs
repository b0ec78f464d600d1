//! L0303: a list that nothing bounds.

use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, Location, Method, Operation, SchemaType, Status};

/// The words of parameters that say how much of a list is wanted.
const BOUNDS: [&str; 12] = [
    "limit", "size", "count", "max", "first", "last", "top", "page", "perpage", "take", "number",
    "rows",
];

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    for operation in api
        .operations
        .iter()
        .filter(|operation| operation.method == Method::Get && !is_bounded(operation))
    {
        let answers = operation.responses.iter().filter(|response| {
            matches!(response.status, Status::Code(200..=299) | Status::Range(2))
        });
        let schemas = answers
            .flat_map(|response| &response.content)
            .filter_map(|media_type| media_type.schema);
        let mut lists = schemas.filter(|id| {
            let schema = api.schema(*id);
            schema
                .kind
                .as_ref()
                .is_some_and(|kind| kind.value == SchemaType::Array)
                && schema.max_items.is_none()
        });
        if let Some(list) = lists.next() {
            findings.push(
                Diagnostic::new(
                    &codes::OPEN_ENDED_LIST,
                    operation.span,
                    "the answer is a list, and nothing bounds its length",
                    "add a parameter `limit` with a `maximum`, or `maxItems`",
                )
                .with_related(api.schema(list).span, "the list is here"),
            );
        }
    }
}

fn is_bounded(operation: &Operation) -> bool {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Query)
        .any(|parameter| {
            let name: String = parameter
                .name
                .value
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            let name = name.to_ascii_lowercase();
            BOUNDS
                .iter()
                .any(|word| name == *word || name.ends_with(word) || name.starts_with(word))
        })
}
