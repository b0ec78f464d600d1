//! Behaviours → the bodies of the services, and the functions of the repositories that they call.

use crate::models::Models;
use crate::repositories::{Called, Repositories};
use crate::{
    ActionPlan, AnswerPlan, Argument, DerivedPlan, FieldPresence, Ident, InputPlan, LimitField,
    LimitPlan, LocationPiece, LocationPlan, PageFactPlan, PageField, PagePlan, ParentCheck,
    RustType, WriteOutput,
};
use specwright_model::{
    Action, Behaviour, Derived, Envelope, Fact, IntegerWidth, List, Location, Model, Operation,
    Projection, Shape,
};

/// One derived operation.
pub(crate) fn derived(
    repositories: &mut Repositories<'_>,
    operation: &Operation,
    function: &Ident,
    derived: &Derived,
    inputs: &[InputPlan],
    answers: &[AnswerPlan],
) -> DerivedPlan {
    let models = repositories.models;
    let parents = parent_checks(repositories, derived, inputs);
    let action = match &derived.action {
        Action::Get(projection) => {
            let Called {
                function,
                arguments,
            } = repositories.get(function, derived, projection, inputs);
            ActionPlan::Get {
                function,
                arguments,
                envelope: projection
                    .envelope
                    .as_ref()
                    .map(|envelope| wrapped(models, envelope)),
            }
        }
        Action::List(list) => list_action(repositories, operation, function, derived, list, inputs),
        Action::Create { input, output } => {
            let Called {
                function,
                arguments,
            } = repositories.create(function, derived, input, output.as_ref(), inputs);
            let location = location(
                models,
                operation,
                derived,
                output.as_ref(),
                inputs,
                &arguments,
            )
            .filter(|_| {
                answers[derived.answer]
                    .headers
                    .iter()
                    .any(|header| header.wire.eq_ignore_ascii_case("location"))
            });
            ActionPlan::Create {
                function,
                arguments,
                output: write_output(models, output.as_ref()),
                location,
            }
        }
        Action::Replace { input, output } => {
            let Called {
                function,
                arguments,
            } = repositories.update(function, derived, input, output.as_ref(), inputs, false);
            ActionPlan::Update {
                function,
                arguments,
                output: write_output(models, output.as_ref()),
            }
        }
        Action::Merge { input, output } => {
            let Called {
                function,
                arguments,
            } = repositories.update(function, derived, input, output.as_ref(), inputs, true);
            ActionPlan::Update {
                function,
                arguments,
                output: write_output(models, output.as_ref()),
            }
        }
        Action::Delete => {
            let Called {
                function,
                arguments,
            } = repositories.delete(function, derived, inputs);
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
        success: answers[derived.answer].variant.clone(),
    }
}

/// The parents that must be looked up: those that no foreign key of the next step on the path already vouches for.
fn parent_checks(
    repositories: &mut Repositories<'_>,
    derived: &Derived,
    inputs: &[InputPlan],
) -> Vec<ParentCheck> {
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
            let (module, called) = repositories.parent(derived, index, inputs);
            ParentCheck {
                module,
                function: called.function,
                arguments: called.arguments,
            }
        })
        .collect()
}

fn list_action(
    repositories: &mut Repositories<'_>,
    operation: &Operation,
    function: &Ident,
    derived: &Derived,
    list: &List,
    inputs: &[InputPlan],
) -> ActionPlan {
    let models = repositories.models;
    let counted = list
        .facts
        .iter()
        .any(|fact| matches!(fact.fact, Fact::Total | Fact::HasMore));
    let (
        Called {
            function,
            arguments,
        },
        total,
    ) = repositories.list(function, derived, list, inputs, counted);
    let field = |index: usize, otherwise: u32| {
        let input = &inputs[index];
        LimitField {
            field: input.name.clone(),
            narrow: input.value == RustType::Int32,
            otherwise: (input.presence == FieldPresence::Optional).then_some(otherwise),
        }
    };
    let limit = match list.page.limit {
        Some(index) => LimitPlan::Field(field(index, list.page.default_limit)),
        None => LimitPlan::Fixed(list.page.default_limit),
    };
    debug_assert!(
        list.page
            .limit
            .is_none_or(|index| index < operation.parameters.len())
    );
    ActionPlan::List {
        function,
        arguments,
        limit,
        offset: list.page.offset.map(|index| field(index, 0)),
        envelope: list
            .item
            .envelope
            .as_ref()
            .map(|envelope| page(models, envelope, list, total)),
    }
}

fn page(models: &Models<'_>, envelope: &Envelope, list: &List, total: Option<Ident>) -> PagePlan {
    let record = models.record(envelope.record);
    let fields = record
        .properties
        .iter()
        .enumerate()
        .map(|(index, property)| {
            let fact = if index == envelope.data {
                PageFactPlan::Rows
            } else {
                let fact = list
                    .facts
                    .iter()
                    .find(|fact| fact.property == index)
                    .expect("lowering knows each fact of a page");
                match fact.fact {
                    Fact::Total => PageFactPlan::Total,
                    Fact::Limit => PageFactPlan::Limit,
                    Fact::Offset => PageFactPlan::Offset,
                    Fact::HasMore => PageFactPlan::HasMore,
                    Fact::Count => PageFactPlan::Count,
                }
            };
            let narrow = matches!(
                models.model.type_of(property.slot.id).shape,
                Shape::Integer(IntegerWidth::Bits32, _)
            );
            let optional = matches!(
                models.presence(property),
                FieldPresence::Optional | FieldPresence::RequiredNullable
            );
            (
                models.field(envelope.record, index).clone(),
                PageField {
                    fact,
                    narrow,
                    optional,
                },
            )
        })
        .collect();
    PagePlan {
        record: models.name(envelope.record).clone(),
        fields,
        total,
    }
}

fn wrapped(models: &Models<'_>, envelope: &Envelope) -> (Ident, Ident) {
    (
        models.name(envelope.record).clone(),
        models.field(envelope.record, envelope.data).clone(),
    )
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

/// The path under which a new row can be got: below the collection, else wherever an operation gets a row by its key.
fn location(
    models: &Models<'_>,
    operation: &Operation,
    derived: &Derived,
    output: Option<&Projection>,
    inputs: &[InputPlan],
    arguments: &[Argument],
) -> Option<LocationPlan> {
    let model: &Model = models.model;
    let gets = |candidate: &&Operation| match &candidate.behaviour {
        Behaviour::Derived(other) => {
            other.entity == derived.entity
                && matches!(other.action, Action::Get(_))
                && !other.key.is_empty()
        }
        Behaviour::Custom => false,
    };
    let below = |candidate: &&Operation| {
        candidate
            .path
            .strip_prefix(operation.path.as_str())
            .is_some_and(|rest| rest.starts_with("/{") && rest.matches('/').count() == 1)
    };
    let target = model
        .operations
        .iter()
        .filter(gets)
        .find(below)
        .or_else(|| {
            model
                .operations
                .iter()
                .filter(gets)
                .find(|candidate| candidate.path.matches('{').count() == 1)
        })?;
    let Behaviour::Derived(target_derived) = &target.behaviour else {
        return None;
    };
    let mut pieces = Vec::new();
    let mut text = model.service.base_path.clone();
    for segment in target.path.split('/').filter(|segment| !segment.is_empty()) {
        text.push('/');
        let Some(name) = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            text.push_str(segment);
            continue;
        };
        let parameter = target
            .parameters
            .iter()
            .position(|parameter| parameter.location == Location::Path && parameter.wire == name)?;
        let piece = if let Some(key) = target_derived
            .key
            .iter()
            .find(|key| key.parameter == parameter)
        {
            key_piece(models, derived, output, key.column, arguments)?
        } else {
            let own = operation
                .parameters
                .iter()
                .position(|own| own.location == Location::Path && own.wire == name)?;
            LocationPiece::Input(inputs[own].name.clone())
        };
        pieces.push(LocationPiece::Text(std::mem::take(&mut text)));
        pieces.push(piece);
    }
    if !text.is_empty() {
        pieces.push(LocationPiece::Text(text));
    }
    Some(LocationPlan { pieces })
}

/// Where the value of a key column is known after the row was made.
fn key_piece(
    models: &Models<'_>,
    derived: &Derived,
    output: Option<&Projection>,
    column: specwright_model::ColumnId,
    arguments: &[Argument],
) -> Option<LocationPiece> {
    if let Some(output) = output
        && let Some(index) = output.columns.iter().position(|other| *other == column)
    {
        let property = &models.record(output.record).properties[index];
        if models.presence(property) == FieldPresence::Required {
            return Some(LocationPiece::RowField(
                models.field(output.record, index).clone(),
            ));
        }
    }
    let name = &models
        .model
        .storage
        .entity(derived.entity)
        .column(column)
        .name;
    arguments.iter().find_map(|argument| match argument {
        Argument::Made(_, ident) if ident.as_str() == name => {
            Some(LocationPiece::Made(ident.clone()))
        }
        _ => None,
    })
}
