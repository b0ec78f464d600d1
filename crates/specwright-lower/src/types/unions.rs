//! `oneOf`, `anyOf` and `discriminator` → unions.

use super::conjunction::{Conjunction, Kind, Member, Part, values_of};
use super::demands::says_nothing;
use super::scalars::format_of;
use super::{Lowering, longer};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Matching, Union, Variant};
use specwright_openapi::{
    AdditionalProperties, Description, Discriminator, Schema, SchemaId, SchemaType,
};
use specwright_source::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The components that extend each schema with a discriminator and without alternatives of its own: such a schema stands
/// for all of them (OpenAPI 3.0.3, section 4.7.25, "Models with Polymorphism Support").
pub(crate) fn children(api: &Description) -> BTreeMap<SchemaId, Vec<SchemaId>> {
    let mut children: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (_, component) in &api.components {
        let mut pending = vec![*component];
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            for member in members(api.schema(id)).filter(|member| seen.insert(*member)) {
                let of = api.schema(member);
                if of.discriminator.is_some() && of.one_of.is_none() && of.any_of.is_none() {
                    children.entry(member).or_default().push(*component);
                }
                pending.push(member);
            }
        }
    }
    children
}

fn members(schema: &Schema) -> impl Iterator<Item = SchemaId> + '_ {
    let members = schema.all_of.iter();
    members.flat_map(|members| members.value.iter().copied())
}

/// Alternatives that tell what kind of value there is, and where they stand.
struct Alternatives {
    member: usize,
    matching: Matching,
    ids: Vec<SchemaId>,
}

impl<'a> Lowering<'a> {
    /// Whether alternatives tell what kind of value there is.
    pub(super) fn is_told_apart(&self, conjunction: &Conjunction<'_>) -> bool {
        self.told_apart(conjunction).is_some()
    }

    /// Whether other components extend a schema that has a discriminator.
    pub(super) fn is_extended(&self, id: SchemaId) -> bool {
        self.children.contains_key(&id)
    }

    /// The union that the parts are, if they are one.
    pub(super) fn union(
        &mut self,
        parts: &[Part],
        conjunction: &Conjunction<'a>,
        side: Side,
        words: &[String],
    ) -> Option<Union> {
        let Some(found) = self.told_apart(conjunction) else {
            return self.union_of_children(parts, side, words);
        };
        let rest: Vec<Part> = conjunction
            .members
            .iter()
            .enumerate()
            .map(|(index, member)| (member.schema, left_of(member, index, &found)))
            .filter(|(schema, part)| !is_silent(schema, *part))
            .map(|(_, part)| part)
            .collect();
        let discriminator = conjunction.members[found.member]
            .schema
            .discriminator
            .as_ref();
        let tags = discriminator.and_then(|tag| self.tags(tag, &found.ids));
        let alternatives = found.ids.iter().map(|id| {
            let mut parts = vec![Part::whole(*id)];
            parts.extend(rest.iter().copied().filter(|part| part.id != *id));
            parts
        });
        let alternatives: Vec<Vec<Part>> = alternatives.collect();
        let discriminator = tags.as_ref().and(discriminator).map(property);
        let mut variants = self.variants(alternatives, tags.unwrap_or_default(), side, words);
        if self.allows_null(parts) {
            // Null is told from the alternatives before any of them is looked at.
            for variant in &mut variants {
                variant.slot.nullable = false;
            }
        }
        Some(Union {
            matching: found.matching,
            discriminator,
            variants,
        })
    }

    fn union_of_children(&mut self, parts: &[Part], side: Side, words: &[String]) -> Option<Union> {
        let [only] = parts else { return None };
        if only.own || only.without_children {
            return None;
        }
        let discriminator = self.api.schema(only.id).discriminator.as_ref()?;
        let mut ids = self.children.get(&only.id)?.clone();
        for (_, target) in &discriminator.mapping {
            if !ids.contains(target) {
                ids.push(*target);
            }
        }
        let tags = self.tags(discriminator, &ids)?;
        let alternatives = ids.iter().map(|id| {
            let part = if *id == only.id {
                Part::extended(*id)
            } else {
                Part::whole(*id)
            };
            vec![part]
        });
        let alternatives: Vec<Vec<Part>> = alternatives.collect();
        Some(Union {
            matching: Matching::One,
            discriminator: Some(property(discriminator)),
            variants: self.variants(alternatives, tags, side, words),
        })
    }

    fn variants(
        &mut self,
        alternatives: Vec<Vec<Part>>,
        tags: Vec<Vec<String>>,
        side: Side,
        words: &[String],
    ) -> Vec<Variant> {
        let mut tags = tags.into_iter();
        let can_hold =
            |parts: &[Part]| Conjunction::of(self.api, parts).kind() != Kind::Contradictory;
        let some_can = alternatives.iter().any(|parts| can_hold(parts));
        let mut variants = Vec::with_capacity(alternatives.len());
        for parts in alternatives {
            let tags = tags.next().unwrap_or_default();
            let alternative = self.api.schema(parts[0].id);
            if some_can && Conjunction::of(self.api, &parts).kind() == Kind::Contradictory {
                self.name_impossible_alternative(alternative);
                continue;
            }
            let word = self.variant_word(parts[0].id);
            variants.push(Variant {
                origin: alternative.pointer.clone(),
                slot: self.slot_of(parts, side, &longer(words, &word)),
                tags,
                words: vec![word],
            });
        }
        variants
    }

    fn name_impossible_alternative(&mut self, alternative: &Schema) {
        let finding = Diagnostic::new(
            &codes::ALL_OF_CONFLICT,
            alternative.span,
            "this alternative has another type than what stands beside it, so that it can never hold",
            "remove the alternative, or the `type` that excludes it",
        );
        self.report(finding);
    }

    /// What an alternative is called: by its name, its title, or the kind of its values.
    fn variant_word(&self, id: SchemaId) -> String {
        let schema = self.api.schema(id);
        let own = schema.name.as_ref().or(schema.title.as_ref());
        if let Some(name) = own.filter(|name| name.value.chars().count() <= 60) {
            return name.value.clone();
        }
        let conjunction = Conjunction::of(self.api, &[Part::whole(id)]);
        if let Some(format) = conjunction.schemas().find_map(format_of) {
            return format.to_owned();
        }
        if conjunction.schemas().any(|one| one.enumeration.is_some()) {
            return "choice".to_owned();
        }
        let word = match conjunction.kind() {
            Kind::Stated(SchemaType::String) => "text",
            Kind::Stated(SchemaType::Number) => "number",
            Kind::Stated(SchemaType::Integer) => "integer",
            Kind::Stated(SchemaType::Boolean) => "boolean",
            Kind::Stated(SchemaType::Array) => "list",
            Kind::Stated(SchemaType::Object) => "object",
            Kind::Unstated if !schema.properties.is_empty() => "object",
            Kind::Unstated | Kind::Contradictory => "value",
        };
        word.to_owned()
    }

    /// The first alternatives that are more than conditions on a value whose kind is known without them.
    fn told_apart(&self, conjunction: &Conjunction<'_>) -> Option<Alternatives> {
        let kind = conjunction.kind();
        conjunction
            .members
            .iter()
            .enumerate()
            .flat_map(|(index, member)| {
                let one = member.one_of().map(|found| (Matching::One, found));
                let known = member.types.is_some() && matches!(kind, Kind::Stated(_));
                let any = member.any_of().filter(|_| !known);
                let any = any.map(|found| (Matching::Any, found));
                one.into_iter()
                    .chain(any)
                    .map(move |(matching, found)| Alternatives {
                        member: index,
                        matching,
                        ids: values_of(self.api, &found.value),
                    })
            })
            .find(|found| {
                found
                    .ids
                    .iter()
                    .any(|id| !self.is_condition(*id, kind, &mut Vec::new()))
            })
    }

    /// Whether a schema only restricts values whose kind is known.
    fn is_condition(&self, id: SchemaId, kind: Kind, way: &mut Vec<SchemaId>) -> bool {
        if way.contains(&id) {
            return true;
        }
        way.push(id);
        let conjunction = Conjunction::of(self.api, &[Part::whole(id)]);
        let is_known =
            |member: &Member<'_>| member.types.is_some() && matches!(kind, Kind::Stated(_));
        let condition = conjunction.members.iter().all(|member| {
            let schema = member.schema;
            schema
                .kind
                .as_ref()
                .is_none_or(|own| kind == Kind::Stated(own.value))
                && schema.properties.is_empty()
                && schema.items.is_none()
                && schema.enumeration.is_none()
                && schema.pattern_properties.is_empty()
                && schema.discriminator.is_none()
                && matches!(
                    schema.additional_properties,
                    AdditionalProperties::Unstated | AdditionalProperties::Allowed(_)
                )
                && member
                    .one_of()
                    .into_iter()
                    .chain(member.any_of().filter(|_| !is_known(member)))
                    .flat_map(|alternatives| &alternatives.value)
                    .all(|alternative| self.is_condition(*alternative, kind, way))
        });
        way.pop();
        condition
    }

    /// The texts of the discriminator for each alternative: what the mapping says, else the name of the component, else
    /// the values that the property may have. `None` where they do not tell all alternatives apart.
    fn tags(&self, discriminator: &Discriminator, ids: &[SchemaId]) -> Option<Vec<Vec<String>>> {
        let mut known = BTreeSet::new();
        ids.iter()
            .map(|id| {
                let mapped = discriminator.mapping.iter();
                let mut tags: Vec<String> = mapped
                    .filter(|(_, target)| target == id)
                    .map(|(tag, _)| tag.value.clone())
                    .collect();
                if tags.is_empty() {
                    tags = match &self.api.schema(*id).name {
                        Some(name) => vec![name.value.clone()],
                        None => self.values_of_property(*id, &discriminator.property.value),
                    };
                }
                let fresh = tags.iter().all(|tag| known.insert(tag.clone()));
                (fresh && !tags.is_empty() && self.is_object(*id)).then_some(tags)
            })
            .collect()
    }

    fn values_of_property(&self, id: SchemaId, property: &str) -> Vec<String> {
        let conjunction = Conjunction::of(self.api, &[Part::whole(id)]);
        let mut properties = conjunction.schemas().flat_map(|schema| &schema.properties);
        let found = properties.find(|(name, _)| name.value == property);
        let values = found.and_then(|(_, id)| self.api.schema(*id).enumeration.as_ref());
        values.map_or_else(Vec::new, |values| {
            let texts = values.value.iter().filter_map(|value| match &value.value {
                Value::String(text) => Some(text.clone()),
                _ => None,
            });
            texts.collect()
        })
    }

    fn is_object(&self, id: SchemaId) -> bool {
        let conjunction = Conjunction::of(self.api, &[Part::whole(id)]);
        match conjunction.kind() {
            Kind::Stated(kind) => kind == SchemaType::Object,
            Kind::Unstated => true,
            Kind::Contradictory => false,
        }
    }
}

fn property(discriminator: &Discriminator) -> String {
    discriminator.property.value.clone()
}

/// What is left of a member when the alternatives are taken from it.
fn left_of(member: &Member<'_>, index: usize, found: &Alternatives) -> Part {
    let taken = index == found.member;
    Part {
        without_one_of: member.part.without_one_of || taken && found.matching == Matching::One,
        without_any_of: member.part.without_any_of || taken && found.matching == Matching::Any,
        without_children: true,
        ..member.part
    }
}

fn is_silent(schema: &Schema, part: Part) -> bool {
    says_nothing(schema)
        && (part.without_one_of || schema.one_of.is_none())
        && (part.without_any_of || schema.any_of.is_none())
}
