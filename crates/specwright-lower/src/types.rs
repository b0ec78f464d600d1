//! Schemas → types, one type for each schema and side that differ.

use crate::view::{Contents, Side, View};
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{
    Additional, ChoiceValue, Constant, IntegerWidth, Property, Record, Shape, Slot, Storage,
    StoredAs, TextFormat, TextRule, Type, TypeId, TypeName,
};
use specwright_openapi::{
    AdditionalProperties, Description, Schema, SchemaId, SchemaType, TableExtension,
};
use specwright_source::{Located, Value};
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
            Some(name) => std::iter::once(name.value.clone())
                .chain(view.suffix().map(str::to_owned))
                .collect(),
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

    fn shape(&mut self, schema: &'a Schema, side: Side, words: &[String]) -> Shape {
        if let Some((keyword, span)) = unsupported_composition(schema) {
            self.report(
                Diagnostic::new(
                    &codes::UNSUPPORTED_COMPOSITION,
                    span,
                    format!("`{keyword}` cannot be enforced yet"),
                    "describe the value with one schema, or leave the operation out until unions are supported",
                )
                .with_label("not supported"),
            );
            return Shape::Free;
        }
        if schema.all_of.is_some() {
            return self.all_of(schema, side, words);
        }
        let kind = match (&schema.kind, schema.properties.first()) {
            (Some(kind), _) => kind.value,
            (None, Some((property, _))) => {
                self.report(Diagnostic::new(
                    &codes::TYPE_ASSUMED,
                    property.span,
                    "a schema with `properties` has no `type`, and is taken as an object",
                    "add `type: object`",
                ));
                SchemaType::Object
            }
            (None, None) if schema.items.is_some() => SchemaType::Array,
            (None, None) if schema.enumeration.is_some() => SchemaType::String,
            (None, None) => {
                self.name_untyped_keywords(schema);
                return Shape::Free;
            }
        };
        self.name_idle_keywords(schema, kind);
        if let Some(values) = &schema.enumeration {
            return self.choice(values, kind);
        }
        match kind {
            SchemaType::Boolean => Shape::Boolean,
            SchemaType::Integer => {
                let width = match schema.format.as_ref().map(|format| format.value.as_str()) {
                    Some("int32") => IntegerWidth::Bits32,
                    _ => IntegerWidth::Bits64,
                };
                self.name_unchecked_format(schema, &["int32", "int64"]);
                Shape::Integer(width, self.integer_rule(schema, width))
            }
            SchemaType::Number => {
                self.name_unchecked_format(schema, &["float", "double", "decimal"]);
                let rule = Self::number_rule(schema);
                if format_is(schema, "decimal") {
                    Shape::Decimal(rule)
                } else {
                    Shape::Float(rule)
                }
            }
            SchemaType::String => self.text(schema),
            SchemaType::Array => self.list(schema, side, words),
            SchemaType::Object => self.object(schema, side, words),
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

    fn choice(
        &mut self,
        values: &Located<Vec<specwright_source::Node>>,
        kind: SchemaType,
    ) -> Shape {
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
        let path: Vec<&str> = words.iter().map(String::as_str).chain(["item"]).collect();
        let item = match schema.items {
            Some(items) => self.slot(items, side, &path),
            None => self.free(schema.span),
        };
        Shape::List {
            item,
            count: self.item_count(schema),
            unique: schema.unique_items,
        }
    }

    fn object(&mut self, schema: &'a Schema, side: Side, words: &[String]) -> Shape {
        let count = self.property_count(schema);
        let value_path: Vec<&str> = words.iter().map(String::as_str).chain(["value"]).collect();
        if schema.properties.is_empty() && schema.required.is_empty() {
            let value = match schema.additional_properties {
                AdditionalProperties::Schema(value, _) => self.slot(value, side, &value_path),
                AdditionalProperties::Unstated | AdditionalProperties::Allowed(_) => {
                    self.free(schema.span)
                }
                AdditionalProperties::Refused(_) => {
                    return Shape::Record(Record {
                        properties: Vec::new(),
                        additional: Additional::Refused,
                        count,
                    });
                }
            };
            return Shape::Map { value, count };
        }
        let additional = match schema.additional_properties {
            AdditionalProperties::Unstated => Additional::Ignored,
            AdditionalProperties::Allowed(span) => Additional::Kept(self.free(span)),
            AdditionalProperties::Refused(_) => Additional::Refused,
            AdditionalProperties::Schema(value, _) => {
                Additional::Kept(self.slot(value, side, &value_path))
            }
        };
        let mut properties = self.properties(schema, side, words);
        for name in &schema.required {
            let known = schema
                .properties
                .iter()
                .any(|(property, _)| property.value == name.value);
            if !known {
                properties.push(self.unlisted_property(name));
            }
        }
        Shape::Record(Record {
            properties,
            additional,
            count,
        })
    }

    /// A name in `required` that `properties` does not list: it must be there, and may be anything.
    pub(crate) fn unlisted_property(&mut self, name: &Located<String>) -> Property {
        Property {
            span: name.span,
            wire: name.value.clone(),
            description: None,
            deprecated: false,
            slot: self.free(name.span),
            required: true,
            default: None,
            stored_as: None,
        }
    }

    /// The properties of a schema that the side sees.
    pub(crate) fn properties(
        &mut self,
        schema: &'a Schema,
        side: Side,
        words: &[String],
    ) -> Vec<Property> {
        let mut properties = Vec::with_capacity(schema.properties.len());
        for (name, id) in &schema.properties {
            let of = self.api.schema(*id);
            let hidden = if side == Side::Response {
                of.write_only
            } else {
                of.read_only
            };
            if hidden {
                continue;
            }
            let path: Vec<&str> = words
                .iter()
                .map(String::as_str)
                .chain([name.value.as_str()])
                .collect();
            let slot = self.slot(*id, side, &path);
            properties.push(Property {
                span: name.span,
                wire: name.value.clone(),
                description: description(of),
                deprecated: of.deprecated,
                slot,
                required: schema
                    .required
                    .iter()
                    .any(|required| required.value == name.value),
                default: if side == Side::Patch {
                    None
                } else {
                    self.constant(of, slot)
                },
                stored_as: stored_as(of.column.as_ref()),
            });
        }
        properties
    }

    /// The default of a schema as a constant of its type.
    pub(crate) fn constant(&mut self, schema: &Schema, slot: Slot) -> Option<Constant> {
        let default = schema.default.as_ref()?;
        let constant = match (&default.value, &self.types[slot.id.0].shape) {
            (Value::Null, _) if slot.nullable => Some(Constant::Null),
            (Value::String(text), Shape::Text(_)) => Some(Constant::Text(text.clone())),
            (Value::String(text), Shape::Choice(choices))
                if choices.iter().any(|choice| choice.wire == *text) =>
            {
                Some(Constant::Text(text.clone()))
            }
            (Value::Bool(value), Shape::Boolean) => Some(Constant::Bool(*value)),
            (Value::Number(number), Shape::Integer(..)) => number
                .as_i64()
                .map(|value| Constant::Number(value.to_string())),
            (Value::Number(number), Shape::Float(_)) => {
                Some(Constant::Number(number.text().to_owned()))
            }
            (Value::Array(items), Shape::List { .. }) if items.is_empty() => {
                Some(Constant::EmptyList)
            }
            (Value::Object(object), Shape::Map { .. }) if object.entries.is_empty() => {
                Some(Constant::EmptyMap)
            }
            _ => None,
        };
        if constant.is_none() {
            self.report(Diagnostic::new(
                &codes::UNSUPPORTED_DEFAULT,
                default.span,
                format!("{} cannot be filled in as a default here", default.type_name()),
                "give a default of the schema's own type (a scalar, `null` where it is nullable, `[]` or `{}`), or leave it out",
            ));
        }
        constant
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

    fn name_untyped_keywords(&mut self, schema: &Schema) {
        let limits = [
            ("minLength", schema.min_length.as_ref().map(|it| it.span)),
            ("maxLength", schema.max_length.as_ref().map(|it| it.span)),
            ("pattern", schema.pattern.as_ref().map(|it| it.span)),
            ("minimum", schema.minimum.as_ref().map(|it| it.span)),
            ("maximum", schema.maximum.as_ref().map(|it| it.span)),
            ("multipleOf", schema.multiple_of.as_ref().map(|it| it.span)),
            ("required", schema.required.first().map(|it| it.span)),
        ];
        for (keyword, span) in limits
            .into_iter()
            .filter_map(|(keyword, span)| Some((keyword, span?)))
        {
            self.report(Diagnostic::new(
                &codes::UNSUPPORTED_COMPOSITION,
                span,
                format!("`{keyword}` without a `type` cannot be enforced yet"),
                "add the `type` that the keyword is about",
            ));
        }
    }

    fn name_unchecked_format(&mut self, schema: &Schema, known: &[&str]) {
        if let Some(format) = &schema.format
            && !known.contains(&format.value.as_str())
        {
            self.report(Diagnostic::new(
                &codes::FORMAT_NOT_CHECKED,
                format.span,
                format!("the format `{}` is not checked", format.value),
                "add a `pattern` if the value must have a syntax",
            ));
        }
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

fn unsupported_composition(schema: &Schema) -> Option<(&'static str, Span)> {
    schema
        .one_of
        .as_ref()
        .map(|members| ("oneOf", members.span))
        .or_else(|| {
            schema
                .any_of
                .as_ref()
                .map(|members| ("anyOf", members.span))
        })
        .or_else(|| schema.not.as_ref().map(|not| ("not", not.span)))
        .or_else(|| {
            schema
                .discriminator
                .as_ref()
                .map(|discriminator| ("discriminator", discriminator.span))
        })
}
