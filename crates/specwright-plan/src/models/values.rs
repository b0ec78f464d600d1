//! Types of the model → the Rust types and the constants of values, and how absence and null are told from them.

use super::Models;
use crate::{FieldPresence, LiteralPlan, RustType};
use specwright_model::{Constant, IntegerWidth, Property, Shape, Slot, TypeId};

impl Models<'_> {
    /// The type of a value in a list, a map, a parameter or a body.
    pub(crate) fn slot_type(&self, slot: Slot) -> RustType {
        let value = self.value_type(slot.id);
        if slot.nullable {
            RustType::Optional(Box::new(value))
        } else {
            value
        }
    }

    /// The type of a value that is neither absent nor null.
    pub(crate) fn value_type(&self, id: TypeId) -> RustType {
        if let Some(name) = self.self_reading(id) {
            return RustType::Model {
                name: name.clone(),
                copy: false,
            };
        }
        self.anonymous_type(id)
    }

    /// The type of a value without the name that a list or a map may have.
    pub(crate) fn anonymous_type(&self, id: TypeId) -> RustType {
        match &self.model.type_of(id).shape {
            Shape::Text(_) => RustType::Text,
            Shape::Integer(IntegerWidth::Bits32, _) => RustType::Int32,
            Shape::Integer(IntegerWidth::Bits64, _) => RustType::Int64,
            Shape::Integer(IntegerWidth::Unsigned64, _) => RustType::UInt64,
            Shape::Float(_) => RustType::Float,
            Shape::Decimal(_) => RustType::Decimal,
            Shape::DecimalText(_) => RustType::DecimalText,
            Shape::Boolean => RustType::Bool,
            Shape::Uuid => RustType::Uuid,
            Shape::Timestamp => RustType::Timestamp,
            Shape::Date => RustType::Date,
            Shape::Time => RustType::Time,
            Shape::Bytes => RustType::Bytes,
            Shape::Free => RustType::Json,
            Shape::Problem => RustType::Problem,
            Shape::Upload => RustType::Upload,
            Shape::Choice(_) => RustType::Model {
                name: self.name(id).clone(),
                copy: true,
            },
            Shape::Record(_) | Shape::Union(_) => RustType::Model {
                name: self.name(id).clone(),
                copy: false,
            },
            Shape::List { item, .. } => RustType::List(Box::new(self.slot_type(*item))),
            Shape::Map { value, .. } => RustType::Map(Box::new(self.slot_type(*value))),
        }
    }

    /// How absence and null are told from a value in a record's property.
    pub(crate) fn presence(&self, property: &Property) -> FieldPresence {
        let default = property
            .default
            .as_ref()
            .map(|constant| self.literal(constant, property.slot.id));
        match (property.required, property.slot.nullable, default) {
            (true, false, _) => FieldPresence::Required,
            (true, true, _) => FieldPresence::RequiredNullable,
            (false, false, Some(Some(literal))) => FieldPresence::Defaulted(literal),
            (false, true, Some(literal)) => FieldPresence::DefaultedNullable(literal),
            (false, false, _) => FieldPresence::Optional,
            (false, true, None) => FieldPresence::OptionalNullable,
        }
    }

    /// A constant of a type.
    pub(crate) fn literal(&self, constant: &Constant, id: TypeId) -> Option<LiteralPlan> {
        Some(match (constant, &self.model.type_of(id).shape) {
            (Constant::Null, _) => return None,
            (Constant::Bool(value), _) => LiteralPlan::Bool(*value),
            (Constant::EmptyList, _) => LiteralPlan::EmptyList,
            (Constant::EmptyMap, _) => LiteralPlan::EmptyMap,
            (Constant::Json(text), _) => LiteralPlan::Json(text.clone()),
            (Constant::Number(text), Shape::Float(_)) => LiteralPlan::Float(text.clone()),
            (Constant::Number(text), _) => LiteralPlan::Integer(text.parse().ok()?),
            (Constant::Text(text), Shape::Choice(choices)) => {
                let variant = choices.iter().position(|choice| choice.wire == *text)?;
                LiteralPlan::Variant {
                    type_name: self.name(id).clone(),
                    variant: self.variants(id).0[variant].clone(),
                }
            }
            (Constant::Text(text), _) => LiteralPlan::Text(text.clone()),
        })
    }
}
