//! A schema as JSON → the assertions that an emitted service holds for it.

use serde_json::{Map, Value};
use specwright_runtime::{Assertion, Format, Pattern, Schema, Types};
use std::cell::Cell;

/// Makes schemas of one document. They live as long as the process, as those of a service do.
pub struct Builder<'d> {
    document: &'d Value,
    /// So many references may be followed into one another: schemas that are data in memory cannot hold themselves.
    references: usize,
}

const MAX_REFERENCES: usize = 6;

impl<'d> Builder<'d> {
    pub fn new(document: &'d Value) -> Self {
        Self {
            document,
            references: MAX_REFERENCES,
        }
    }

    pub fn schema(&self) -> &'static Schema {
        self.of(self.document)
    }

    fn of(&self, schema: &Value) -> &'static Schema {
        let Value::Object(keywords) = schema else {
            return if schema == &Value::Bool(false) {
                &Schema::NEVER
            } else {
                &Schema::ANY
            };
        };
        // In draft 4 nothing stands beside a reference.
        if let Some(Value::String(reference)) = keywords.get("$ref") {
            let Some(references) = self.references.checked_sub(1) else {
                return &Schema::ANY;
            };
            let target = self.resolve(reference);
            let document = self.document;
            return Builder {
                document,
                references,
            }
            .of(target);
        }
        let mut assertions = Vec::new();
        for (keyword, value) in keywords {
            self.push(keyword, value, keywords, &mut assertions);
        }
        leak(Schema(leak_list(assertions)))
    }

    fn resolve(&self, reference: &str) -> &'d Value {
        let pointer = reference.strip_prefix('#').expect("a local reference");
        let pointer = pointer.replace("%25", "%").replace("%22", "\"");
        self.document.pointer(&pointer).expect("a target")
    }

    fn push(
        &self,
        keyword: &str,
        value: &Value,
        siblings: &Map<String, Value>,
        out: &mut Vec<Assertion>,
    ) {
        let is_set = |name| siblings.get(name) == Some(&Value::Bool(true));
        out.push(match keyword {
            "type" => Assertion::Types(types(value)),
            "enum" => {
                let texts = value.as_array().unwrap().iter();
                Assertion::Enum(leak_list(texts.map(text).collect()))
            }
            "minLength" => Assertion::MinLength(count(value)),
            "maxLength" => Assertion::MaxLength(count(value)),
            "minItems" => Assertion::MinItems(count(value)),
            "maxItems" => Assertion::MaxItems(count(value)),
            "minProperties" => Assertion::MinProperties(count(value)),
            "maxProperties" => Assertion::MaxProperties(count(value)),
            "pattern" => Assertion::Pattern(pattern(value.as_str().unwrap())),
            "format" => match value.as_str().and_then(format) {
                Some(format) => Assertion::Format(format),
                None => return,
            },
            "minimum" if is_set("exclusiveMinimum") => Assertion::ExclusiveMinimum(text(value)),
            "minimum" => Assertion::Minimum(text(value)),
            "maximum" if is_set("exclusiveMaximum") => Assertion::ExclusiveMaximum(text(value)),
            "maximum" => Assertion::Maximum(text(value)),
            "multipleOf" => Assertion::MultipleOf(text(value)),
            "uniqueItems" if value == &Value::Bool(true) => Assertion::UniqueItems,
            "items" => match value {
                Value::Array(prefix) => Assertion::PrefixItems(self.list(prefix)),
                schema => Assertion::Items(self.of(schema)),
            },
            "additionalItems" if siblings.get("items").is_some_and(Value::is_array) => {
                Assertion::Items(self.of(value))
            }
            "required" => {
                let names = value.as_array().unwrap().iter();
                let names = names.map(|name| leak_text(name.as_str().unwrap()));
                Assertion::Required(leak_list(names.collect()))
            }
            "properties" => Assertion::Properties(self.named(value)),
            "patternProperties" => {
                let patterns = value.as_object().unwrap().iter();
                let patterns = patterns.map(|(source, schema)| (pattern(source), self.of(schema)));
                Assertion::PatternProperties(leak_list(patterns.collect()))
            }
            "additionalProperties" => Assertion::AdditionalProperties(self.of(value)),
            "allOf" => Assertion::AllOf(self.list(value.as_array().unwrap())),
            "anyOf" => Assertion::AnyOf(self.list(value.as_array().unwrap())),
            "oneOf" => Assertion::OneOf(self.list(value.as_array().unwrap())),
            "not" => Assertion::Not(self.of(value)),
            // A part of another keyword, a word about the schema, or no keyword.
            _ => return,
        });
    }

    fn list(&self, schemas: &[Value]) -> &'static [&'static Schema] {
        leak_list(schemas.iter().map(|schema| self.of(schema)).collect())
    }

    fn named(&self, schemas: &Value) -> &'static [(&'static str, &'static Schema)] {
        let schemas = schemas.as_object().unwrap().iter();
        let schemas = schemas.map(|(name, schema)| (leak_text(name), self.of(schema)));
        leak_list(schemas.collect())
    }
}

fn types(value: &Value) -> Types {
    match value {
        Value::Array(list) => list
            .iter()
            .map(types)
            .reduce(Types::or)
            .expect("a list of types is not empty"),
        name => match name.as_str().unwrap() {
            "null" => Types::NULL,
            "boolean" => Types::BOOLEAN,
            "integer" => Types::INTEGER,
            "number" => Types::NUMBER,
            "string" => Types::STRING,
            "array" => Types::ARRAY,
            "object" => Types::OBJECT,
            other => panic!("{other} is no type"),
        },
    }
}

fn format(name: &str) -> Option<Format> {
    Format::ALL
        .iter()
        .copied()
        .find(|format| format.name() == name)
}

fn count(value: &Value) -> u32 {
    let count = value.as_f64().unwrap();
    format!("{count:.0}").parse().unwrap()
}

fn text(value: &Value) -> &'static str {
    leak_text(&value.to_string())
}

fn pattern(source: &str) -> &'static Pattern {
    leak(Pattern::new(leak_text(source)))
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn leak_list<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}

fn leak_text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

thread_local! {
    /// The schema for a reader, which is a function and holds nothing.
    pub static CURRENT: Cell<&'static Schema> = const { Cell::new(&Schema::ANY) };
}
