//! Objects → records with known properties, and maps whose keys are data.

use super::conjunction::{Conjunction, Part};
use super::{Lowering, description, longer, stored_as};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{Additional, Property, Record, Shape, Slot};
use specwright_openapi::{AdditionalProperties, Schema};
use specwright_source::Located;

/// The properties of all members of a conjunction.
struct Gathered<'a> {
    /// Each name with the schemas that its value must satisfy.
    properties: Vec<(&'a Located<String>, Vec<Part>)>,
    required: Vec<&'a Located<String>>,
    others: Others,
}

/// What the members say about keys that none of them lists.
enum Others {
    Unstated,
    Refused,
    /// The schemas that their values must satisfy; none where anything may stand there.
    Kept(Span, Vec<Part>),
}

impl<'a> Lowering<'a> {
    pub(super) fn object(
        &mut self,
        conjunction: &Conjunction<'a>,
        side: Side,
        words: &[String],
    ) -> Shape {
        let count = self.property_count(conjunction);
        let gathered = Self::gather(conjunction);
        if gathered.properties.is_empty() && gathered.required.is_empty() {
            let value = match gathered.others {
                Others::Kept(_, parts) if !parts.is_empty() => {
                    self.slot_of_property(parts, side, &longer(words, "value"))
                }
                Others::Kept(span, _) => self.free(span),
                Others::Unstated => self.free(conjunction.members[0].schema.span),
                Others::Refused => {
                    return Shape::Record(Record {
                        properties: Vec::new(),
                        additional: Additional::Refused,
                        count,
                    });
                }
            };
            return Shape::Map { value, count };
        }
        let mut properties = Vec::with_capacity(gathered.properties.len());
        for (name, parts) in &gathered.properties {
            let required = gathered.required.iter().any(|one| one.value == name.value);
            properties.extend(self.property(name, parts, required, side, words));
        }
        for name in &gathered.required {
            let known = gathered
                .properties
                .iter()
                .any(|(property, _)| property.value == name.value);
            if !known {
                properties.push(self.unlisted_property(name, &gathered.others, side, words));
            }
        }
        let additional = match gathered.others {
            Others::Unstated => Additional::Ignored,
            Others::Refused => Additional::Refused,
            Others::Kept(span, parts) if parts.is_empty() => Additional::Kept(self.free(span)),
            Others::Kept(_, parts) => {
                Additional::Kept(self.slot_of_property(parts, side, &longer(words, "value")))
            }
        };
        Shape::Record(Record {
            properties,
            additional,
            count,
        })
    }

    /// Brings the properties of all members together.
    fn gather(conjunction: &Conjunction<'a>) -> Gathered<'a> {
        let mut properties: Vec<(&'a Located<String>, Vec<Part>)> = Vec::new();
        let mut required: Vec<&'a Located<String>> = Vec::new();
        for schema in conjunction.schemas() {
            for (name, id) in &schema.properties {
                let part = Part::whole(*id);
                match properties
                    .iter_mut()
                    .find(|(known, _)| known.value == name.value)
                {
                    Some((_, parts)) if parts.contains(&part) => {}
                    Some((_, parts)) => parts.push(part),
                    None => properties.push((name, vec![part])),
                }
            }
            for name in &schema.required {
                if required.iter().all(|known| known.value != name.value) {
                    required.push(name);
                }
            }
        }
        let mut others = Others::Unstated;
        for schema in conjunction.schemas() {
            others = joined(schema, others, &mut properties, &required);
        }
        Gathered {
            properties,
            required,
            others,
        }
    }

    /// Whether a member with `additionalProperties: false` refuses what another member lists, or what is required: allowed,
    /// exactly enforced, and hardly ever meant.
    pub(super) fn refuses_known_properties(
        &mut self,
        schema: &Schema,
        conjunction: &Conjunction<'a>,
    ) -> bool {
        let AdditionalProperties::Refused(span) = schema.additional_properties else {
            return false;
        };
        if !schema.pattern_properties.is_empty() {
            return false;
        }
        let lists = |name: &str| schema.properties.iter().any(|(own, _)| own.value == name);
        let names = conjunction.schemas().flat_map(|other| {
            let listed = other.properties.iter().map(|(name, _)| name);
            listed.chain(&other.required)
        });
        let Some(first) = names.into_iter().find(|name| !lists(&name.value)) else {
            return false;
        };
        self.report(
            Diagnostic::new(
                &codes::ALL_OF_CONFLICT,
                first.span,
                format!(
                    "`additionalProperties: false` stands in a schema that must hold, too, and does not list `{}`: it can never be there",
                    first.value
                ),
                "list the property there, or leave `additionalProperties` out; with OpenAPI 3.1, write `unevaluatedProperties: false` beside the `allOf` or `oneOf`",
            )
            .with_related(span, "it is refused here"),
        );
        true
    }

    /// One property, unless the side does not see it.
    fn property(
        &mut self,
        name: &'a Located<String>,
        parts: &[Part],
        required: bool,
        side: Side,
        words: &[String],
    ) -> Option<Property> {
        let schemas: Vec<&'a Schema> = parts.iter().map(|part| self.api.schema(part.id)).collect();
        if parts.iter().any(|part| self.is_hidden(part.id, side)) {
            return None;
        }
        let slot = self.slot_of_property(parts.to_vec(), side, &longer(words, &name.value));
        let default = schemas.iter().find(|schema| schema.default.is_some());
        let default = match default {
            Some(schema) if side != Side::Patch => self.constant(schema, slot),
            _ => None,
        };
        Some(Property {
            span: name.span,
            wire: name.value.clone(),
            description: schemas.iter().find_map(|schema| description(schema)),
            deprecated: schemas.iter().any(|schema| schema.deprecated),
            slot,
            required,
            default,
            stored_as: schemas
                .iter()
                .find_map(|schema| stored_as(schema.column.as_ref())),
        })
    }

    /// The type of a property's value: files stand in a form itself and nowhere below.
    fn slot_of_property(&mut self, parts: Vec<Part>, side: Side, path: &[&str]) -> Slot {
        let seen_from = side.of_property(self.api, parts[0].id);
        self.slot_of(parts, seen_from, path)
    }

    /// A name in `required` that no member lists: it must be there, and may be what further properties may be.
    fn unlisted_property(
        &mut self,
        name: &Located<String>,
        others: &Others,
        side: Side,
        words: &[String],
    ) -> Property {
        let slot = match others {
            Others::Kept(_, parts) if !parts.is_empty() => {
                self.slot_of_property(parts.clone(), side, &longer(words, &name.value))
            }
            Others::Kept(..) | Others::Unstated | Others::Refused => self.free(name.span),
        };
        Property {
            span: name.span,
            wire: name.value.clone(),
            description: None,
            deprecated: false,
            slot,
            required: true,
            default: None,
            stored_as: None,
        }
    }
}

/// The schema of all values of an object whose keys must all match the one pattern.
fn only_pattern(schema: &Schema) -> Option<Part> {
    match (
        schema.pattern_properties.as_slice(),
        &schema.additional_properties,
    ) {
        ([(_, only)], AdditionalProperties::Refused(_)) if schema.properties.is_empty() => {
            Some(Part::whole(*only))
        }
        _ => None,
    }
}

/// What one member says about the keys that it does not list: those of the other members, and all the rest.
fn joined<'a>(
    schema: &'a Schema,
    others: Others,
    properties: &mut [(&'a Located<String>, Vec<Part>)],
    required: &[&'a Located<String>],
) -> Others {
    let lists = |name: &str| schema.properties.iter().any(|(own, _)| own.value == name);
    if !schema.pattern_properties.is_empty() {
        return match (others, only_pattern(schema)) {
            (Others::Unstated, Some(part)) if properties.is_empty() && required.is_empty() => {
                Others::Kept(schema.span, vec![part])
            }
            (Others::Unstated, _) => Others::Kept(schema.span, Vec::new()),
            (others, _) => others,
        };
    }
    match schema.additional_properties {
        AdditionalProperties::Unstated => others,
        AdditionalProperties::Allowed(span) => match others {
            Others::Unstated => Others::Kept(span, Vec::new()),
            others => others,
        },
        AdditionalProperties::Refused(_) => Others::Refused,
        AdditionalProperties::Schema(value, span) => {
            let part = Part::whole(value);
            for (name, parts) in properties.iter_mut() {
                if !lists(&name.value) && !parts.contains(&part) {
                    parts.push(part);
                }
            }
            match others {
                Others::Unstated => Others::Kept(span, vec![part]),
                Others::Refused => Others::Refused,
                Others::Kept(span, mut parts) => {
                    if !parts.contains(&part) {
                        parts.push(part);
                    }
                    Others::Kept(span, parts)
                }
            }
        }
    }
}
