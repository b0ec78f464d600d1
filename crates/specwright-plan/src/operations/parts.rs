//! What the text of a parameter is made of, which its style alone does not say.

use crate::ValueParts;
use specwright_model::{
    Additional, Model, Notation, Operation, Parameter, Record, Shape, Style, TypeId,
};

/// What the text of a parameter is made of; for one of several types, as far as they agree.
pub(super) fn value_parts(
    parameter: &Parameter,
    operation: &Operation,
    model: &Model,
) -> ValueParts {
    let shapes = alternatives(model, parameter.kind);
    if shapes.iter().any(|shape| matches!(shape, Shape::Free)) {
        return ValueParts::Unknown;
    }
    if shapes
        .iter()
        .all(|shape| matches!(shape, Shape::List { .. }))
    {
        return ValueParts::Items;
    }
    if !shapes.iter().any(|shape| is_composed(shape)) {
        return ValueParts::One;
    }
    if !shapes.iter().all(|shape| is_object(shape)) {
        return ValueParts::Unknown;
    }
    if shapes.iter().any(|shape| keeps(shape)) {
        return ValueParts::MembersBeside(beside(parameter, operation));
    }
    let records = shapes.into_iter().filter_map(Shape::as_record);
    ValueParts::Members(property_names(records))
}

/// The shapes that a value may have.
fn alternatives(model: &Model, id: TypeId) -> Vec<&Shape> {
    let mut shapes = Vec::new();
    let mut seen = Vec::new();
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        match &model.type_of(id).shape {
            Shape::Union(union) => {
                let variants = union.variants.iter().rev();
                pending.extend(variants.map(|variant| variant.slot.id));
            }
            shape => shapes.push(shape),
        }
    }
    shapes
}

fn is_object(shape: &Shape) -> bool {
    matches!(shape, Shape::Record(_) | Shape::Map { .. } | Shape::Problem)
}

fn is_composed(shape: &Shape) -> bool {
    is_object(shape) || matches!(shape, Shape::List { .. })
}

/// Whether the properties of an object may have any names.
fn keeps(shape: &Shape) -> bool {
    match shape {
        Shape::Record(record) => matches!(record.additional, Additional::Kept(_)),
        _ => true,
    }
}

/// The parameters that stand where the properties of an object do, if it has no place of its own.
fn beside(parameter: &Parameter, operation: &Operation) -> Vec<String> {
    if parameter.notation != Notation::Styled(Style::FormExploded) {
        return Vec::new();
    }
    let others = operation
        .parameters
        .iter()
        .filter(|other| other.location == parameter.location && other.wire != parameter.wire);
    others.map(|other| other.wire.clone()).collect()
}

/// The names of the properties of some records, each once.
fn property_names<'a>(records: impl Iterator<Item = &'a Record>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for property in records.flat_map(|record| &record.properties) {
        if !names.contains(&property.wire) {
            names.push(property.wire.clone());
        }
    }
    names
}
