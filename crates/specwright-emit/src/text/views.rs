//! Plan → the text files around the Rust, through minijinja: one typed view a template, no logic beyond loops and flags.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;
use specwright_plan::{ServiceAction, ServicePlan};

#[derive(Serialize)]
struct CargoView {
    name: String,
    version: String,
    title: String,
    runtime_path: String,
    workspace_member: bool,
}

#[derive(Serialize)]
struct ReadmeView {
    name: String,
    title: String,
    docs: Vec<String>,
    operations: Vec<OperationView>,
    customs: Vec<CustomView>,
    schemes: Vec<CustomView>,
    has_database: bool,
}

#[derive(Serialize)]
struct OperationView {
    method: &'static str,
    path: String,
    id: String,
    does: String,
}

#[derive(Serialize)]
struct CustomView {
    file: String,
    id: String,
}

#[derive(Serialize)]
struct NameView {
    name: String,
    workspace_member: bool,
}

/// `Cargo.toml`, as it is first written: what hand-written code needs beside the runtime is not ours to say.
pub(crate) fn manifest(plan: &ServicePlan) -> String {
    let package = &plan.package;
    let cargo = CargoView {
        name: toml_text(&package.name),
        version: toml_text(&package.version),
        title: toml_text(&package.title),
        runtime_path: toml_text(&package.runtime_path),
        workspace_member: package.workspace_member,
    };
    render(
        include_str!("../../../../templates/service/Cargo.toml.j2"),
        &cargo,
    )
}

/// The text files, each with its path.
pub(crate) fn files(plan: &ServicePlan) -> Vec<(&'static str, String)> {
    let package = &plan.package;
    let name = NameView {
        name: package.name.clone(),
        workspace_member: package.workspace_member,
    };
    let readme = ReadmeView {
        name: package.name.clone(),
        title: package.title.clone(),
        docs: package.docs.0.clone(),
        operations: operations(plan),
        customs: plan
            .customs
            .iter()
            .map(|custom| CustomView {
                file: format!("src/custom/{}.rs", custom.function),
                id: cell(&custom.id),
            })
            .collect(),
        schemes: plan
            .schemes
            .iter()
            .map(|scheme| CustomView {
                file: format!("src/custom/{}.rs", scheme.function),
                id: cell(&scheme.id),
            })
            .collect(),
        has_database: package.has_database,
    };
    vec![
        (
            "README.md",
            render(
                include_str!("../../../../templates/service/README.md.j2"),
                &readme,
            ),
        ),
        (
            "Dockerfile",
            render(
                include_str!("../../../../templates/service/Dockerfile.j2"),
                &name,
            ),
        ),
        (
            "compose.yaml",
            render(
                include_str!("../../../../templates/service/compose.yaml.j2"),
                &name,
            ),
        ),
        (
            ".env.example",
            render(
                include_str!("../../../../templates/service/env.example.j2"),
                &name,
            ),
        ),
    ]
}

fn operations(plan: &ServicePlan) -> Vec<OperationView> {
    let mut operations: Vec<OperationView> = plan
        .groups
        .iter()
        .flat_map(|group| &group.operations)
        .map(|operation| OperationView {
            method: operation.method,
            path: cell(&operation.path),
            id: cell(&operation.id),
            does: match &operation.service {
                ServiceAction::Custom => "hand-written".to_owned(),
                ServiceAction::Derived(derived) => cell(&format!("`{}`", derived.entity)),
            },
        })
        .collect();
    operations.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    operations
}

/// A text as a TOML basic string (TOML 1.0, "String").
fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.extend(["\\u".to_owned(), format!("{:04X}", u32::from(c))]),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text inside of a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

fn render<V: Serialize>(template: &str, view: &V) -> String {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    environment.set_syntax(syntax.expect("the usual delimiters are well-formed"));
    environment
        .render_str(template, Serde(view))
        .expect("each template names the fields of its own view only, which a test renders")
}
