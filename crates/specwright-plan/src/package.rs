//! The service as a whole → the package.

use crate::names::{Case, spell};
use crate::{Ident, Package, Settings, doc_text};
use specwright_model::Model;

/// What is planned for the package.
pub(crate) fn package(model: &Model, settings: &Settings) -> Package {
    let words = [settings
        .name
        .clone()
        .unwrap_or_else(|| model.service.title.clone())];
    let library = spell(&words, Case::Value);
    Package {
        name: library.replace('_', "-").trim_matches('-').to_owned(),
        library: Ident(library),
        title: doc_text::summary(&model.service.title)
            .trim_end_matches('.')
            .to_owned(),
        version: manifest_version(&model.service.version).to_owned(),
        api_version: model.service.version.clone(),
        docs: doc_text::docs(None, model.service.description.as_deref()),
        base_path: model.service.base_path.clone(),
        runtime_path: settings.runtime_path.clone(),
        workspace_member: settings.workspace_member,
        has_database: !model.storage.entities.is_empty(),
        api_file: settings.api_file.clone(),
    }
}

/// The API's version where Cargo takes it (Semantic Versioning 2.0.0, item 2), else one that says nothing.
fn manifest_version(version: &str) -> &str {
    let is_number = |part: &str| {
        (1..10).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    if version.split('.').count() == 3 && version.split('.').all(is_number) {
        version
    } else {
        "0.0.0"
    }
}
