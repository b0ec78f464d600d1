//! Defaults of schemas → constants of their types.

use super::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Constant, Shape, Slot};
use specwright_openapi::Schema;
use specwright_source::Value;

impl Lowering<'_> {
    /// The default of a schema as a constant of its type.
    pub(crate) fn constant(&mut self, schema: &Schema, slot: Slot) -> Option<Constant> {
        let default = schema.default.as_ref()?;
        let constant = match (&default.value, self.shape_of(slot.id)) {
            (Value::Null, _) if slot.nullable => Some(Constant::Null),
            (Value::String(text), Shape::Text(_)) => Some(Constant::Text(text.clone())),
            (Value::String(text), Shape::Choice(choices))
                if choices.iter().any(|choice| choice.wire == *text) =>
            {
                Some(Constant::Text(text.clone()))
            }
            (Value::Bool(value), Shape::Boolean) => Some(Constant::Bool(*value)),
            (Value::Number(number), Shape::Integer(..)) => number
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
            _ => None,
        };
        if constant.is_none() {
            self.report(Diagnostic::new(
                &codes::UNSUPPORTED_DEFAULT,
                default.span,
                format!("{} cannot be filled in as a default here", default.type_name()),
                "give a default of the schema's own type (a scalar, `null` where it is nullable, `[]` or `{}`), or leave it out",
            ));
        }
        constant
    }
}
