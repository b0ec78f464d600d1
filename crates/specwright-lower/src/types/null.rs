//! Whether null is a value of schemas, by the letter: each keyword has its own say, and `nullable` widens only the `type`
//! that it stands beside (OpenAPI 3.0.3, section 4.7.24; Proposal "Clarify Semantics of nullable in OpenAPI 3.0").

use super::Lowering;
use super::conjunction::{Conjunction, Kind, Part};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Schema, SchemaId};
use specwright_source::Value;

impl Lowering<'_> {
    /// Whether null is valid for the parts together. Where a type is assumed, it is not.
    pub(super) fn allows_null(&self, parts: &[Part]) -> bool {
        self.all_hold(parts, &mut Vec::new())
    }

    fn all_hold(&self, parts: &[Part], way: &mut Vec<SchemaId>) -> bool {
        !self.assumes_a_type(parts) && parts.iter().all(|part| self.holds(*part, way))
    }

    /// Whether the keywords of objects or lists stand for a type that no schema states.
    fn assumes_a_type(&self, parts: &[Part]) -> bool {
        let conjunction = Conjunction::of(self.api, parts);
        let speaks = |schema: &Schema| !schema.properties.is_empty() || schema.items.is_some();
        conjunction.kind() == Kind::Unstated
            && conjunction.schemas().any(speaks)
            && !conjunction.schemas().any(|schema| schema.nullable)
            && !self.is_told_apart(&conjunction)
    }

    /// Whether null satisfies a schema. One that is being looked at already has nothing to add.
    fn holds(&self, part: Part, way: &mut Vec<SchemaId>) -> bool {
        let schema = self.api.schema(part.id);
        let or_null = schema.kind.is_none() && schema.nullable && schema.enumeration.is_none();
        if or_null || way.contains(&part.id) {
            return true;
        }
        way.push(part.id);
        let members = schema.all_of.iter().filter(|_| !part.own);
        let mut members = members.flat_map(|members| &members.value);
        let one_of = schema.one_of.as_ref().filter(|_| !part.without_one_of);
        let any_of = schema.any_of.as_ref().filter(|_| !part.without_any_of);
        let holds = (schema.kind.is_none() || schema.nullable)
            && schema
                .enumeration
                .as_ref()
                .is_none_or(|values| values.value.iter().any(|one| one.value == Value::Null))
            && members.all(|member| self.holds(Part::extended(*member), way))
            && one_of.is_none_or(|listed| self.count_holding(&listed.value, way) == 1)
            && any_of.is_none_or(|listed| self.count_holding(&listed.value, way) > 0)
            && schema
                .not
                .as_ref()
                .is_none_or(|not| !self.holds(Part::whole(not.value), way))
            && schema.condition.as_ref().is_none_or(|condition| {
                let follows = if self.holds(Part::whole(condition.when), way) {
                    condition.then
                } else {
                    condition.otherwise
                };
                follows.is_none_or(|follows| self.holds(Part::whole(follows), way))
            });
        way.pop();
        holds
    }

    fn count_holding(&self, alternatives: &[SchemaId], way: &mut Vec<SchemaId>) -> usize {
        let holding = alternatives
            .iter()
            .filter(|id| self.all_hold(&[Part::whole(**id)], way));
        holding.count()
    }

    /// Names a schema whose type allows null in vain.
    pub(super) fn name_idle_null(&mut self, schema: &Schema) {
        let Some(kind) = schema.kind.as_ref().filter(|_| schema.nullable) else {
            return;
        };
        let (refused_by, help) = if schema.enumeration.is_some() {
            (
                "the `enum` does not list it",
                "list null in the `enum`, too",
            )
        } else {
            (
                "another schema that must hold refuses it",
                "allow null there, too",
            )
        };
        self.report(Diagnostic::new(
            &codes::KEYWORD_WITHOUT_EFFECT,
            kind.span,
            format!("null is allowed by the type, and {refused_by}: it is no value"),
            format!("{help}, or take it from the type"),
        ));
    }
}

/// Whether null is the one value of a schema that says nothing else.
pub(super) fn is_null_alone(schema: &Schema) -> bool {
    let values = schema.enumeration.as_ref();
    schema.kind.is_none()
        && values.is_some_and(|values| values.value.iter().all(|one| one.value == Value::Null))
}
