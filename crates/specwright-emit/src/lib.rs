//! `ServicePlan` → `FileSet`: prints what was planned.
//!
//! **Invariant:** no spec is seen here, and nothing is decided (I1). **Invariant:** emission cannot fail.

mod rust;
mod sql;
mod text;

use specwright_fileset::{FileSet, OutputFile, Ownership, RelPath};
use specwright_plan::ServicePlan;

/// All files of a service.
#[must_use]
pub fn emit(plan: &ServicePlan) -> FileSet {
    let mut files = FileSet::default();
    let api_file = plan.package.api_file.as_str();
    let mut generated =
        |path: &str, text: String| insert(&mut files, path, text, Ownership::Generated);
    for (path, text) in text::files(plan) {
        generated(path, text);
    }
    generated("src/main.rs", rust::layout::binary(plan));
    generated("src/lib.rs", rust::layout::library(plan));
    generated("src/generated/mod.rs", rust::layout::generated(plan));
    generated(
        "src/generated/routes.rs",
        rust::routes::file(&plan.groups, api_file),
    );
    generated(
        "src/generated/migrations.rs",
        rust::layout::migrations(plan),
    );
    for (path, text) in plan.migrations.iter().flat_map(sql::migration) {
        generated(&path, text);
    }
    generated(
        "src/generated/models/mod.rs",
        rust::models::index(&plan.models, api_file),
    );
    for file in &plan.models {
        generated(
            &format!("src/generated/models/{}.rs", file.module),
            rust::models::file(file, api_file),
        );
    }
    for group in &plan.groups {
        let module = &group.module;
        generated(
            &format!("src/generated/controllers/{module}.rs"),
            rust::controllers::file(group, api_file),
        );
        generated(
            &format!("src/generated/validators/{module}.rs"),
            rust::validators::file(group, api_file),
        );
        generated(
            &format!("src/generated/operations/{module}.rs"),
            rust::operations::file(group, api_file),
        );
        if let Some(text) = rust::services::file(group, api_file) {
            generated(&format!("src/generated/services/{module}.rs"), text);
        }
    }
    for (folder, docs, derived_only) in [
        (
            "controllers",
            "From a call to an answer: check, serve, answer.",
            false,
        ),
        ("validators", "Reads and checks what comes in.", false),
        (
            "operations",
            "The inputs and the answers of the operations.",
            false,
        ),
        ("services", "What the operations do.", true),
    ] {
        if derived_only && plan.repositories.is_empty() {
            continue;
        }
        let modules = plan
            .groups
            .iter()
            .filter(|group| {
                !derived_only
                    || group.operations.iter().any(|operation| {
                        matches!(
                            operation.service,
                            specwright_plan::ServiceAction::Derived(_)
                        )
                    })
            })
            .map(|group| &group.module);
        generated(
            &format!("src/generated/{folder}/mod.rs"),
            rust::layout::modules(api_file, docs, modules),
        );
    }
    if !plan.repositories.is_empty() {
        let modules = plan
            .repositories
            .iter()
            .map(|repository| &repository.module);
        let text =
            rust::layout::modules(api_file, "The statements on each table and view.", modules);
        generated("src/generated/repositories/mod.rs", text);
    }
    for repository in &plan.repositories {
        generated(
            &format!("src/generated/repositories/{}.rs", repository.module),
            rust::repositories::file(repository, api_file),
        );
    }
    let customs = plan.customs.iter().map(|custom| &custom.function);
    generated(
        "src/custom/mod.rs",
        rust::layout::modules(
            api_file,
            "The hand-written operations, one file each.",
            customs,
        ),
    );
    for custom in &plan.customs {
        insert(
            &mut files,
            &format!("src/custom/{}.rs", custom.function),
            rust::layout::custom(custom),
            Ownership::Owned,
        );
    }
    files
}

fn insert(files: &mut FileSet, path: &str, text: String, ownership: Ownership) {
    let path = RelPath::new(path)
        .expect("paths are made of identifiers of the plan and of names written here");
    files.insert(
        path,
        OutputFile {
            contents: text.into_bytes(),
            ownership,
        },
    );
}
