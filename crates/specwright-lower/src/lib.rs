//! API description + database contract → `Model`: types, entities, operations, and which operation works on which entity.
//!
//! **Invariant:** what the model cannot hold is refused with its place; nothing is left out in silence (I5).
//! **Invariant:** no name of the output is decided here, only words (`plan` decides names).

mod bind;
#[cfg(test)]
mod described;
mod operations;
mod rules;
mod storage;
mod types;
mod view;

use specwright_dbschema::Contract;
use specwright_diagnostics::Outcome;
use specwright_model::{Group, Model, Service, Storage};
use specwright_openapi::Description;
use types::Lowering;

/// Brings the two specs together. Without a contract every operation is left to hand-written code.
#[must_use]
pub fn lower(api: &Description, contract: Option<&Contract>) -> Outcome<Model> {
    let storage = contract.map_or_else(Storage::default, storage::storage);
    let mut lowering = Lowering::new(api, &storage);
    let (mut operations, described): (Vec<_>, Vec<_>) = api
        .operations
        .iter()
        .filter_map(|described| {
            let operation = lowering.operation(described);
            let is_routable = lowering.is_routable(described);
            Some((operation.filter(|_| is_routable)?, described))
        })
        .unzip();
    lowering.bind(&mut operations, &described);
    lowering.name_endless_lists();
    let Lowering {
        types,
        demands,
        schemes,
        diagnostics,
        ..
    } = lowering;
    Outcome {
        value: Model {
            service: service(api),
            types,
            demands,
            operations,
            schemes,
            storage,
        },
        diagnostics,
    }
}

fn service(api: &Description) -> Service {
    Service {
        title: api.info.title.value.clone(),
        span: api.info.title.span,
        version: api.info.version.value.clone(),
        description: api.info.description.as_ref().map(|text| text.value.clone()),
        base_path: api
            .servers
            .first()
            .map(|server| base_path(&server.url.value))
            .unwrap_or_default(),
        groups: api
            .tags
            .iter()
            .map(|tag| Group {
                name: tag.name.value.clone(),
                description: tag.description.as_ref().map(|text| text.value.clone()),
            })
            .collect(),
    }
}

/// The path of a server's URL (RFC 3986, section 3.3), without the slash at its end.
fn base_path(url: &str) -> String {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => url,
    };
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    if path.is_empty() || path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn the_base_path_is_the_path_of_the_first_server() {
        assert_eq!(base_path("https://api.example.com/v1/"), "/v1");
        assert_eq!(base_path("https://api.example.com"), "");
        assert_eq!(base_path("/"), "");
        assert_eq!(base_path("/api"), "/api");
        assert_eq!(base_path("api/v2"), "/api/v2");
    }
}
