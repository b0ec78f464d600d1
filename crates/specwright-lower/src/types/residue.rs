//! What a shape does not say about its values, and JSON Schema demands all the same.

use super::Lowering;
use super::conjunction::{Conjunction, Member, Part};
use super::scalars::is_held;
use crate::rules::{decimal_text, text_format};
use crate::view::Side;
use specwright_model::{Assertion, CountRule, DecimalText, Shape, TextFormat, TypeSet};
use specwright_openapi::{Schema, SchemaId, SchemaType};
use specwright_source::Node;

impl<'a> Lowering<'a> {
    /// Everything that the parts demand, for values of any kind.
    pub(super) fn whole_residue(&mut self, parts: &[Part], side: Side) -> Vec<Assertion> {
        let mut residue = Vec::new();
        for part in parts {
            residue.extend(self.assertions(*part, side));
        }
        residue
    }

    /// The first keyword that not every text satisfies, if there is one.
    pub(crate) fn demand_on_text(&mut self, schema: SchemaId, side: Side) -> Option<&'static str> {
        let demands = self.whole_residue(&[Part::whole(schema)], side);
        self.demand_among(&demands)
    }

    fn demand_among(&self, demands: &[Assertion]) -> Option<&'static str> {
        demands.iter().find_map(|demand| match demand {
            Assertion::Types(types) => (!types.contains(TypeSet::STRING)).then_some("type"),
            Assertion::Values(_) => Some("enum"),
            Assertion::Length(count) => Some(if count.min.is_some() {
                "minLength"
            } else {
                "maxLength"
            }),
            Assertion::Pattern(_) => Some("pattern"),
            Assertion::Format(_) => Some("format"),
            Assertion::All(all) => all
                .iter()
                .find_map(|demand| self.demand_among(&self.demands[demand.0].assertions)),
            Assertion::Any(_) => Some("anyOf"),
            Assertion::One(_) => Some("oneOf"),
            Assertion::Not(_) => Some("not"),
            Assertion::If { .. } => Some("if"),
            // The other keywords speak of numbers, lists and objects.
            _ => None,
        })
    }

    /// What the members demand of a value beside what its shape says.
    pub(super) fn residue(
        &mut self,
        conjunction: &Conjunction<'a>,
        shape: &Shape,
        kind: SchemaType,
        side: Side,
    ) -> Vec<Assertion> {
        let mut residue = Vec::new();
        for member in &conjunction.members {
            let schema = member.schema;
            if let Some(values) = schema.enumeration.as_ref()
                && !matches!(shape, Shape::Choice(_))
            {
                residue.push(Assertion::Values(
                    values.value.iter().map(Node::to_json).collect(),
                ));
            }
            match kind {
                SchemaType::String => self.residue_of_text(schema, shape, &mut residue),
                SchemaType::Integer | SchemaType::Number => {
                    residue_of_number(schema, shape, &mut residue);
                }
                SchemaType::Array => self.residue_of_list(schema, side, &mut residue),
                SchemaType::Object => {
                    if self.refuses_known_properties(schema, conjunction) {
                        residue.extend(self.assertions_on_properties(schema, side));
                    }
                    self.residue_of_object(schema, side, &mut residue);
                }
                SchemaType::Boolean => {}
            }
            self.conditions(member, side, &mut residue);
        }
        residue.dedup();
        residue
    }

    /// `oneOf` and `anyOf` that are left, `not`, and `if`.
    pub(super) fn conditions(
        &mut self,
        member: &Member<'a>,
        side: Side,
        residue: &mut Vec<Assertion>,
    ) {
        // Types that are listed beside the one that the value has say nothing more.
        let any_of = member.any_of().filter(|_| member.types.is_none());
        if let Some(alternatives) = member.one_of() {
            residue.push(Assertion::One(self.demands_of(&alternatives.value, side)));
        }
        if let Some(alternatives) = any_of {
            residue.push(Assertion::Any(self.demands_of(&alternatives.value, side)));
        }
        if let Some(not) = &member.schema.not {
            residue.push(Assertion::Not(self.demand(not.value, side)));
        }
        if let Some(condition) = &member.schema.condition {
            let when = self.demand(condition.when, side);
            let then = condition.then.map(|then| self.demand(then, side));
            let otherwise = condition.otherwise.map(|other| self.demand(other, side));
            residue.push(Assertion::If {
                when,
                then,
                otherwise,
            });
        }
    }

    /// The syntax and the expression that the shape does not hold because it holds another one.
    fn residue_of_text(&mut self, schema: &Schema, shape: &Shape, residue: &mut Vec<Assertion>) {
        let (pattern, format) = match shape {
            Shape::Text(rule) | Shape::DecimalText(rule) => (rule.pattern.as_ref(), rule.format),
            Shape::Uuid => (None, Some(TextFormat::Uuid)),
            Shape::Timestamp => (None, Some(TextFormat::DateTime)),
            Shape::Date => (None, Some(TextFormat::Date)),
            Shape::Time => (None, Some(TextFormat::TimeLocal)),
            Shape::Bytes => (None, Some(TextFormat::Byte)),
            _ => (None, None),
        };
        if matches!(shape, Shape::Choice(_)) {
            // Whether the listed values satisfy the other keywords is known already: the lints name those that do not.
            let length = self.count_between(schema.min_length.as_ref(), schema.max_length.as_ref());
            if length != CountRule::default() {
                residue.push(Assertion::Length(length));
            }
        }
        if let Some(own) = &schema.pattern
            && pattern != Some(&own.value)
        {
            self.check_pattern(own);
            residue.push(Assertion::Pattern(own.value.clone()));
        }
        let own = schema
            .format
            .as_ref()
            .and_then(|format| text_format(&format.value));
        if let Some(own) = own
            && format != Some(own)
        {
            residue.push(Assertion::Format(own));
        }
    }

    fn residue_of_list(&mut self, schema: &Schema, side: Side, residue: &mut Vec<Assertion>) {
        if let Some(contains) = &schema.contains {
            residue.push(Assertion::Some {
                demand: self.demand(contains.schema, side),
                count: CountRule {
                    min: u32::try_from(contains.min).ok(),
                    max: contains.max.and_then(|max| u32::try_from(max).ok()),
                },
            });
        }
        if !schema.prefix_items.is_empty() {
            residue.push(Assertion::First(
                self.demands_of(&schema.prefix_items, side),
            ));
            residue.extend(
                schema
                    .items
                    .map(|items| Assertion::Every(self.demand(items, side))),
            );
        }
    }

    fn residue_of_object(&mut self, schema: &Schema, side: Side, residue: &mut Vec<Assertion>) {
        if !schema.pattern_properties.is_empty() {
            residue.extend(self.assertions_on_properties(schema, side));
        }
        residue.extend(self.assertions_on_names(schema, side));
    }
}

/// The bounds and the divisor that the shape does not hold.
fn residue_of_number(schema: &Schema, shape: &Shape, residue: &mut Vec<Assertion>) {
    let held_by_rule = |number: &DecimalText| match shape {
        Shape::Integer(width, _) => is_held(*width, number),
        _ => true,
    };
    let held = match shape {
        Shape::Integer(_, rule) | Shape::Float(rule) | Shape::Decimal(rule) => {
            rule.multiple_of.clone()
        }
        _ => None,
    };
    for (limit, exclusive, lower) in [
        (&schema.minimum, schema.exclusive_minimum, true),
        (&schema.maximum, schema.exclusive_maximum, false),
    ] {
        let Some(limit) = limit else { continue };
        let value = decimal_text(limit.value.text());
        if !held_by_rule(&value) {
            residue.push(if lower {
                Assertion::Minimum { value, exclusive }
            } else {
                Assertion::Maximum { value, exclusive }
            });
        }
    }
    if let Some(divisor) = &schema.multiple_of {
        let divisor = decimal_text(divisor.value.text());
        if held.as_ref() != Some(&divisor) {
            residue.push(Assertion::MultipleOf(divisor));
        }
    }
}
