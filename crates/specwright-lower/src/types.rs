//! Schemas → types, one type for each schema and side that differ.

mod constants;
mod objects;

use crate::view::{Contents, Side, View};
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{
    ChoiceValue, IntegerWidth, Record, Shape, Slot, Storage, StoredAs, TextFormat, TextRule, Type,
    TypeId, TypeName,
};
use specwright_openapi::{
    AdditionalProperties, Description, Schema, SchemaId, SchemaType, TableExtension,
};
use specwright_source::{Located, Node, Value};
use std::collections::BTreeMap;

/// The types made so far, and the findings about them.
pub(crate) struct Lowering<'a> {
    pub(crate) api: &'a Description,
    pub(crate) storage: &'a Storage,
    pub(crate) types: Vec<Type>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    contents: Contents,
    /// The tables that schemas name by `x-table`.
    pub(crate) tables: BTreeMap<TypeId, &'a TableExtension>,
    made: BTreeMap<(SchemaId, View), Slot>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(api: &'a Description, storage: &'a Storage) -> Self {
        Self {
            api,
            storage,
            types: Vec::new(),
            diagnostics: Vec::new(),
            contents: Contents::of(api),
            tables: BTreeMap::new(),
            made: BTreeMap::new(),
        }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What a type is made of.
    pub(crate) fn shape_of(&self, id: TypeId) -> &Shape {
        &self.types[id.0].shape
    }

    /// The record of a type that was found to be one.
    pub(crate) fn record(&self, id: TypeId) -> &Record {
        let record = self.shape_of(id).as_record();
        record.expect("only what was found to be a record is bound")
    }

    /// The type of a schema as it is seen from a side. `path` names the way to it, for a schema without a name of its own.
    pub(crate) fn slot(&mut self, id: SchemaId, side: Side, path: &[&str]) -> Slot {
        let view = self.contents.view(id, side);
        if let Some(slot) = self.made.get(&(id, view)) {
            return *slot;
        }
        let schema = self.api.schema(id);
        if let Some(only) = wrapped(schema) {
            let slot = self.slot(only, side, path);
            self.made.insert((id, view), slot);
            return slot;
        }
        let words: Vec<String> = match &schema.name {
            Some(name) => {
                let words = std::iter::once(name.value.as_str()).chain(view.suffix());
                words.map(str::to_owned).collect()
            }
            None => path.iter().map(|word| (*word).to_owned()).collect(),
        };
        // The number is taken before the members are looked at, so that a schema may refer to itself.
        let slot = Slot {
            id: TypeId(self.types.len()),
            nullable: schema.nullable,
        };
        self.made.insert((id, view), slot);
        if let Some(table) = &schema.table {
            self.tables.insert(slot.id, table);
        }
        self.types.push(Type {
            span: schema.span,
            name: None,
            description: description(schema),
            deprecated: schema.deprecated,
            shape: Shape::Free,
        });
        let shape = self.shape(schema, side, &words);
        let type_ = &mut self.types[slot.id.0];
        if matches!(shape, Shape::Record(_) | Shape::Choice(_)) {
            let origin = format!(
                "{}{}",
                schema.pointer,
                view.suffix()
                    .map(|suffix| format!("#{suffix}"))
                    .unwrap_or_default()
            );
            type_.name = Some(TypeName { words, origin });
        }
        type_.shape = shape;
        slot
    }

    /// A type for values of any kind.
    pub(crate) fn free(&mut self, span: Span) -> Slot {
        let id = TypeId(self.types.len());
        self.types.push(Type {
            span,
            name: None,
            description: None,
            deprecated: false,
            shape: Shape::Free,
        });
        Slot {
            id,
            nullable: false,
        }
    }

    fn shape(&mut self, schema: &'a Schema, side: Side, words: &[String]) -> Shape {
        if let Some((keyword, span)) = unsupported_composition(schema) {
            self.refuse_composition(keyword, span);
            return Shape::Free;
        }
        if schema.all_of.is_some() {
            return self.all_of(schema, side, words);
        }
        let Some(kind) = self.kind(schema) else {
            self.name_untyped_keywords(schema);
            return Shape::Free;
        };
        self.name_idle_keywords(schema, kind);
        if let Some(values) = &schema.enumeration {
            return self.choice(values, kind);
        }
        match kind {
            SchemaType::Boolean => Shape::Boolean,
            SchemaType::Integer => self.integer(schema),
            SchemaType::Number => self.number(schema),
            SchemaType::String => self.text(schema),
            SchemaType::Array => self.list(schema, side, words),
            SchemaType::Object => self.object(schema, side, words),
        }
    }

    /// The type of a schema: as it says, or as its keywords tell.
    fn kind(&mut self, schema: &Schema) -> Option<SchemaType> {
        if let Some(kind) = &schema.kind {
            return Some(kind.value);
        }
        if let Some((property, _)) = schema.properties.first() {
            self.report(Diagnostic::new(
                &codes::TYPE_ASSUMED,
                property.span,
                "a schema with `properties` has no `type`, and is taken as an object",
                "add `type: object`",
            ));
            return Some(SchemaType::Object);
        }
        if schema.items.is_some() {
            Some(SchemaType::Array)
        } else {
            schema.enumeration.is_some().then_some(SchemaType::String)
        }
    }

    fn integer(&mut self, schema: &Schema) -> Shape {
        let width = if format_is(schema, "int32") {
            IntegerWidth::Bits32
        } else {
            IntegerWidth::Bits64
        };
        self.name_unchecked_format(schema, &["int32", "int64"]);
        Shape::Integer(width, self.integer_rule(schema, width))
    }

    fn number(&mut self, schema: &Schema) -> Shape {
        self.name_unchecked_format(schema, &["float", "double", "decimal"]);
        let rule = Self::number_rule(schema);
        if format_is(schema, "decimal") {
            Shape::Decimal(rule)
        } else {
            Shape::Float(rule)
        }
    }

    /// A format that has a type of its own has it only where no rule of text stands beside it, since those look at the text.
    fn text(&mut self, schema: &Schema) -> Shape {
        const FORMATS: &[&str] = &[
            "uuid",
            "date-time",
            "date",
            "time",
            "byte",
            "decimal",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "uri",
            "url",
            "uri-reference",
            "password",
            "binary",
        ];
        self.name_unchecked_format(schema, FORMATS);
        let rule = self.text_rule(schema);
        let plain = TextRule {
            format: None,
            ..rule.clone()
        } == TextRule::default();
        match rule.format {
            Some(TextFormat::Uuid) if plain => Shape::Uuid,
            Some(TextFormat::DateTime) if plain => Shape::Timestamp,
            Some(TextFormat::Date) if plain => Shape::Date,
            Some(TextFormat::Time) if plain => Shape::Time,
            Some(TextFormat::Byte) if plain => Shape::Bytes,
            None if format_is(schema, "decimal") => Shape::DecimalText(rule),
            _ => Shape::Text(rule),
        }
    }

    fn choice(&mut self, values: &Located<Vec<Node>>, kind: SchemaType) -> Shape {
        let mut choices: Vec<ChoiceValue> = Vec::new();
        for value in &values.value {
            match &value.value {
                Value::String(text) if kind == SchemaType::String => {
                    if choices.iter().all(|choice| choice.wire != *text) {
                        choices.push(ChoiceValue {
                            wire: text.clone(),
                            span: value.span,
                        });
                    }
                }
                Value::Null => {}
                _ => {
                    self.report(Diagnostic::new(
                        &codes::UNSUPPORTED_ENUM,
                        value.span,
                        format!("{} in an `enum` is not supported yet", value.type_name()),
                        "list strings, or describe the numbers by `minimum` and `maximum`",
                    ));
                    return Shape::Free;
                }
            }
        }
        Shape::Choice(choices)
    }

    fn list(&mut self, schema: &Schema, side: Side, words: &[String]) -> Shape {
        let item = match schema.items {
            Some(items) => self.slot(items, side, &longer(words, "item")),
            None => self.free(schema.span),
        };
        Shape::List {
            item,
            count: self.item_count(schema),
            unique: schema.unique_items,
        }
    }

    fn refuse_composition(&mut self, keyword: &str, span: Span) {
        self.report(
            Diagnostic::new(
                &codes::UNSUPPORTED_COMPOSITION,
                span,
                format!("`{keyword}` cannot be enforced yet"),
                "describe the value with one schema, or leave the operation out until unions are supported",
            )
            .with_label("not supported"),
        );
    }
}

/// What a schema says about itself.
pub(crate) fn description(schema: &Schema) -> Option<String> {
    schema
        .description
        .as_ref()
        .or(schema.title.as_ref())
        .map(|text| text.value.clone())
}

/// The column that `x-column` names.
pub(crate) fn stored_as(column: Option<&Located<String>>) -> Option<StoredAs> {
    column.map(|column| StoredAs {
        span: column.span,
        column: column.value.clone(),
    })
}

pub(crate) fn format_is(schema: &Schema, name: &str) -> bool {
    schema
        .format
        .as_ref()
        .is_some_and(|format| format.value == name)
}

/// The way to a part of a schema.
pub(crate) fn longer<'w>(words: &'w [String], word: &'w str) -> Vec<&'w str> {
    words.iter().map(String::as_str).chain([word]).collect()
}

/// The one schema that an `allOf` stands around to give it a description of its own, as `$ref` allows no siblings.
fn wrapped(schema: &Schema) -> Option<SchemaId> {
    let members = schema.all_of.as_ref()?;
    let [only] = members.value.as_slice() else {
        return None;
    };
    let alone = schema.kind.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.name.is_none()
        && schema.default.is_none()
        && schema.additional_properties == AdditionalProperties::Unstated
        && unsupported_composition(schema).is_none();
    alone.then_some(*only)
}

/// A keyword that joins schemas in a way that is not enforced yet.
pub(crate) fn unsupported_composition(schema: &Schema) -> Option<(&'static str, Span)> {
    let keywords = [
        ("oneOf", schema.one_of.as_ref().map(|it| it.span)),
        ("anyOf", schema.any_of.as_ref().map(|it| it.span)),
        ("not", schema.not.as_ref().map(|it| it.span)),
        (
            "discriminator",
            schema.discriminator.as_ref().map(|it| it.span),
        ),
    ];
    keywords
        .into_iter()
        .find_map(|(keyword, span)| Some((keyword, span?)))
}
