//! Behaviours → the bodies of the services, and the functions of the repositories that they call.

mod location;
mod page;

use crate::models::Models;
use crate::repositories::{Called, Change, Repositories};
use crate::{ActionPlan, AnswerPlan, DerivedPlan, Ident, InputPlan, ParentCheck, WriteOutput};
use location::location;
use page::list_action;
use specwright_model::{Action, Assignment, Derived, Envelope, Operation, Projection};

/// A derived operation, with what is planned of it so far.
#[derive(Clone, Copy)]
pub(crate) struct Bound<'b> {
    pub operation: &'b Operation,
    pub derived: &'b Derived,
    pub function: &'b Ident,
    pub inputs: &'b [InputPlan],
    pub answers: &'b [AnswerPlan],
}

/// The body of the service of a derived operation.
pub(crate) fn derived(repositories: &mut Repositories<'_>, bound: Bound<'_>) -> DerivedPlan {
    let derived = bound.derived;
    let parents = parent_checks(repositories, bound);
    let action = match &derived.action {
        Action::Get(projection) => get_action(repositories, bound, projection),
        Action::List(list) => list_action(repositories, bound, list),
        Action::Create { input, output } => {
            create_action(repositories, bound, input, output.as_ref())
        }
        Action::Replace { input, output } => {
            let called = repositories.update(bound, input, output.as_ref(), Change::Replace);
            update_action(repositories.models, called, output.as_ref())
        }
        Action::Merge { input, output } => {
            let called = repositories.update(bound, input, output.as_ref(), Change::Merge);
            update_action(repositories.models, called, output.as_ref())
        }
        Action::Delete => {
            let Called {
                function,
                arguments,
            } = repositories.delete(bound);
            ActionPlan::Delete {
                function,
                arguments,
            }
        }
    };
    DerivedPlan {
        repository: repositories.module(derived.entity),
        evidence: derived.evidence.clone(),
        entity: repositories.entity(derived.entity).name.clone(),
        parents,
        action,
        success: bound.answers[derived.answer].only().name.clone(),
    }
}

/// The parents that must be looked up: those that no foreign key of the next step on the path already vouches for.
fn parent_checks(repositories: &mut Repositories<'_>, bound: Bound<'_>) -> Vec<ParentCheck> {
    let derived = bound.derived;
    // A row that is found by its key inside of its parent proves that the parent is there.
    let row_proves = matches!(
        derived.action,
        Action::Get(_) | Action::Replace { .. } | Action::Merge { .. } | Action::Delete
    );
    let last = derived.parents.len();
    (0..last)
        .filter(|index| {
            let vouched = index + 1 < last || row_proves;
            !vouched || *index + 2 < last
        })
        .map(|index| {
            let (module, called) = repositories.parent(bound, index);
            ParentCheck {
                module,
                function: called.function,
                arguments: called.arguments,
            }
        })
        .collect()
}

fn get_action(
    repositories: &mut Repositories<'_>,
    bound: Bound<'_>,
    projection: &Projection,
) -> ActionPlan {
    let Called {
        function,
        arguments,
    } = repositories.get(bound, projection);
    let envelope = projection.envelope.as_ref();
    ActionPlan::Get {
        function,
        arguments,
        envelope: envelope.map(|envelope| wrapped(repositories.models, envelope)),
    }
}

fn create_action(
    repositories: &mut Repositories<'_>,
    bound: Bound<'_>,
    input: &[Assignment],
    output: Option<&Projection>,
) -> ActionPlan {
    let Called {
        function,
        arguments,
    } = repositories.create(bound, input, output);
    let models = repositories.models;
    let is_declared = bound.answers[bound.derived.answer]
        .headers
        .iter()
        .any(|header| header.wire.eq_ignore_ascii_case("location"));
    let location = is_declared
        .then(|| location(models, bound, output, &arguments))
        .flatten();
    ActionPlan::Create {
        function,
        arguments,
        output: write_output(models, output),
        location,
    }
}

fn update_action(models: &Models<'_>, called: Called, output: Option<&Projection>) -> ActionPlan {
    ActionPlan::Update {
        function: called.function,
        arguments: called.arguments,
        output: write_output(models, output),
    }
}

fn write_output(models: &Models<'_>, output: Option<&Projection>) -> WriteOutput {
    match output {
        None => WriteOutput::Nothing,
        Some(Projection {
            envelope: Some(envelope),
            ..
        }) => {
            let (record, field) = wrapped(models, envelope);
            WriteOutput::Wrapped { record, field }
        }
        Some(_) => WriteOutput::Row,
    }
}

fn wrapped(models: &Models<'_>, envelope: &Envelope) -> (Ident, Ident) {
    (
        models.name(envelope.record).clone(),
        models.field(envelope.record, envelope.data).clone(),
    )
}
