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
    let mut tree = Tree::default();
    for (path, text) in text::files(plan) {
        tree.generated(path, text);
    }
    tree.owned("Cargo.toml", text::manifest(plan));
    tree.generated("src/main.rs", rust::layout::binary(plan));
    tree.generated("src/lib.rs", rust::layout::library(plan));
    shared_files(plan, &mut tree);
    group_files(plan, &mut tree);
    repository_files(plan, &mut tree);
    custom_files(plan, &mut tree);
    tree.files
}

/// What there is one of: the routes, the migrations, the models.
fn shared_files(plan: &ServicePlan, tree: &mut Tree) {
    let api_file = plan.package.api_file.as_str();
    tree.generated("src/generated/mod.rs", rust::layout::generated(plan));
    tree.generated(
        "src/generated/routes.rs",
        rust::routes::file(&plan.groups, api_file),
    );
    if !plan.accesses.is_empty() {
        tree.generated(
            "src/generated/access.rs",
            rust::access::file(&plan.schemes, &plan.accesses, api_file),
        );
    }
    tree.generated(
        "src/generated/migrations.rs",
        rust::layout::migrations(plan),
    );
    for (path, text) in plan.migrations.iter().flat_map(sql::migration) {
        tree.generated(&path, text);
    }
    tree.generated(
        "src/generated/models/mod.rs",
        rust::models::index(&plan.models, api_file),
    );
    for file in &plan.models {
        let path = format!("src/generated/models/{}.rs", file.module);
        tree.generated(&path, rust::models::file(file, api_file));
    }
    if !plan.schemas.is_empty() {
        let modules = plan.schemas.iter().map(|file| &file.module);
        let docs = "What is demanded of values beside what their types say.";
        tree.generated(
            "src/generated/schemas/mod.rs",
            rust::layout::modules(api_file, docs, modules),
        );
    }
    for file in &plan.schemas {
        let path = format!("src/generated/schemas/{}.rs", file.module);
        tree.generated(&path, rust::schemas::file(file, api_file));
    }
}

/// What each group of operations has one of.
fn group_files(plan: &ServicePlan, tree: &mut Tree) {
    let api_file = plan.package.api_file.as_str();
    let mut serving = Vec::new();
    for group in &plan.groups {
        let path = |folder: &str| format!("src/generated/{folder}/{}.rs", group.module);
        tree.generated(
            &path("controllers"),
            rust::controllers::file(group, api_file),
        );
        tree.generated(&path("validators"), rust::validators::file(group, api_file));
        tree.generated(&path("operations"), rust::operations::file(group, api_file));
        if let Some(text) = rust::services::file(group, api_file) {
            tree.generated(&path("services"), text);
            serving.push(&group.module);
        }
    }
    let modules = || plan.groups.iter().map(|group| &group.module);
    let mut index = |folder: &str, docs: &str, text_of: &dyn Fn(&str) -> String| {
        tree.generated(&format!("src/generated/{folder}/mod.rs"), text_of(docs));
    };
    let all = |docs: &str| rust::layout::modules(api_file, docs, modules());
    index(
        "controllers",
        "From a call to an answer: check, serve, answer.",
        &all,
    );
    index("validators", "Reads and checks what comes in.", &all);
    index(
        "operations",
        "The inputs and the answers of the operations.",
        &all,
    );
    if !serving.is_empty() {
        index("services", "What the operations do.", &|docs| {
            rust::layout::modules(api_file, docs, serving.iter().copied())
        });
    }
}

fn repository_files(plan: &ServicePlan, tree: &mut Tree) {
    let api_file = plan.package.api_file.as_str();
    if plan.repositories.is_empty() {
        return;
    }
    let modules = plan
        .repositories
        .iter()
        .map(|repository| &repository.module);
    let docs = "The statements on each table and view.";
    tree.generated(
        "src/generated/repositories/mod.rs",
        rust::layout::modules(api_file, docs, modules),
    );
    for repository in &plan.repositories {
        let path = format!("src/generated/repositories/{}.rs", repository.module);
        tree.generated(&path, rust::repositories::file(repository, api_file));
    }
}

fn custom_files(plan: &ServicePlan, tree: &mut Tree) {
    let operations = plan.customs.iter().map(|custom| &custom.function);
    let schemes = plan.schemes.iter().map(|scheme| &scheme.function);
    let mut modules: Vec<_> = operations.chain(schemes).collect();
    modules.sort();
    let docs = if plan.schemes.is_empty() {
        "The hand-written operations, one file each."
    } else {
        "The hand-written operations and checks of credentials, one file each."
    };
    tree.generated(
        "src/custom/mod.rs",
        rust::layout::modules(&plan.package.api_file, docs, modules.into_iter()),
    );
    for scheme in &plan.schemes {
        tree.owned(
            &format!("src/custom/{}.rs", scheme.function),
            rust::access::custom(scheme),
        );
    }
    for custom in &plan.customs {
        tree.owned(
            &format!("src/custom/{}.rs", custom.function),
            rust::layout::custom(custom),
        );
    }
}

/// The tree while it grows.
#[derive(Default)]
struct Tree {
    files: FileSet,
}

impl Tree {
    fn generated(&mut self, path: &str, text: String) {
        self.insert(path, text, Ownership::Generated);
    }

    fn owned(&mut self, path: &str, text: String) {
        self.insert(path, text, Ownership::Owned);
    }

    fn insert(&mut self, path: &str, text: String, ownership: Ownership) {
        let path = RelPath::new(path)
            .expect("paths are made of identifiers of the plan and of names written here");
        let contents = text.into_bytes();
        self.files.insert(
            path,
            OutputFile {
                contents,
                ownership,
            },
        );
    }
}
