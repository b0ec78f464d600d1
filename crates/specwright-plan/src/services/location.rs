//! The `Location` of a new row, from the path of the operation that gets it.

use super::Bound;
use crate::models::Models;
use crate::{Argument, FieldPresence, LocationPiece, LocationPlan};
use specwright_model::{
    Action, Behaviour, ColumnId, Derived, KeyParameter, Location, Model, Operation, Projection,
};

/// The path under which a new row can be got: below the collection, else wherever an operation gets a row by its key.
pub(super) fn location(
    models: &Models<'_>,
    bound: Bound<'_>,
    output: Option<&Projection>,
    arguments: &[Argument],
) -> Option<LocationPlan> {
    let model: &Model = models.model;
    let (target, key) = getter(model, bound)?;
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
        let piece = if let Some(key) = key.iter().find(|key| key.parameter == parameter) {
            key_piece(models, bound.derived, output, key.column, arguments)?
        } else {
            let own = bound
                .operation
                .parameters
                .iter()
                .position(|own| own.location == Location::Path && own.wire == name)?;
            LocationPiece::Input(bound.inputs[own].name.clone())
        };
        pieces.push(LocationPiece::Text(std::mem::take(&mut text)));
        pieces.push(piece);
    }
    if !text.is_empty() {
        pieces.push(LocationPiece::Text(text));
    }
    Some(LocationPlan { pieces })
}

/// The operation that gets a row by its key, and which of its parameters give the key.
fn getter<'m>(model: &'m Model, bound: Bound<'_>) -> Option<(&'m Operation, &'m [KeyParameter])> {
    let gets = |candidate: &'m Operation| match &candidate.behaviour {
        Behaviour::Derived(other)
            if other.entity == bound.derived.entity
                && matches!(other.action, Action::Get(_))
                && !other.key.is_empty() =>
        {
            Some((candidate, other.key.as_slice()))
        }
        _ => None,
    };
    let is_below = |candidate: &Operation| {
        candidate
            .path
            .strip_prefix(bound.operation.path.as_str())
            .is_some_and(|rest| rest.starts_with("/{") && rest.matches('/').count() == 1)
    };
    let has_one_parameter = |candidate: &Operation| candidate.path.matches('{').count() == 1;
    let mut getters = model.operations.iter().filter_map(gets);
    getters
        .clone()
        .find(|(candidate, _)| is_below(candidate))
        .or_else(|| getters.find(|(candidate, _)| has_one_parameter(candidate)))
}

/// Where the value of a key column is known after the row was made.
fn key_piece(
    models: &Models<'_>,
    derived: &Derived,
    output: Option<&Projection>,
    column: ColumnId,
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
