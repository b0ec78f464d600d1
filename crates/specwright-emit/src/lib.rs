//! `ServicePlan` → `FileSet`: prints what was planned.
//!
//! **Invariant:** no spec is seen here, and nothing is decided (I1). **Invariant:** emission cannot fail.
//! **Invariant:** the text of a file depends on the plan alone, not on another file, so that files are made in any order.

mod rust;
mod sql;
mod text;

use specwright_fileset::{FileSet, OutputFile, Ownership, RelPath};
use specwright_plan::{GroupPlan, ServicePlan};

/// All files of a service.
#[must_use]
pub fn emit(plan: &ServicePlan) -> FileSet {
    let mut tree = Tree::default();
    for (path, text) in text::files(plan) {
        tree.generated(path, move || text);
    }
    tree.owned("Cargo.toml", move || text::manifest(plan));
    tree.generated("src/main.rs", move || rust::layout::binary(plan));
    tree.generated("src/lib.rs", move || rust::layout::library(plan));
    shared_files(plan, &mut tree);
    group_files(plan, &mut tree);
    repository_files(plan, &mut tree);
    custom_files(plan, &mut tree);
    tree.files()
}

/// What there is one of: the routes, the migrations, the models.
fn shared_files<'p>(plan: &'p ServicePlan, tree: &mut Tree<'p>) {
    let api_file = plan.package.api_file.as_str();
    tree.generated("src/generated/mod.rs", move || {
        rust::layout::generated(plan)
    });
    tree.generated("src/generated/routes.rs", move || {
        rust::routes::file(&plan.groups, api_file)
    });
    if !plan.accesses.is_empty() {
        tree.generated("src/generated/access.rs", move || {
            rust::access::file(&plan.schemes, &plan.accesses, api_file)
        });
    }
    if !plan.error_shapes.is_empty() {
        tree.generated("src/generated/errors.rs", move || {
            rust::errors::file(&plan.error_shapes, api_file)
        });
    }
    tree.generated("src/generated/migrations.rs", move || {
        rust::layout::migrations(plan)
    });
    for (path, text) in plan.migrations.iter().flat_map(sql::migration) {
        tree.generated(path, move || text);
    }
    tree.generated("src/generated/models/mod.rs", move || {
        rust::models::index(&plan.models, api_file)
    });
    for file in &plan.models {
        let path = format!("src/generated/models/{}.rs", file.module);
        tree.generated(path, move || rust::models::file(file, api_file));
    }
    if !plan.schemas.is_empty() {
        tree.generated("src/generated/schemas/mod.rs", move || {
            let modules = plan.schemas.iter().map(|file| &file.module);
            let docs = "What is demanded of values beside what their types say.";
            rust::layout::modules(api_file, docs, modules)
        });
    }
    for file in &plan.schemas {
        let path = format!("src/generated/schemas/{}.rs", file.module);
        tree.generated(path, move || rust::schemas::file(file, api_file));
    }
}

/// What each group of operations has one of.
fn group_files<'p>(plan: &'p ServicePlan, tree: &mut Tree<'p>) {
    let api_file = plan.package.api_file.as_str();
    for group in &plan.groups {
        let path = |folder: &str| format!("src/generated/{folder}/{}.rs", group.module);
        tree.generated(path("controllers"), move || {
            rust::controllers::file(group, api_file)
        });
        tree.generated(path("validators"), move || {
            rust::validators::file(group, api_file)
        });
        tree.generated(path("operations"), move || {
            rust::operations::file(group, api_file)
        });
        if rust::services::serves(group) {
            tree.generated(path("services"), move || {
                rust::services::file(group, api_file)
            });
        }
    }
    let mut index = |folder: &str, docs: &'static str, has_file: fn(&GroupPlan) -> bool| {
        tree.generated(format!("src/generated/{folder}/mod.rs"), move || {
            let groups = plan.groups.iter().filter(|group| has_file(group));
            rust::layout::modules(api_file, docs, groups.map(|group| &group.module))
        });
    };
    index(
        "controllers",
        "From a call to an answer: check, serve, answer.",
        |_| true,
    );
    index("validators", "Reads and checks what comes in.", |_| true);
    index(
        "operations",
        "The inputs and the answers of the operations.",
        |_| true,
    );
    if plan.groups.iter().any(rust::services::serves) {
        index(
            "services",
            "What the operations do.",
            rust::services::serves,
        );
    }
}

fn repository_files<'p>(plan: &'p ServicePlan, tree: &mut Tree<'p>) {
    let api_file = plan.package.api_file.as_str();
    if plan.repositories.is_empty() {
        return;
    }
    tree.generated("src/generated/repositories/mod.rs", move || {
        let repositories = plan.repositories.iter();
        let modules = repositories.map(|repository| &repository.module);
        rust::layout::modules(api_file, "The statements on each table and view.", modules)
    });
    for repository in &plan.repositories {
        let path = format!("src/generated/repositories/{}.rs", repository.module);
        tree.generated(path, move || rust::repositories::file(repository, api_file));
    }
}

fn custom_files<'p>(plan: &'p ServicePlan, tree: &mut Tree<'p>) {
    tree.generated("src/custom/mod.rs", move || {
        let operations = plan.customs.iter().map(|custom| &custom.function);
        let schemes = plan.schemes.iter().map(|scheme| &scheme.function);
        let errors = plan.error_functions.iter().map(|error| &error.function);
        let mut modules: Vec<_> = operations.chain(schemes).chain(errors).collect();
        modules.sort();
        let docs = match (plan.schemes.is_empty(), plan.error_functions.is_empty()) {
            (true, true) => "The hand-written operations, one file each.",
            (false, true) => "The hand-written operations and checks of credentials, one file each.",
            (true, false) => "The hand-written operations and shapes of errors, one file each.",
            (false, false) => {
                "The hand-written operations, checks of credentials and shapes of errors, one file each."
            }
        };
        rust::layout::modules(&plan.package.api_file, docs, modules.into_iter())
    });
    for scheme in &plan.schemes {
        let path = format!("src/custom/{}.rs", scheme.function);
        tree.owned(path, move || rust::access::custom(scheme));
    }
    for error in &plan.error_functions {
        let path = format!("src/custom/{}.rs", error.function);
        tree.owned(path, move || rust::errors::custom(error));
    }
    for custom in &plan.customs {
        let path = format!("src/custom/{}.rs", custom.function);
        tree.owned(path, move || rust::layout::custom(custom));
    }
}

/// The tree while it grows: which files there will be, and what makes the text of each, which needs none of the others.
#[derive(Default)]
struct Tree<'p> {
    pending: Vec<Pending<'p>>,
}

struct Pending<'p> {
    path: String,
    ownership: Ownership,
    text: Box<dyn FnOnce() -> String + Send + 'p>,
}

impl<'p> Tree<'p> {
    fn generated(&mut self, path: impl Into<String>, text: impl FnOnce() -> String + Send + 'p) {
        self.push(path.into(), text, Ownership::Generated);
    }

    fn owned(&mut self, path: impl Into<String>, text: impl FnOnce() -> String + Send + 'p) {
        self.push(path.into(), text, Ownership::Owned);
    }

    fn push(
        &mut self,
        path: String,
        text: impl FnOnce() -> String + Send + 'p,
        ownership: Ownership,
    ) {
        self.pending.push(Pending {
            path,
            ownership,
            text: Box::new(text),
        });
    }

    /// The files, made by several threads.
    fn files(self) -> FileSet {
        let file = |pending: Pending<'p>| {
            let path = RelPath::new(pending.path)
                .expect("paths are made of identifiers of the plan and of names written here");
            let contents = (pending.text)().into_bytes();
            let ownership = pending.ownership;
            (
                path,
                OutputFile {
                    contents,
                    ownership,
                },
            )
        };
        specwright_parallel::map(self.pending, file)
            .into_iter()
            .collect()
    }
}
