//! `Model` → `ServicePlan`: every name, type, statement, order and file is decided here.
//!
//! **Invariant:** this is the last stage that may refuse; what it hands on can be printed without a thought (I1).
//! **Invariant:** one allocator makes all names, and its choices do not depend on the order of the input.

mod doc_text;
mod migration;
mod models;
mod names;
mod operations;
mod query;
mod repositories;
mod reserved;
mod rust_types;
mod service_plan;
mod services;
mod writes;

pub use migration::{
    Commented, Constraint, DefaultValue, MigrationPlan, NewColumn, NewForeignKey, NewIndex,
    NewIndexKey, NewIndexPart, NewTable, RowCondition, Source, Step, Steps, TypeText,
};
pub use query::*;
pub use rust_types::*;
pub use service_plan::*;

use models::{Models, Statics};
use names::{Case, Settled, spell};
use operations::OperationNames;
use repositories::Repositories;
use specwright_diagnostics::Outcome;
use specwright_model::{Action, Behaviour, BodyContent, Model, Operation, Projection};
use std::collections::BTreeMap;

/// What the caller decides, beside the specs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The package's name; the title of the API where it is `None`.
    pub name: Option<String>,
    /// Where the runtime crate lies, relative to the package.
    pub runtime_path: String,
    /// Whether the package is a member of a workspace that has lints.
    pub workspace_member: bool,
    /// The name of the API's file, for the headers of files.
    pub api_file: String,
}

/// Decides everything.
#[must_use]
pub fn plan(model: &Model, settings: &Settings) -> Outcome<ServicePlan> {
    let mut settled = Vec::new();
    let mut models = Models::new(model, &mut settled);
    mark_uses(model, &mut models);
    let names = OperationNames::new(model, &models, &mut settled);
    let mut repositories = Repositories::new(&models);
    let mut statics: BTreeMap<Ident, Statics> = BTreeMap::new();
    let mut groups: BTreeMap<Ident, GroupPlan> = BTreeMap::new();
    let mut customs = Vec::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let module = names.groups[index].clone();
        let group = groups
            .entry(module.clone())
            .or_insert_with(|| group(model, operation, module.clone()));
        let function = names.functions[index].clone();
        let inputs = operations::inputs(
            operation,
            &function,
            &models,
            statics
                .entry(module.clone())
                .or_insert_with(Statics::sharing),
            &mut settled,
        );
        let answers = operations::answers(operation, &models, &mut settled);
        let docs = doc_text::docs(
            operation.summary.as_deref(),
            operation.description.as_deref(),
        );
        let service = match &operation.behaviour {
            Behaviour::Custom => {
                customs.push(CustomPlan {
                    function: function.clone(),
                    group: module,
                    id: operation.id.clone(),
                    method: operations::method_name(operation.method),
                    path: operation.path.clone(),
                    docs: docs.clone(),
                    request: names.requests[index].clone(),
                    response: names.responses[index].clone(),
                });
                ServiceAction::Custom
            }
            Behaviour::Derived(derived) => ServiceAction::Derived(Box::new(services::derived(
                &mut repositories,
                operation,
                &function,
                derived,
                &inputs,
                &answers,
            ))),
        };
        group.operations.push(OperationPlan {
            id: operation.id.clone(),
            function,
            method: operations::method_name(operation.method),
            path: operation.path.clone(),
            docs,
            deprecated: operation.deprecated,
            statuses: operations::statuses(operation),
            consumes: operation
                .body
                .as_ref()
                .map(|body| body.media_types.clone())
                .unwrap_or_default(),
            produces: operations::produces(operation),
            request: names.requests[index].clone(),
            inputs,
            response: names.responses[index].clone(),
            answers,
            service,
        });
    }
    customs.sort_by(|a, b| a.function.cmp(&b.function));
    let repositories = repositories.finish();
    let files = models.files(&mut settled);
    let (migrations, diagnostics) = migration::initial(model);
    let value = ServicePlan {
        package: package(model, settings),
        models: files,
        groups: groups.into_values().collect(),
        repositories,
        customs,
        migrations,
        notes: notes(settled),
    };
    Outcome { value, diagnostics }
}

fn package(model: &Model, settings: &Settings) -> Package {
    let words = [settings
        .name
        .clone()
        .unwrap_or_else(|| model.service.title.clone())];
    let library = spell(&words, Case::Value);
    let version = &model.service.version;
    let semantic = version.split('.').count() == 3
        && version.split('.').all(|part| {
            !part.is_empty() && part.len() < 10 && part.bytes().all(|byte| byte.is_ascii_digit())
        })
        && version
            .split('.')
            .all(|part| part == "0" || !part.starts_with('0'));
    Package {
        name: library.replace('_', "-").trim_matches('-').to_owned(),
        library: Ident(library),
        title: doc_text::summary(&model.service.title)
            .trim_end_matches('.')
            .to_owned(),
        version: if semantic {
            version.clone()
        } else {
            "0.0.0".to_owned()
        },
        docs: doc_text::docs(None, model.service.description.as_deref()),
        base_path: model.service.base_path.clone(),
        runtime_path: settings.runtime_path.clone(),
        workspace_member: settings.workspace_member,
        has_database: !model.storage.entities.is_empty(),
        api_file: settings.api_file.clone(),
    }
}

fn group(model: &Model, operation: &Operation, module: Ident) -> GroupPlan {
    let described = model
        .service
        .groups
        .iter()
        .find(|group| group.name == operation.group);
    GroupPlan {
        module,
        title: doc_text::summary(&operation.group)
            .trim_end_matches('.')
            .to_owned(),
        docs: doc_text::docs(
            described.and_then(|group| group.description.as_deref()),
            None,
        ),
        operations: Vec::new(),
    }
}

/// Marks the types that requests are read into and that answers are written from, stored documents among them.
fn mark_uses(model: &Model, models: &mut Models<'_>) {
    for operation in &model.operations {
        for parameter in &operation.parameters {
            models.mark_read(parameter.kind);
        }
        let body = operation.body.as_ref().map(|body| body.content);
        let answers = operation
            .answers
            .iter()
            .filter_map(|answer| answer.body.as_ref())
            .map(|body| body.content);
        if let Some(BodyContent::Json(slot)) = body {
            models.mark_read(slot.id);
        }
        for content in answers {
            if let BodyContent::Json(slot) = content {
                models.mark_written(slot.id);
            }
        }
        for header in operation.answers.iter().flat_map(|answer| &answer.headers) {
            models.mark_written(header.kind);
        }
        let Behaviour::Derived(derived) = &operation.behaviour else {
            continue;
        };
        let mut stored_out = |projection: &Projection| {
            let record = models.record(projection.record);
            for property in &record.properties {
                models.mark_read(property.slot.id);
            }
        };
        match &derived.action {
            Action::Get(projection) => stored_out(projection),
            Action::List(list) => stored_out(&list.item),
            Action::Create { input, output }
            | Action::Replace { input, output }
            | Action::Merge { input, output } => {
                output.iter().for_each(stored_out);
                let record = models.body_record(operation);
                for assignment in input {
                    models.mark_written(record.properties[assignment.property].slot.id);
                }
            }
            Action::Delete => {}
        }
    }
}

fn notes(mut settled: Vec<Settled>) -> Vec<Note> {
    settled.sort_by(|a, b| (&a.origin, &a.ident).cmp(&(&b.origin, &b.ident)));
    settled.dedup();
    settled
        .into_iter()
        .map(|settled| Note {
            text: format!(
                "{} is called `{}`: {}",
                settled.origin, settled.ident, settled.reason
            ),
        })
        .collect()
}
