//! By which signs the alternatives of a union are told apart, before one is read.
//!
//! A sign only ever excludes an alternative that would surely fail, so that the fewest signs that tell all apart will do.

use super::Models;
use specwright_model::{Shape, Slot, TypeId, TypeSet, Union};

/// The signs of one alternative.
#[derive(Debug, Clone, Default)]
pub(super) struct Signs {
    /// The types of JSON that its value can have.
    pub types: TypeSet,
    /// Properties without which it cannot be meant.
    pub required: Vec<String>,
    /// Properties with the texts that they must hold where they are there.
    pub tags: Vec<(String, Vec<String>)>,
}

/// A closed set with more texts than this is no sign: it would be listed twice.
const MAX_TEXTS: usize = 16;

impl Models<'_> {
    /// The signs of each alternative.
    pub(super) fn signs(&self, union: &Union) -> Vec<Signs> {
        let types: Vec<TypeSet> = union
            .variants
            .iter()
            .map(|variant| self.types_of(variant.slot, &mut Vec::new()))
            .collect();
        let shared = |index: usize| {
            types
                .iter()
                .enumerate()
                .any(|(other, set)| other != index && !set.and(types[index]).is_empty())
        };
        let mut signs: Vec<Signs> = union
            .variants
            .iter()
            .enumerate()
            .map(|(index, variant)| {
                let mut signs = Signs {
                    types: types[index],
                    ..Signs::default()
                };
                if let Some(property) = &union.discriminator {
                    signs.tags = vec![(property.clone(), variant.tags.clone())];
                } else if shared(index) {
                    signs.tags = self.tags_of(variant.slot.id);
                    signs.required = self.required_of(variant.slot.id);
                }
                signs
            })
            .collect();
        if union.discriminator.is_none() {
            drop_what_tells_nothing(&mut signs);
        }
        signs
    }

    /// The types of JSON that a value can have.
    fn types_of(&self, slot: Slot, way: &mut Vec<TypeId>) -> TypeSet {
        let null = if slot.nullable {
            TypeSet::NULL
        } else {
            TypeSet::default()
        };
        let own = match &self.model.type_of(slot.id).shape {
            Shape::Text(_)
            | Shape::DecimalText(_)
            | Shape::Uuid
            | Shape::Timestamp
            | Shape::Date
            | Shape::Time
            | Shape::Bytes
            | Shape::Choice(_) => TypeSet::STRING,
            Shape::Integer(..) => TypeSet::INTEGER,
            Shape::Float(_) | Shape::Decimal(_) => TypeSet::NUMBER,
            Shape::Boolean => TypeSet::BOOLEAN,
            Shape::Record(_) | Shape::Map { .. } | Shape::Problem => TypeSet::OBJECT,
            Shape::List { .. } => TypeSet::ARRAY,
            Shape::Free | Shape::Upload => TypeSet::ANY,
            Shape::Union(_) if way.contains(&slot.id) => TypeSet::ANY,
            Shape::Union(union) => {
                way.push(slot.id);
                let variants = union.variants.iter();
                let types = variants.map(|variant| self.types_of(variant.slot, way));
                let types = types.fold(TypeSet::default(), TypeSet::or);
                way.pop();
                types
            }
        };
        own.or(null)
    }

    fn tags_of(&self, id: TypeId) -> Vec<(String, Vec<String>)> {
        let Some(record) = self.model.type_of(id).shape.as_record() else {
            return Vec::new();
        };
        record
            .properties
            .iter()
            .filter(|property| !property.slot.nullable)
            .filter_map(
                |property| match &self.model.type_of(property.slot.id).shape {
                    Shape::Choice(choices) if choices.len() <= MAX_TEXTS => {
                        let texts = choices.iter().map(|choice| choice.wire.clone());
                        Some((property.wire.clone(), texts.collect()))
                    }
                    _ => None,
                },
            )
            .collect()
    }

    fn required_of(&self, id: TypeId) -> Vec<String> {
        let Some(record) = self.model.type_of(id).shape.as_record() else {
            return Vec::new();
        };
        let required = record
            .properties
            .iter()
            .filter(|property| property.required);
        required.map(|property| property.wire.clone()).collect()
    }
}

/// Leaves out what all alternatives have in common; and all else, where texts alone tell each from every other.
fn drop_what_tells_nothing(signs: &mut [Signs]) {
    let objects: Vec<Signs> = signs
        .iter()
        .filter(|sign| sign.types.contains(TypeSet::OBJECT))
        .cloned()
        .collect();
    let telling: Option<String> = objects.first().and_then(|first| {
        let apart = first
            .tags
            .iter()
            .map(|(property, _)| property)
            .find(|property| {
                let mut texts: Vec<&String> = Vec::new();
                objects.iter().all(|sign| {
                    let found = sign.tags.iter().find(|(own, _)| own == *property);
                    let required = sign.required.contains(property);
                    found.is_some_and(|(_, own)| {
                        let fresh = own.iter().all(|text| !texts.contains(&text));
                        texts.extend(own);
                        fresh && required
                    })
                })
            });
        apart.cloned()
    });
    for sign in signs.iter_mut() {
        if let Some(telling) = &telling {
            sign.tags.retain(|(property, _)| property == telling);
            sign.required.retain(|property| property == telling);
            continue;
        }
        let common = |property: &String| {
            objects.len() > 1
                && objects
                    .iter()
                    .all(|other| other.required.contains(property))
        };
        sign.required.retain(|property| !common(property));
        sign.tags.retain(|(property, own)| {
            objects.iter().any(|other| {
                let found = other.tags.iter().find(|(name, _)| name == property);
                found.is_some_and(|(_, texts)| texts != own)
            })
        });
    }
}
