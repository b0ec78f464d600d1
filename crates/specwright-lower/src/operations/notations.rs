//! How values are written in parameters and in forms, and which types can be written so.

use crate::types::Lowering;
use specwright_model::{Notation, Record, Shape, Slot, Style, TypeId};
use specwright_openapi as openapi;

impl Lowering<'_> {
    /// Why values of a type cannot be written in a notation; `None` where they can.
    pub(super) fn unwritable(&self, id: TypeId, notation: Notation) -> Option<&'static str> {
        // JSON and `deepObject` have a way to write what is inside of an object or of a list.
        if matches!(
            notation,
            Notation::Json | Notation::Styled(Style::DeepObject)
        ) {
            return None;
        }
        match self.shape_of(id) {
            Shape::List { item, .. } => (!self.is_flat(*item)).then_some(
                "an item of its list is an object or a list, which this style cannot write",
            ),
            Shape::Map { value, .. } => (!self.is_flat(*value)).then_some(
                "a value of its object is an object or a list, which this style cannot write",
            ),
            Shape::Record(record) => self.unwritable_record(record, notation),
            _ => None,
        }
    }

    fn unwritable_record(&self, record: &Record, notation: Notation) -> Option<&'static str> {
        let is_exploded = notation == Notation::Styled(Style::FormExploded);
        let fits = |slot: Slot| match self.shape_of(slot.id) {
            // `x=1&x=2` is a property with two items.
            Shape::List { item, .. } if is_exploded => self.is_flat(*item),
            _ => self.is_flat(slot),
        };
        let all_fit = record.properties.iter().all(|property| fits(property.slot));
        (!all_fit).then_some(
            "a property of its object is an object or a list, which this style cannot write",
        )
    }

    /// Whether a value is one text: a scalar, or what may be one.
    fn is_flat(&self, slot: Slot) -> bool {
        !matches!(
            self.shape_of(slot.id),
            Shape::Record(_) | Shape::Map { .. } | Shape::List { .. } | Shape::Problem
        )
    }

    /// Whether a value is an object or a list of objects, which forms write as JSON unless a style is given
    /// (OpenAPI 3.0.3, section 4.7.15.1, `contentType`).
    pub(super) fn is_json_in_forms(&self, slot: Slot) -> bool {
        self.alternatives(slot).into_iter().all(|slot| {
            let shape = self.shape_of(slot.id);
            match shape {
                Shape::List { item, .. } => self.alternatives(*item).into_iter().all(|item| {
                    let item = self.shape_of(item.id);
                    is_object(item) || matches!(item, Shape::List { .. })
                }),
                _ => is_object(shape),
            }
        })
    }

    /// The types that a value may be of.
    fn alternatives(&self, slot: Slot) -> Vec<Slot> {
        match self.shape_of(slot.id) {
            Shape::Union(union) => union.variants.iter().map(|variant| variant.slot).collect(),
            _ => vec![slot],
        }
    }
}

fn is_object(shape: &Shape) -> bool {
    matches!(shape, Shape::Record(_) | Shape::Map { .. } | Shape::Problem)
}

/// Whether values of a shape are written as one text.
pub(super) fn is_scalar(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Text(_)
            | Shape::Integer(..)
            | Shape::Float(_)
            | Shape::Decimal(_)
            | Shape::DecimalText(_)
            | Shape::Boolean
            | Shape::Uuid
            | Shape::Timestamp
            | Shape::Date
            | Shape::Time
            | Shape::Bytes
            | Shape::Choice(_)
            | Shape::Upload
    )
}

/// The style of values, with its exploded form.
pub(super) fn style(style: openapi::Style, explode: bool) -> Style {
    match (style, explode) {
        (openapi::Style::Simple, false) => Style::Simple,
        (openapi::Style::Simple, true) => Style::SimpleExploded,
        (openapi::Style::Label, false) => Style::Label,
        (openapi::Style::Label, true) => Style::LabelExploded,
        (openapi::Style::Matrix, false) => Style::Matrix,
        (openapi::Style::Matrix, true) => Style::MatrixExploded,
        (openapi::Style::Form, false) => Style::Form,
        (openapi::Style::SpaceDelimited, false) => Style::SpaceDelimited,
        (openapi::Style::PipeDelimited, false) => Style::PipeDelimited,
        // Exploded, a separator is never written.
        (
            openapi::Style::Form | openapi::Style::SpaceDelimited | openapi::Style::PipeDelimited,
            true,
        ) => Style::FormExploded,
        (openapi::Style::DeepObject, _) => Style::DeepObject,
    }
}
