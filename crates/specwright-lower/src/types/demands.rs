//! Schemas → what they demand of a value of any type, keyword by keyword.

use super::Lowering;
use super::conjunction::{Member, Part, type_set};
use crate::rules::{decimal_text, text_format};
use crate::view::{Side, View};
use specwright_model::{Assertion, CountRule, Demand, DemandId, TypeName, TypeSet};
use specwright_openapi::{AdditionalProperties, Schema, SchemaId};
use specwright_source::Node;

impl Lowering<'_> {
    /// What a schema demands, as it is seen from a side.
    pub(super) fn demand(&mut self, id: SchemaId, side: Side) -> DemandId {
        let view = self.contents.view(id, side);
        let schema = self.api.schema(id);
        if let Some(known) = self.demanded.get(&(id, view)) {
            // Who is referred to again before it is complete contains itself, and needs a name for that.
            let demand = &mut self.demands[known.0];
            if self.incomplete.contains(known) && demand.name.is_none() {
                demand.name = Some(name(schema, view));
            }
            return *known;
        }
        let known = DemandId(self.demands.len());
        self.demanded.insert((id, view), known);
        self.demands.push(Demand {
            span: schema.span,
            name: schema.name.is_some().then(|| name(schema, view)),
            assertions: Vec::new(),
        });
        self.incomplete.push(known);
        let assertions = self.assertions(Part::whole(id), side);
        self.incomplete.pop();
        self.demands[known.0].assertions = assertions;
        known
    }

    pub(super) fn demands_of(&mut self, ids: &[SchemaId], side: Side) -> Vec<DemandId> {
        ids.iter().map(|id| self.demand(*id, side)).collect()
    }

    /// The keywords of one schema as assertions, in the order of the specification.
    pub(super) fn assertions(&mut self, part: Part, side: Side) -> Vec<Assertion> {
        let schema = self.api.schema(part.id);
        let mut assertions = Vec::new();
        if let Some(kind) = &schema.kind {
            let null = if schema.nullable {
                TypeSet::NULL
            } else {
                TypeSet::default()
            };
            assertions.push(Assertion::Types(type_set(kind.value).or(null)));
        }
        if let Some(values) = &schema.enumeration {
            let values = values.value.iter().map(Node::to_json);
            assertions.push(Assertion::Values(values.collect()));
        }
        self.assertions_on_text(schema, &mut assertions);
        assertions_on_numbers(schema, &mut assertions);
        self.assertions_on_lists(schema, side, &mut assertions);
        assertions.extend(self.assertions_on_properties(schema, side));
        let count = self.count_between(
            schema.min_properties.as_ref(),
            schema.max_properties.as_ref(),
        );
        if count != CountRule::default() {
            assertions.push(Assertion::Properties(count));
        }
        let required = self.required_on(schema, side);
        if !required.is_empty() {
            assertions.push(Assertion::Required(required));
        }
        assertions.extend(self.assertions_on_names(schema, side));
        if let (Some(members), false) = (&schema.all_of, part.own) {
            assertions.push(Assertion::All(self.demands_of(&members.value, side)));
        }
        let member = Member {
            schema,
            part,
            types: None,
        };
        self.conditions(&member, side, &mut assertions);
        if schema.nullable && schema.kind.is_none() && !assertions.is_empty() {
            return self.or_null(schema, assertions);
        }
        assertions
    }

    /// Null is an alternative to everything else.
    fn or_null(&mut self, schema: &Schema, assertions: Vec<Assertion>) -> Vec<Assertion> {
        let null = vec![Assertion::Types(TypeSet::NULL)];
        let alternatives = [null, assertions].map(|assertions| {
            self.demands.push(Demand {
                span: schema.span,
                name: None,
                assertions,
            });
            DemandId(self.demands.len() - 1)
        });
        vec![Assertion::Any(alternatives.to_vec())]
    }

    fn assertions_on_text(&mut self, schema: &Schema, assertions: &mut Vec<Assertion>) {
        let length = self.count_between(schema.min_length.as_ref(), schema.max_length.as_ref());
        if length != CountRule::default() {
            assertions.push(Assertion::Length(length));
        }
        if let Some(pattern) = &schema.pattern {
            self.check_pattern(pattern);
            assertions.push(Assertion::Pattern(pattern.value.clone()));
        }
        let format = schema.format.as_ref();
        assertions.extend(
            format
                .and_then(|format| text_format(&format.value))
                .map(Assertion::Format),
        );
    }

    fn assertions_on_lists(
        &mut self,
        schema: &Schema,
        side: Side,
        assertions: &mut Vec<Assertion>,
    ) {
        let count = self.count_between(schema.min_items.as_ref(), schema.max_items.as_ref());
        if count != CountRule::default() {
            assertions.push(Assertion::Items(count));
        }
        if schema.unique_items {
            assertions.push(Assertion::Unique);
        }
        if !schema.prefix_items.is_empty() {
            assertions.push(Assertion::First(
                self.demands_of(&schema.prefix_items, side),
            ));
        }
        if let Some(items) = schema.items {
            assertions.push(Assertion::Every(self.demand(items, side)));
        }
        if let Some(contains) = &schema.contains {
            assertions.push(Assertion::Some {
                demand: self.demand(contains.schema, side),
                count: CountRule {
                    min: u32::try_from(contains.min).ok(),
                    max: contains.max.and_then(|max| u32::try_from(max).ok()),
                },
            });
        }
    }

    /// `properties`, `patternProperties` and `additionalProperties`, which look at each other.
    pub(super) fn assertions_on_properties(
        &mut self,
        schema: &Schema,
        side: Side,
    ) -> Vec<Assertion> {
        let mut assertions = Vec::new();
        if !schema.properties.is_empty() {
            let named = schema
                .properties
                .iter()
                .map(|(name, value)| (name.value.clone(), self.demand(*value, side)));
            assertions.push(Assertion::Named(named.collect()));
        }
        if !schema.pattern_properties.is_empty() {
            for (pattern, _) in &schema.pattern_properties {
                self.check_pattern(pattern);
            }
            let matching = schema
                .pattern_properties
                .iter()
                .map(|(pattern, value)| (pattern.value.clone(), self.demand(*value, side)));
            assertions.push(Assertion::Matching(matching.collect()));
        }
        match schema.additional_properties {
            AdditionalProperties::Unstated | AdditionalProperties::Allowed(_) => {}
            AdditionalProperties::Refused(_) => {
                assertions.push(Assertion::Others(self.never(schema)));
            }
            AdditionalProperties::Schema(value, _) => {
                assertions.push(Assertion::Others(self.demand(value, side)));
            }
        }
        assertions
    }

    /// What no value satisfies.
    fn never(&mut self, schema: &Schema) -> DemandId {
        let anything = DemandId(self.demands.len());
        for assertions in [Vec::new(), vec![Assertion::Not(anything)]] {
            self.demands.push(Demand {
                span: schema.span,
                name: None,
                assertions,
            });
        }
        DemandId(anything.0 + 1)
    }

    /// `propertyNames`, `dependentRequired` and `dependentSchemas`.
    pub(super) fn assertions_on_names(&mut self, schema: &Schema, side: Side) -> Vec<Assertion> {
        let mut assertions = Vec::new();
        if let Some(names) = &schema.property_names {
            assertions.push(Assertion::Names(self.demand(names.value, side)));
        }
        if !schema.dependent_required.is_empty() {
            let pairs = schema.dependent_required.iter().map(|(name, others)| {
                let others = others.iter().map(|other| other.value.clone());
                (name.value.clone(), others.collect())
            });
            assertions.push(Assertion::RequiredWith(pairs.collect()));
        }
        if !schema.dependent_schemas.is_empty() {
            let pairs = schema
                .dependent_schemas
                .iter()
                .map(|(name, value)| (name.value.clone(), self.demand(*value, side)));
            assertions.push(Assertion::With(pairs.collect()));
        }
        assertions
    }

    /// The names in `required` but for those of properties that the side does not see.
    fn required_on(&self, schema: &Schema, side: Side) -> Vec<String> {
        let hidden = |name: &str| {
            let property = schema.properties.iter().find(|(own, _)| own.value == name);
            property.is_some_and(|(_, id)| self.is_hidden(*id, side))
        };
        schema
            .required
            .iter()
            .filter(|name| !hidden(&name.value))
            .map(|name| name.value.clone())
            .collect()
    }
}

fn assertions_on_numbers(schema: &Schema, assertions: &mut Vec<Assertion>) {
    if let Some(minimum) = &schema.minimum {
        assertions.push(Assertion::Minimum {
            value: decimal_text(minimum.value.text()),
            exclusive: schema.exclusive_minimum,
        });
    }
    if let Some(maximum) = &schema.maximum {
        assertions.push(Assertion::Maximum {
            value: decimal_text(maximum.value.text()),
            exclusive: schema.exclusive_maximum,
        });
    }
    if let Some(divisor) = &schema.multiple_of {
        assertions.push(Assertion::MultipleOf(decimal_text(divisor.value.text())));
    }
}

fn name(schema: &Schema, view: View) -> TypeName {
    let own = match &schema.name {
        Some(name) => name.value.clone(),
        None => schema.pointer.clone(),
    };
    TypeName {
        words: std::iter::once(own)
            .chain(view.suffix().map(str::to_owned))
            .chain(["schema".to_owned()])
            .collect(),
        origin: format!(
            "{}#schema{}",
            schema.pointer,
            view.suffix().unwrap_or_default()
        ),
    }
}

/// Whether a schema has no keyword of its own that restricts values, beside `oneOf`, `anyOf` and `allOf`.
pub(super) fn says_nothing(schema: &Schema) -> bool {
    restricts_nothing(schema)
}

/// Whether a schema has no keyword that restricts values, beside `allOf`.
pub(super) fn says_nothing_beside_all_of(schema: &Schema) -> bool {
    schema.one_of.is_none()
        && schema.any_of.is_none()
        && schema.discriminator.is_none()
        && restricts_nothing(schema)
}

/// Whether a schema has no keyword that restricts values, beside `type`.
pub(super) fn states_only_a_type(schema: &Schema) -> bool {
    schema.kind.is_some()
        && schema.all_of.is_none()
        && schema.one_of.is_none()
        && schema.any_of.is_none()
        && schema.discriminator.is_none()
        && restricts_nothing_of_its_type(schema)
}

fn restricts_nothing(schema: &Schema) -> bool {
    schema.kind.is_none() && restricts_nothing_of_its_type(schema)
}

fn restricts_nothing_of_its_type(schema: &Schema) -> bool {
    let text = schema.min_length.is_none()
        && schema.max_length.is_none()
        && schema.pattern.is_none()
        && schema.format.is_none();
    let number =
        schema.minimum.is_none() && schema.maximum.is_none() && schema.multiple_of.is_none();
    let list = schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.contains.is_none()
        && schema.min_items.is_none()
        && schema.max_items.is_none()
        && !schema.unique_items;
    let object = schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && schema.property_names.is_none()
        && schema.dependent_required.is_empty()
        && schema.dependent_schemas.is_empty()
        && schema.required.is_empty()
        && schema.min_properties.is_none()
        && schema.max_properties.is_none()
        && matches!(
            schema.additional_properties,
            AdditionalProperties::Unstated | AdditionalProperties::Allowed(_)
        );
    schema.enumeration.is_none()
        && schema.not.is_none()
        && schema.condition.is_none()
        && text
        && number
        && list
        && object
}
