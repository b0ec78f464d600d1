//! What an operation and its group are called where the description does not say so.

use specwright_openapi as openapi;

/// The name that the description gives, else one that is derived from method and path.
pub(super) fn operation_name(operation: &openapi::Operation) -> String {
    operation.id.as_ref().map_or_else(
        || derived_id(operation.method, &operation.path.value),
        |id| id.value.clone(),
    )
}

/// The first tag, else the first fixed segment of the path.
pub(super) fn group(operation: &openapi::Operation) -> String {
    operation
        .tags
        .iter()
        .map(|tag| tag.value.as_str())
        .find(|tag| !tag.trim().is_empty())
        .map_or_else(
            || {
                let fixed = operation
                    .path
                    .value
                    .split('/')
                    .find(|segment| !segment.is_empty() && !segment.starts_with('{'));
                fixed.unwrap_or("root").to_owned()
            },
            str::to_owned,
        )
}

/// `get /pets/{petId}/photos` → `getPetsByPetIdPhotos`.
fn derived_id(method: openapi::Method, path: &str) -> String {
    let mut id = format!("{method:?}").to_lowercase();
    for word in path.split('/').filter(|segment| !segment.is_empty()) {
        let (prefix, word) = word
            .strip_prefix('{')
            .map_or(("", word), |rest| ("By", rest.trim_end_matches('}')));
        id.push_str(prefix);
        let mut upper = true;
        for c in word.chars() {
            if c.is_alphanumeric() {
                if upper {
                    id.extend(c.to_uppercase());
                } else {
                    id.push(c);
                }
                upper = false;
            } else {
                upper = true;
            }
        }
    }
    id
}
