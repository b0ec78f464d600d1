//! Operations → the groups that they stand in, each operation with all that is planned of it; and those of them that are
//! hand-written.

use crate::access::Accesses;
use crate::errors::ErrorShapes;
use crate::models::Models;
use crate::names::{Settled, Statics};
use crate::operations::{self, OperationNames, Own};
use crate::repositories::Repositories;
use crate::services::{self, Bound};
use crate::{CustomPlan, GroupPlan, Ident, OperationPlan, ServiceAction, doc_text};
use specwright_model::{Behaviour, Model, Operation};
use std::collections::BTreeMap;

/// The groups, sorted by module; what the operations ask of the database goes to `repositories`.
pub(crate) fn groups(
    model: &Model,
    names: &OperationNames,
    (accesses, errors): (&Accesses<'_>, &ErrorShapes),
    models: &Models<'_>,
    repositories: &mut Repositories<'_>,
    settled: &mut Vec<Settled>,
) -> Vec<GroupPlan> {
    let mut groups: BTreeMap<&Ident, (GroupPlan, Statics)> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let module = &names.groups[index];
        let (group, statics) = groups
            .entry(module)
            .or_insert_with(|| (group(model, operation, module.clone()), Statics::sharing()));
        let function = names.functions[index].clone();
        let own = Own {
            function: &function,
            body: &names.bodies[index],
        };
        let inputs = operations::inputs(operation, own, models, statics, settled);
        let answers = operations::answers(operation, models, settled);
        let service = match &operation.behaviour {
            Behaviour::Custom => ServiceAction::Custom,
            Behaviour::Derived(derived) => {
                let bound = Bound {
                    operation,
                    derived,
                    function: &function,
                    inputs: &inputs,
                    answers: &answers,
                };
                ServiceAction::Derived(Box::new(services::derived(repositories, bound)))
            }
        };
        group.operations.push(OperationPlan {
            id: operation.id.clone(),
            function,
            method: operations::method_name(operation.method),
            path: operation.path.clone(),
            docs: doc_text::docs(
                operation.summary.as_deref(),
                operation.description.as_deref(),
            ),
            deprecated: operation.deprecated,
            statuses: operations::statuses(operation),
            consumes: operations::consumes(operation),
            produces: operations::produces(operation),
            request: names.requests[index].clone(),
            inputs,
            response: names.responses[index].clone(),
            answers,
            access: accesses.name(&operation.access),
            errors: errors.of(operation, models),
            service,
        });
    }
    groups.into_values().map(|(group, _)| group).collect()
}

/// The hand-written operations, sorted by module.
pub(crate) fn customs(groups: &[GroupPlan]) -> Vec<CustomPlan> {
    let operations = groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |it| (group, it)));
    let mut customs: Vec<CustomPlan> = operations
        .filter(|(_, operation)| matches!(operation.service, ServiceAction::Custom))
        .map(|(group, operation)| CustomPlan {
            function: operation.function.clone(),
            group: group.module.clone(),
            id: operation.id.clone(),
            method: operation.method,
            path: operation.path.clone(),
            docs: operation.docs.clone(),
            request: operation.request.clone(),
            response: operation.response.clone(),
        })
        .collect();
    customs.sort_by(|a, b| a.function.cmp(&b.function));
    customs
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
