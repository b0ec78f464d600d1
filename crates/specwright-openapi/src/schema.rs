//! The Schema Object: its keywords, group by group.

mod applicators;
mod check;
mod composition;
mod dialect;
mod enumeration;
mod number;

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::shape;
use crate::spec::{AdditionalProperties, Schema, SchemaId, SchemaType};
use crate::version::Version;
use specwright_diagnostics::{Diagnostic, Severity, Span, codes};
use specwright_source::{Entry, Located, Value};
use std::collections::BTreeMap;

const TYPES: [(&str, SchemaType); 6] = [
    ("string", SchemaType::String),
    ("number", SchemaType::Number),
    ("integer", SchemaType::Integer),
    ("boolean", SchemaType::Boolean),
    ("array", SchemaType::Array),
    ("object", SchemaType::Object),
];

/// A schema without any rule.
pub(crate) fn blank(span: Span, pointer: String) -> Schema {
    Schema {
        span,
        pointer,
        name: None,
        title: None,
        description: None,
        kind: None,
        nullable: false,
        nullable_without_type: None,
        format: None,
        enumeration: None,
        default: None,
        example: None,
        further_examples: Vec::new(),
        min_length: None,
        max_length: None,
        pattern: None,
        minimum: None,
        exclusive_minimum: false,
        maximum: None,
        exclusive_maximum: false,
        multiple_of: None,
        items: None,
        prefix_items: Vec::new(),
        contains: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        properties: Vec::new(),
        required: Vec::new(),
        additional_properties: AdditionalProperties::Unstated,
        pattern_properties: Vec::new(),
        property_names: None,
        dependent_required: Vec::new(),
        dependent_schemas: Vec::new(),
        min_properties: None,
        max_properties: None,
        all_of: None,
        one_of: None,
        any_of: None,
        not: None,
        condition: None,
        discriminator: None,
        read_only: false,
        write_only: false,
        deprecated: false,
        table: None,
        column: None,
    }
}

impl<'a> Reader<'a> {
    /// Reads a schema that has got its number.
    pub(crate) fn schema_object(&mut self, cursor: &Cursor<'a, '_>, schema: &mut Schema) {
        if let Value::Bool(allows) = cursor.node.value
            && self.version >= Version::V31
        {
            self.boolean_schema(cursor, allows, schema);
            return;
        }
        let Some(mut fields) = self.fields(cursor, &shape::SCHEMA) else {
            return;
        };
        if self.version == Version::V30 && fields.has("$ref") {
            self.stored_reference(cursor, fields, schema);
            return;
        }
        self.types(cursor, &mut fields, schema);
        self.annotations(cursor, &mut fields, schema);
        self.enumeration(&mut fields, schema);
        self.numbers(&mut fields, schema);
        schema.min_length = self.count(fields.take("minLength"));
        schema.max_length = self.count(fields.take("maxLength"));
        schema.pattern = self.text(fields.take("pattern"));
        self.arrays(cursor, &mut fields, schema);
        self.objects(cursor, &mut fields, schema);
        self.composition(cursor, &mut fields, schema);
        schema.table = self.table_extension(&mut fields);
        schema.column = self.column_extension(&mut fields);
        if self.version >= Version::V31 {
            self.keywords_of_3_1(cursor, &mut fields, schema);
        } else if cursor.place.is_other_document() {
            // Files of schemas keep their parts where JSON Schema has a place for them, whatever the version.
            self.definitions(cursor, &mut fields, "definitions");
            self.definitions(cursor, &mut fields, "$defs");
        }
        self.finish_schema(fields);
    }

    fn types(&mut self, cursor: &Cursor<'a, '_>, fields: &mut Fields<'a>, schema: &mut Schema) {
        let kind = fields.take("type");
        let nullable = fields.take("nullable");
        schema.format = self.text(fields.take("format"));
        if self.version >= Version::V31 {
            self.types_of_3_1(cursor, kind, schema);
            if let Some(entry) = nullable {
                let help = "write `type: [string, \"null\"]`, with the type in place of `string`";
                self.ignored(entry, "OpenAPI 3.1 does not know it", help);
            }
            return;
        }
        if let Some(entry) = kind {
            schema.kind = match &entry.node.value {
                Value::Array(_) => {
                    let message = format!(
                        "a list of types belongs to OpenAPI 3.1, and this document is of {}",
                        self.version_text
                    );
                    let help = "write one type, and `nullable: true` where null is allowed";
                    self.report(
                        &codes::KEY_OF_ANOTHER_VERSION,
                        entry.key_span,
                        message,
                        help,
                    );
                    None
                }
                Value::String(text) if text == "null" => {
                    let message = format!(
                        "the type `null` belongs to OpenAPI 3.1, and this document is of {}",
                        self.version_text
                    );
                    self.report(
                        &codes::KEY_OF_ANOTHER_VERSION,
                        entry.node.span,
                        message,
                        "write `nullable: true` beside another type",
                    );
                    None
                }
                _ => self.schema_type(entry),
            };
        }
        let Some(nullable) = self.flag(nullable).filter(|flag| flag.value) else {
            return;
        };
        if kind.is_some() {
            schema.nullable = true;
        } else {
            schema.nullable_without_type = Some(nullable.span);
            self.report(
                &codes::IGNORED_KEY,
                nullable.span,
                "`nullable` has no effect: no `type` stands beside it",
                "add `type`, or make the schema nullable that is referred to",
            );
        }
    }

    fn schema_type(&mut self, entry: &'a Entry) -> Option<Located<SchemaType>> {
        self.choice(Some(entry), &TYPES).map(|value| Located {
            value,
            span: entry.node.span,
        })
    }

    fn annotations(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
        schema: &mut Schema,
    ) {
        schema.title = self.text(fields.take("title"));
        schema.description = self.text(fields.take("description"));
        schema.default = fields.take("default").map(|entry| entry.node.clone());
        schema.example = fields.take("example").map(|entry| entry.node.clone());
        schema.deprecated = self.is_set(fields.take("deprecated"));
        let read_only = fields.take("readOnly");
        let write_only = fields.take("writeOnly");
        schema.read_only = self.is_set(read_only);
        schema.write_only = self.is_set(write_only);
        if let (Some(read), Some(write), true, true) =
            (read_only, write_only, schema.read_only, schema.write_only)
        {
            self.exclusive(fields, read, write);
        }
        self.external_docs(cursor, fields);
        if let Some(mut xml) = fields
            .take("xml")
            .and_then(|entry| self.fields(&cursor.child(entry), &shape::XML))
        {
            for key in ["name", "namespace", "prefix"] {
                self.text(xml.take(key));
            }
            for key in ["attribute", "wrapped"] {
                self.flag(xml.take(key));
            }
            self.documentation_of_3_2(&mut xml, &["nodeType"]);
            self.finish(xml);
        }
    }

    fn arrays(&mut self, cursor: &Cursor<'a, '_>, fields: &mut Fields<'a>, schema: &mut Schema) {
        let items = fields.take("items");
        schema.items = items.and_then(|entry| self.items(cursor, entry, schema));
        schema.min_items = self.count(fields.take("minItems"));
        schema.max_items = self.count(fields.take("maxItems"));
        schema.unique_items = self.is_set(fields.take("uniqueItems"));
        let is_array = schema
            .kind
            .as_ref()
            .is_some_and(|kind| kind.value == SchemaType::Array);
        if is_array && items.is_none() && self.version == Version::V30 {
            let span = schema.kind.as_ref().map_or(schema.span, |kind| kind.span);
            let help = "add `items`; without it the items may be anything";
            self.report(
                &codes::ARRAY_WITHOUT_ITEMS,
                span,
                "the array has no `items`",
                help,
            );
        }
    }

    fn items(
        &mut self,
        cursor: &Cursor<'a, '_>,
        entry: &'a Entry,
        schema: &mut Schema,
    ) -> Option<SchemaId> {
        if let Value::Array(first) = &entry.node.value {
            // Until draft 2019-09 of JSON Schema this was how `prefixItems` was written.
            let message = "`items` is a list of schemas, where one schema belongs";
            let help = "it is taken for `prefixItems`; write that, or one schema for all items";
            self.report_as(
                Severity::Warning,
                &codes::WRONG_TYPE,
                entry.key_span,
                message,
                help,
            );
            let holder = cursor.child(entry);
            let first = first.iter().enumerate();
            schema.prefix_items = first
                .map(|(index, item)| self.schema_id(&holder.item(index, item)))
                .collect();
            return None;
        }
        Some(self.schema_id(&cursor.child(entry)))
    }

    fn objects(&mut self, cursor: &Cursor<'a, '_>, fields: &mut Fields<'a>, schema: &mut Schema) {
        if let Some((entry, object)) = self.object(fields.take("properties")) {
            let holder = cursor.child(entry);
            let properties = object.entries.iter();
            schema.properties = properties
                .map(|property| {
                    let name = Located {
                        value: property.key.clone(),
                        span: property.key_span,
                    };
                    (name, self.schema_id(&holder.child(property)))
                })
                .collect();
        }
        schema.required = self.required_properties(cursor, fields);
        schema.min_properties = self.count(fields.take("minProperties"));
        schema.max_properties = self.count(fields.take("maxProperties"));
        if let Some(entry) = fields.take("additionalProperties") {
            schema.additional_properties = match &entry.node.value {
                Value::Bool(true) => AdditionalProperties::Allowed(entry.node.span),
                Value::Bool(false) => AdditionalProperties::Refused(entry.node.span),
                Value::Object(object) if object.entries.is_empty() => {
                    AdditionalProperties::Allowed(entry.node.span)
                }
                Value::Object(_) => AdditionalProperties::Schema(
                    self.schema_id(&cursor.child(entry)),
                    entry.key_span,
                ),
                _ => {
                    let wanted = "`true`, `false` or a schema";
                    self.wrong_type(
                        &entry.node,
                        entry.key_span,
                        "`additionalProperties`",
                        wanted,
                    );
                    AdditionalProperties::Unstated
                }
            };
        }
    }

    fn required_properties(
        &mut self,
        cursor: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Located<String>> {
        let Some(entry) = fields.take("required") else {
            return Vec::new();
        };
        if entry.node.as_bool().is_some() {
            let message =
                "`required` of a schema is a boolean, where an array of property names belongs";
            let help = "list the property's name under `required` of the object that has it";
            self.report(&codes::WRONG_TYPE, entry.node.span, message, help);
            return Vec::new();
        }
        let Some((_, items)) = self.array(Some(entry)) else {
            return Vec::new();
        };
        let holder = cursor.child(entry);
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        let mut required = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let Some(name) =
                self.item_text(&holder.item(index, item), "the name of a required property")
            else {
                continue;
            };
            if let Some(first) = known.get(&name.value) {
                let message = format!("`{}` is listed twice under `required`", name.value);
                let finding = Diagnostic::new(
                    &codes::DUPLICATE_NAME,
                    name.span,
                    message,
                    "keep one of the two",
                );
                self.findings
                    .push(finding.with_related(*first, "the first is here"));
                continue;
            }
            known.insert(name.value.clone(), name.span);
            required.push(name);
        }
        required
    }
}
