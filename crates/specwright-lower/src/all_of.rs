//! `allOf` of objects → one record.

use crate::types::{Lowering, unsupported_composition};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{Additional, CountRule, Property, Record, Shape};
use specwright_openapi::{Schema, SchemaType};
use specwright_source::Located;

impl<'a> Lowering<'a> {
    /// One record that satisfies all members and the keywords beside `allOf`.
    pub(crate) fn all_of(&mut self, schema: &'a Schema, side: Side, words: &[String]) -> Shape {
        let mut merged = Merged {
            properties: Vec::new(),
            required: Vec::new(),
            additional: Additional::Ignored,
            count: CountRule::default(),
        };
        let mut visited = Vec::new();
        self.gather(schema, side, words, &mut merged, &mut visited);
        for name in std::mem::take(&mut merged.required) {
            match merged
                .properties
                .iter_mut()
                .find(|property| property.wire == name.value)
            {
                Some(property) => property.required = true,
                None => merged.properties.push(self.unlisted_property(&name)),
            }
        }
        Shape::Record(Record {
            properties: merged.properties,
            additional: merged.additional,
            count: merged.count,
        })
    }

    fn gather(
        &mut self,
        schema: &'a Schema,
        side: Side,
        words: &[String],
        merged: &mut Merged,
        visited: &mut Vec<Span>,
    ) {
        if visited.contains(&schema.span) {
            self.conflict(schema.span, "an `allOf` contains itself".to_owned());
            return;
        }
        visited.push(schema.span);
        if let Some(members) = &schema.all_of {
            for member in &members.value {
                self.gather(self.api.schema(*member), side, words, merged, visited);
            }
        }
        let own = schema.all_of.is_none() || !schema.properties.is_empty() || schema.kind.is_some();
        if own {
            match self.plain_object(schema, side, words) {
                Some(record) => self.merge(record, schema, merged),
                None => self.conflict(
                    schema.span,
                    "a member of `allOf` is not an object with properties".to_owned(),
                ),
            }
        }
        merged.required.extend(schema.required.iter().cloned());
        visited.pop();
    }

    /// The record of a member's own keywords.
    fn plain_object(&mut self, schema: &'a Schema, side: Side, words: &[String]) -> Option<Record> {
        let is_object = schema
            .kind
            .as_ref()
            .is_none_or(|kind| kind.value == SchemaType::Object);
        if !is_object || schema.enumeration.is_some() || unsupported_composition(schema).is_some() {
            return None;
        }
        let own_words: Vec<String> = schema
            .name
            .as_ref()
            .map_or_else(|| words.to_vec(), |name| vec![name.value.clone()]);
        let additional = self.additional(schema, side, &own_words);
        let properties = self.properties(schema, side, &own_words);
        Some(Record {
            properties,
            additional,
            count: self.property_count(schema),
        })
    }

    fn merge(&mut self, record: Record, schema: &Schema, merged: &mut Merged) {
        for property in record.properties {
            match merged
                .properties
                .iter()
                .find(|existing| existing.wire == property.wire)
            {
                None => merged.properties.push(property),
                Some(existing) if existing.slot == property.slot => {}
                Some(_) => self.conflict(
                    property.span,
                    format!(
                        "`{}` is defined by two members of an `allOf`",
                        property.wire
                    ),
                ),
            }
        }
        match (merged.additional, record.additional) {
            (_, Additional::Ignored) => {}
            (Additional::Ignored, additional @ Additional::Kept(_)) => merged.additional = additional,
            (_, Additional::Refused | Additional::Kept(_)) => self.conflict(
                schema.span,
                "a member of `allOf` restricts the properties that it does not list, and so refuses those of the other members"
                    .to_owned(),
            ),
        }
        merged.count.min = merged.count.min.max(record.count.min);
        merged.count.max = match (merged.count.max, record.count.max) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    fn conflict(&mut self, span: Span, message: String) {
        self.report(Diagnostic::new(
            &codes::ALL_OF_CONFLICT,
            span,
            message,
            "give the members distinct properties, or write the object as one schema",
        ));
    }
}

/// What the members say together, so far.
struct Merged {
    properties: Vec<Property>,
    required: Vec<Located<String>>,
    additional: Additional,
    count: CountRule,
}

#[cfg(test)]
mod tests {
    use crate::described::with_schemas;
    use specwright_model::{Additional, Record};

    /// The record of the first schema, and what is said about it.
    fn lowered(schemas: &[&str]) -> (Record, Vec<String>) {
        let outcome = crate::lower(&with_schemas(schemas), None);
        let body = outcome.value.operations[0].json_body();
        let body = body.expect("the operation takes JSON");
        let record = outcome.value.type_of(body.id).shape.as_record();
        let record = record.expect("an `allOf` is a record").clone();
        let messages = outcome.diagnostics.into_iter().map(|it| it.message);
        (record, messages.collect())
    }

    const NAMED: &str =
        "Named: { type: object, required: [name], properties: { name: { type: string } } }";

    #[test]
    fn members_become_one_record_that_satisfies_them_all() {
        let (record, messages) = lowered(&[
            "All: { allOf: [ { $ref: '#/components/schemas/Named' }, { type: object, required: [age], minProperties: 1, maxProperties: 9, properties: { age: { type: integer } } }, { type: object, minProperties: 2, maxProperties: 12, additionalProperties: { type: string }, properties: { note: { type: string } } } ] }",
            NAMED,
        ]);
        assert!(messages.is_empty(), "{messages:?}");
        let properties: Vec<(&str, bool)> = record
            .properties
            .iter()
            .map(|property| (property.wire.as_str(), property.required))
            .collect();
        assert_eq!(properties, [("name", true), ("age", true), ("note", false)]);
        assert_eq!((record.count.min, record.count.max), (Some(2), Some(9)));
        assert!(matches!(record.additional, Additional::Kept(_)));
    }

    #[test]
    fn a_member_may_demand_what_another_defines_or_what_none_does() {
        let (record, messages) = lowered(&[
            "All: { allOf: [ { type: object, required: [age, ghost], properties: { note: { type: string } } }, { type: object, properties: { age: { type: integer } } } ] }",
        ]);
        assert!(messages.is_empty(), "{messages:?}");
        let properties: Vec<(&str, bool)> = record
            .properties
            .iter()
            .map(|property| (property.wire.as_str(), property.required))
            .collect();
        assert_eq!(
            properties,
            [("note", false), ("age", true), ("ghost", true)]
        );
    }

    #[test]
    fn the_same_member_twice_is_no_conflict() {
        let (record, messages) = lowered(&[
            "All: { allOf: [ { $ref: '#/components/schemas/Named' }, { $ref: '#/components/schemas/Other' } ] }",
            "Other: { allOf: [ { $ref: '#/components/schemas/Named' }, { type: object, properties: { note: { type: string } } } ] }",
            NAMED,
        ]);
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!(record.properties.len(), 2);
    }

    #[test]
    fn each_conflict_says_what_it_is_about() {
        for (members, message) in [
            (
                "{ $ref: '#/components/schemas/Named' }, { type: object, properties: { name: { type: integer } } }",
                "`name` is defined by two members of an `allOf`",
            ),
            (
                "{ $ref: '#/components/schemas/Named' }, { type: string }",
                "a member of `allOf` is not an object with properties",
            ),
            (
                "{ $ref: '#/components/schemas/Named' }, { type: object, properties: { kind: { type: string } }, oneOf: [ { type: object } ] }",
                "a member of `allOf` is not an object with properties",
            ),
            (
                "{ $ref: '#/components/schemas/Named' }, { type: object, additionalProperties: false, properties: { kind: { type: string } } }",
                "a member of `allOf` restricts the properties that it does not list, and so refuses those of the other members",
            ),
        ] {
            let all = format!("All: {{ allOf: [ {members} ] }}");
            let (_, messages) = lowered(&[&all, NAMED]);
            assert!(
                messages.iter().any(|found| found == message),
                "{members}: {messages:?}"
            );
        }
    }
}
