//! Defaults of schemas → constants of their types.

use super::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Constant, IntegerWidth, Shape, Slot};
use specwright_openapi::Schema;
use specwright_source::Value;

impl Lowering<'_> {
    /// The default of a schema as a constant of its type: a literal where there is one, else a JSON text that is read as a
    /// value of the type is.
    pub(crate) fn constant(&mut self, schema: &Schema, slot: Slot) -> Option<Constant> {
        let default = schema.default.as_ref()?;
        let of = &self.types[slot.id.0];
        let literal = match (&default.value, &of.shape) {
            (Value::Null, _) if slot.nullable => Some(Constant::Null),
            (Value::Null, Shape::Free) => Some(Constant::Json("null".to_owned())),
            (Value::Null, _) => None,
            _ if !of.residue.is_empty() => Some(Constant::Json(default.to_json())),
            (Value::String(text), Shape::Text(_)) => Some(Constant::Text(text.clone())),
            (Value::String(text), Shape::Choice(choices)) => choices
                .iter()
                .any(|choice| choice.wire == *text)
                .then(|| Constant::Text(text.clone())),
            (Value::Bool(value), Shape::Boolean) => Some(Constant::Bool(*value)),
            (
                Value::Number(number),
                Shape::Integer(IntegerWidth::Bits32 | IntegerWidth::Bits64, _),
            ) => number
                .as_i64()
                .map(|value| Constant::Number(value.to_string())),
            (Value::Number(number), Shape::Float(_)) => {
                Some(Constant::Number(number.text().to_owned()))
            }
            (Value::Array(items), Shape::List { .. }) if items.is_empty() => {
                Some(Constant::EmptyList)
            }
            (Value::Object(object), Shape::Map { .. }) if object.entries.is_empty() => {
                Some(Constant::EmptyMap)
            }
            (Value::Array(_), Shape::List { .. })
            | (Value::Object(_), Shape::Map { .. } | Shape::Record(_))
            | (_, Shape::Union(_) | Shape::Free)
            | (Value::Number(_), Shape::Integer(IntegerWidth::Unsigned64, _) | Shape::Decimal(_))
            | (
                Value::String(_),
                Shape::DecimalText(_)
                | Shape::Uuid
                | Shape::Timestamp
                | Shape::Date
                | Shape::Time
                | Shape::Bytes,
            ) => Some(Constant::Json(default.to_json())),
            _ => None,
        };
        if literal.is_none() {
            self.report(Diagnostic::new(
                &codes::UNFIT_DEFAULT,
                default.span,
                format!(
                    "the default is {}, which the schema does not accept; it is not applied",
                    default.type_name()
                ),
                "give a default of the schema's own type, or leave it out",
            ));
        }
        literal
    }
}
