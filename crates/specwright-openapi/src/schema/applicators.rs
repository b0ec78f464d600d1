//! The keywords of OpenAPI 3.1 that hold further schemas, or depend on what else is there.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::spec::{AdditionalProperties, Condition, Contains, Schema, SchemaId};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Entry, Located, Node, Value};

impl<'a> Reader<'a> {
    /// `prefixItems`, and `contains` with its bounds.
    pub(super) fn array_keywords(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        if let Some((entry, items)) = self.array(fields.take("prefixItems")) {
            let holder = cursor.child(entry);
            let items = items.iter().enumerate();
            schema.prefix_items = items
                .map(|(index, item)| self.schema_id(&holder.item(index, item)))
                .collect();
        }
        let least_entry = fields.take("minContains");
        let most_entry = fields.take("maxContains");
        let least = self.count(least_entry);
        let most = self.count(most_entry);
        let Some(entry) = fields.take("contains") else {
            for entry in least_entry.into_iter().chain(most_entry) {
                self.ignored(
                    entry,
                    "no `contains` stands beside it",
                    "add `contains`, or remove the key",
                );
            }
            return;
        };
        if let (Some(least), Some(most)) = (&least, &most)
            && least.value > most.value
        {
            let message = "`minContains` and `maxContains` leave no valid value";
            let help = "lower `minContains` or raise `maxContains`";
            let finding = Diagnostic::new(&codes::CONTRADICTION, least.span, message, help);
            self.findings
                .push(finding.with_related(most.span, "`maxContains` is here"));
        }
        schema.contains = Some(Contains {
            span: entry.key_span,
            schema: self.schema_id(&cursor.child(entry)),
            min: least.map_or(1, |least| least.value),
            max: most.map(|most| most.value),
        });
    }

    /// `patternProperties`, `propertyNames`, `dependentRequired` and `dependentSchemas`.
    pub(super) fn object_keywords(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        schema.pattern_properties = self.named_schemas(cursor, fields.take("patternProperties"));
        schema.dependent_schemas = self.named_schemas(cursor, fields.take("dependentSchemas"));
        schema.property_names = fields.take("propertyNames").map(|entry| Located {
            value: self.schema_id(&cursor.child(entry)),
            span: entry.key_span,
        });
        let Some((entry, object)) = self.object(fields.take("dependentRequired")) else {
            return;
        };
        let holder = cursor.child(entry);
        for entry in &object.entries {
            let Some((_, items)) = self.array(Some(entry)) else {
                continue;
            };
            let cursor = holder.child(entry);
            let names = items.iter().enumerate().filter_map(|(index, item)| {
                self.item_text(&cursor.item(index, item), "the name of a required property")
            });
            let name = Located {
                value: entry.key.clone(),
                span: entry.key_span,
            };
            schema.dependent_required.push((name, names.collect()));
        }
    }

    fn named_schemas(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: Option<&'a Entry>,
    ) -> Vec<(Located<String>, SchemaId)> {
        let Some((entry, object)) = self.object(entry) else {
            return Vec::new();
        };
        let holder = cursor.child(entry);
        let named = object.entries.iter().map(|entry| {
            let name = Located {
                value: entry.key.clone(),
                span: entry.key_span,
            };
            (name, self.schema_id(&holder.child(entry)))
        });
        named.collect()
    }

    /// `if`, `then` and `else`; the latter two mean nothing without the first.
    pub(super) fn condition(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        let when = fields.take("if");
        let then = fields.take("then");
        let otherwise = fields.take("else");
        match (when, then, otherwise) {
            (None, ..) => {
                for entry in then.into_iter().chain(otherwise) {
                    self.ignored(
                        entry,
                        "no `if` stands beside it",
                        "add `if`, or remove the key",
                    );
                }
            }
            (Some(when), None, None) => self.ignored(
                when,
                "neither `then` nor `else` stands beside it",
                "say what follows, or remove the key",
            ),
            (Some(when), ..) => {
                let mut id = |entry| self.schema_id(&cursor.child(entry));
                schema.condition = Some(Condition {
                    span: when.key_span,
                    when: id(when),
                    then: then.map(&mut id),
                    otherwise: otherwise.map(&mut id),
                });
            }
        }
    }

    /// `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12, section 11): what no other keyword has
    /// looked at. Where the schema has no schemas that apply in place, they are `additionalProperties` and `items`.
    pub(super) fn unevaluated(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        const IN_PLACE: [&str; 7] = [
            "$ref",
            "$dynamicRef",
            "allOf",
            "anyOf",
            "oneOf",
            "if",
            "dependentSchemas",
        ];
        let stated = |key: &str| {
            cursor
                .node
                .as_object()
                .is_some_and(|object| object.get(key).is_some())
        };
        let composed = IN_PLACE.into_iter().any(stated);
        if let Some(entry) = fields.take("unevaluatedProperties") {
            // With `additionalProperties`, every property has been looked at.
            if !is_free(&entry.node) && !stated("additionalProperties") {
                if composed {
                    self.unsupported_keyword(entry);
                } else {
                    schema.additional_properties = match entry.node.value {
                        Value::Bool(false) => AdditionalProperties::Refused(entry.node.span),
                        _ => AdditionalProperties::Schema(
                            self.schema_id(&cursor.child(entry)),
                            entry.key_span,
                        ),
                    };
                }
            }
        }
        if let Some(entry) = fields.take("unevaluatedItems")
            && !is_free(&entry.node)
            && !stated("items")
        {
            if composed || stated("contains") {
                self.unsupported_keyword(entry);
            } else {
                schema.items = Some(self.schema_id(&cursor.child(entry)));
            }
        }
    }
}

/// Whether a schema allows every value.
fn is_free(node: &Node) -> bool {
    match &node.value {
        Value::Bool(allows) => *allows,
        Value::Object(object) => object.entries.is_empty(),
        _ => false,
    }
}
