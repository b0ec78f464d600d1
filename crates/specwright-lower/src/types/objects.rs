//! Objects → records with known properties, and maps whose keys are data.

use super::{Lowering, description, longer, stored_as};
use crate::view::Side;
use specwright_model::{Additional, Property, Record, Shape};
use specwright_openapi::{AdditionalProperties, Schema};
use specwright_source::Located;

impl<'a> Lowering<'a> {
    pub(super) fn object(&mut self, schema: &'a Schema, side: Side, words: &[String]) -> Shape {
        let count = self.property_count(schema);
        if schema.properties.is_empty() && schema.required.is_empty() {
            let value = match schema.additional_properties {
                AdditionalProperties::Schema(value, _) => {
                    self.slot(value, side, &longer(words, "value"))
                }
                AdditionalProperties::Unstated | AdditionalProperties::Allowed(_) => {
                    self.free(schema.span)
                }
                AdditionalProperties::Refused(_) => {
                    return Shape::Record(Record {
                        properties: Vec::new(),
                        additional: Additional::Refused,
                        count,
                    });
                }
            };
            return Shape::Map { value, count };
        }
        let additional = self.additional(schema, side, words);
        let mut properties = self.properties(schema, side, words);
        for name in &schema.required {
            let known = schema
                .properties
                .iter()
                .any(|(property, _)| property.value == name.value);
            if !known {
                properties.push(self.unlisted_property(name));
            }
        }
        Shape::Record(Record {
            properties,
            additional,
            count,
        })
    }

    /// The properties of a schema that the side sees.
    pub(crate) fn properties(
        &mut self,
        schema: &'a Schema,
        side: Side,
        words: &[String],
    ) -> Vec<Property> {
        let mut properties = Vec::with_capacity(schema.properties.len());
        for (name, id) in &schema.properties {
            let of = self.api.schema(*id);
            let hidden = if side == Side::Response {
                of.write_only
            } else {
                of.read_only
            };
            if hidden {
                continue;
            }
            let slot = self.slot(*id, side, &longer(words, &name.value));
            properties.push(Property {
                span: name.span,
                wire: name.value.clone(),
                description: description(of),
                deprecated: of.deprecated,
                slot,
                required: schema
                    .required
                    .iter()
                    .any(|required| required.value == name.value),
                default: if side == Side::Patch {
                    None
                } else {
                    self.constant(of, slot)
                },
                stored_as: stored_as(of.column.as_ref()),
            });
        }
        properties
    }

    /// What keys mean that `properties` does not list.
    pub(crate) fn additional(
        &mut self,
        schema: &Schema,
        side: Side,
        words: &[String],
    ) -> Additional {
        match schema.additional_properties {
            AdditionalProperties::Unstated => Additional::Ignored,
            AdditionalProperties::Allowed(span) => Additional::Kept(self.free(span)),
            AdditionalProperties::Refused(_) => Additional::Refused,
            AdditionalProperties::Schema(value, _) => {
                Additional::Kept(self.slot(value, side, &longer(words, "value")))
            }
        }
    }

    /// A name in `required` that `properties` does not list: it must be there, and may be anything.
    pub(crate) fn unlisted_property(&mut self, name: &Located<String>) -> Property {
        Property {
            span: name.span,
            wire: name.value.clone(),
            description: None,
            deprecated: false,
            slot: self.free(name.span),
            required: true,
            default: None,
            stored_as: None,
        }
    }
}
