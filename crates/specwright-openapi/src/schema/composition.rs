//! `$ref` beside other keywords, `allOf`, `oneOf`, `anyOf`, `not` and `discriminator`.

use crate::cursor::{Cursor, Place};
use crate::document::DocumentId;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::schema::blank;
use crate::schema::dialect::is_null_alone;
use crate::shape;
use crate::spec::{Discriminator, Schema, SchemaId};
use crate::version::Version;
use specwright_diagnostics::codes;
use specwright_source::{Entry, Located, Value};

impl<'a> Reader<'a> {
    pub(crate) fn composition(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        // A branch that is null alone makes the whole nullable, if nothing else has a say.
        let says = ["$ref", "allOf", "oneOf", "anyOf", "not"]
            .iter()
            .filter(|key| fields.has(key))
            .count();
        let alone = self.version >= Version::V31
            && says == 1
            && schema.kind.is_none()
            && schema.enumeration.is_none();
        let referred = fields
            .take("$ref")
            .and_then(|entry| self.reference_beside_keywords(cursor, entry));
        let mut nullable = false;
        schema.all_of = self.branches(cursor, fields, "allOf", None);
        schema.one_of = self.branches(cursor, fields, "oneOf", alone.then_some(&mut nullable));
        let of_types = schema.any_of.take();
        schema.any_of = self.branches(cursor, fields, "anyOf", alone.then_some(&mut nullable));
        if let Some(referred) = referred {
            let all_of = schema.all_of.get_or_insert(Located {
                value: Vec::new(),
                span: referred.span,
            });
            all_of.value.insert(0, referred.value);
        }
        self.add_types(cursor, of_types, schema);
        schema.nullable |= nullable;
        schema.not = fields.take("not").map(|entry| {
            let value = self.schema_id(&cursor.child(entry));
            Located {
                value,
                span: entry.key_span,
            }
        });
        schema.discriminator = fields
            .take("discriminator")
            .and_then(|entry| self.discriminator(&cursor.child(entry)));
    }

    /// A reference of 3.0 beside which one of our keys says where the property is stored. All other keys are ignored.
    pub(crate) fn stored_reference(
        &mut self,
        cursor: &Cursor<'a, '_>,
        mut fields: Fields<'a>,
        schema: &mut Schema,
    ) {
        let referred = fields.take("$ref");
        schema.all_of = referred
            .and_then(|entry| self.reference_beside_keywords(cursor, entry))
            .map(|referred| Located {
                value: vec![referred.value],
                span: referred.span,
            });
        schema.table = self.table_extension(&mut fields);
        schema.column = self.column_extension(&mut fields);
        self.judge_siblings(fields.into_unclaimed(), Kind::Schema);
    }

    /// The target of a `$ref` that has company: it is one more schema that must hold.
    fn reference_beside_keywords(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: &'a Entry,
    ) -> Option<Located<SchemaId>> {
        let target = self.step(cursor, Kind::Schema)?;
        let id = self.schema_id(&target.cursor(cursor));
        Some(Located {
            value: id,
            span: entry.key_span,
        })
    }

    fn branches(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        key: &'static str,
        mut null: Option<&mut bool>,
    ) -> Option<Located<Vec<SchemaId>>> {
        let (entry, items) = self.array(fields.take(key))?;
        if items.is_empty() {
            let message = format!("`{key}` is empty");
            self.report(
                &codes::INVALID_VALUE,
                entry.key_span,
                message,
                "list the schemas, or remove the key",
            );
            return None;
        }
        let holder = cursor.child(entry);
        let mut ids = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match &mut null {
                Some(null) if items.len() > 1 && is_null_alone(item) => **null = true,
                _ => ids.push(self.schema_id(&holder.item(index, item))),
            }
        }
        Some(Located {
            value: ids,
            span: entry.key_span,
        })
    }

    /// The types of a list under `type` are alternatives; beside an `anyOf` they are one more schema that must hold.
    fn add_types(
        &mut self,
        cursor: &Cursor<'a, '_>,
        types: Option<Located<Vec<SchemaId>>>,
        schema: &mut Schema,
    ) {
        let Some(types) = types else { return };
        if schema.any_of.is_none() {
            schema.any_of = Some(types);
            return;
        }
        let mut alternatives = blank(types.span, self.origin(&cursor.place));
        let span = types.span;
        alternatives.any_of = Some(types);
        let id = self.schemas.add(alternatives);
        schema
            .all_of
            .get_or_insert(Located {
                value: Vec::new(),
                span,
            })
            .value
            .push(id);
    }

    fn discriminator(&mut self, cursor: &Cursor<'a, '_>) -> Option<Discriminator> {
        if let Value::String(name) = &cursor.node.value {
            let help = format!("write `discriminator: {{ propertyName: {name} }}`");
            let message = "`discriminator` is a string, where an object belongs in OpenAPI 3";
            self.report(&codes::WRONG_TYPE, cursor.node.span, message, help);
            return None;
        }
        let mut fields = self.fields(cursor, &shape::DISCRIMINATOR)?;
        let property = self.required_text(&mut fields, "propertyName");
        let mut mapping = Vec::new();
        if let Some((_, object)) = self.object(fields.take("mapping")) {
            for entry in &object.entries {
                let Some(id) = self.mapped(entry, cursor.place.document()) else {
                    continue;
                };
                mapping.push((
                    Located {
                        value: entry.key.clone(),
                        span: entry.key_span,
                    },
                    id,
                ));
            }
        }
        self.finish(fields);
        Some(Discriminator {
            span: cursor.at,
            property: property?,
            mapping,
        })
    }

    /// The schema that a mapping names: by the name of a component, or as a reference.
    fn mapped(&mut self, entry: &'a Entry, document: DocumentId) -> Option<SchemaId> {
        let text = self.text(Some(entry))?;
        let named = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_' | '-');
        let node = &entry.node;
        let target = if !text.value.is_empty() && text.value.chars().all(named) {
            let pointer = format!("#/components/schemas/{}", text.value);
            // Names are those of the entry document; one that is no component may still be that of a file.
            let component = self.find(&pointer, DocumentId::ENTRY, node);
            if component.is_none() && text.value.contains('.') {
                self.find(&text.value, document, node)
            } else {
                component
            }
        } else {
            self.find(&text.value, document, node)
        };
        if target.is_none() {
            let message = format!(
                "the mapping names `{}`, which is no schema of this description",
                text.value
            );
            let help =
                "write the name of an entry of `components/schemas`, or a reference to a schema";
            self.report(&codes::UNRESOLVED_REFERENCE, text.span, message, help);
        }
        target.map(|(node, document, pointer)| {
            let place = Place::Start {
                document,
                pointer: &pointer,
            };
            self.schema_id(&Cursor {
                node,
                at: crate::cursor::short_place(node),
                place,
            })
        })
    }
}
