//! A schema → a value that keeps it.

use super::conform::{conforms, is_multiple};
use super::formats;
use serde_json::{Map, Value};
use specwright_openapi::{Description, Schema, SchemaId, SchemaType};
use std::collections::BTreeMap;

/// Beyond this depth an optional part is left out.
const DEPTH_LIMIT: usize = 8;

/// Texts that common patterns match, tried in turn where a schema has a pattern and no example.
const CANDIDATES: &[&str] = &[
    "a",
    "A",
    "0",
    "1",
    "aa",
    "AA",
    "ab1",
    "A1",
    "abc",
    "abcdefgh",
    "a-b",
    "a_b",
    "en",
    "en-GB",
    "EUR",
    "00",
    "01",
    "12345",
    "0.00",
    "1.00",
    "2026-01",
    "#808080",
    "+441234567890",
    "v1.0.0",
    "a@b.org",
    "/a",
    "https://example.org/",
    "Passw0rd!",
    "Passw0rd!Passw0rd!",
];

/// Which properties a sample has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Those that are required.
    Required,
    /// All that may be written.
    Full,
}

/// Makes values.
pub(super) struct Sampler<'d> {
    pub(super) description: &'d Description,
    /// Values that exist in the database, under the names of the properties and parameters that hold them.
    pub(super) known: &'d BTreeMap<String, Value>,
    pub(super) extent: Extent,
}

impl Sampler<'_> {
    /// A value that keeps the schema, if one is found.
    pub(super) fn value(&self, schema: SchemaId) -> Option<Value> {
        self.at(schema, None, 0)
            .filter(|value| conforms(self.description, schema, value))
    }

    /// A value for a property or a parameter of that name.
    pub(super) fn named(&self, name: &str, schema: SchemaId) -> Option<Value> {
        self.at(schema, Some(name), 0)
            .filter(|value| conforms(self.description, schema, value))
    }

    fn at(&self, id: SchemaId, name: Option<&str>, depth: usize) -> Option<Value> {
        let schema = self.description.schema(id);
        if let Some(value) = name
            .and_then(|name| self.known.get(name))
            .filter(|value| conforms(self.description, id, value))
        {
            return Some(value.clone());
        }
        let given = [schema.example.as_ref(), schema.default.as_ref()]
            .into_iter()
            .flatten();
        let given = given.chain(schema.enumeration.iter().flat_map(|values| &values.value));
        let mut given = given.filter_map(|node| serde_json::from_str(&node.to_json()).ok());
        let is_row = schema
            .format
            .as_ref()
            .is_some_and(|format| format.value == "uuid");
        // An example of a key names no row that exists.
        if let Some(value) = given.find(|value| !is_row && conforms(self.description, id, value)) {
            return Some(value);
        }
        match schema.kind.as_ref().map(|kind| kind.value) {
            Some(SchemaType::String) => text(schema),
            Some(SchemaType::Integer) => number(schema, true),
            Some(SchemaType::Number) => number(schema, false),
            Some(SchemaType::Boolean) => Some(Value::Bool(true)),
            Some(SchemaType::Array) => self.array(schema, depth),
            Some(SchemaType::Object) => self.object(schema, depth),
            None => self.untyped(schema, depth),
        }
    }

    fn untyped(&self, schema: &Schema, depth: usize) -> Option<Value> {
        if let Some(parts) = &schema.all_of {
            let parts = parts
                .value
                .iter()
                .map(|part| self.at(*part, None, depth + 1));
            let mut whole = Map::new();
            for part in parts {
                whole.extend(part?.as_object()?.clone());
            }
            return Some(Value::Object(whole));
        }
        let choices = schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .flat_map(|choices| &choices.value);
        let mut choices = choices.map(|choice| self.at(*choice, None, depth + 1));
        if schema.properties.is_empty() {
            return choices
                .find_map(|choice| choice)
                .or(Some(Value::Object(Map::new())));
        }
        self.object(schema, depth)
    }

    fn array(&self, schema: &Schema, depth: usize) -> Option<Value> {
        let least = schema.min_items.as_ref().map_or(0, |least| least.value);
        let wanted = if self.extent == Extent::Full && depth < DEPTH_LIMIT {
            least.max(1)
        } else {
            least
        };
        let wanted = wanted.min(
            schema
                .max_items
                .as_ref()
                .map_or(u64::MAX, |most| most.value),
        );
        let Some(of) = schema.items else {
            return Some(Value::Array(vec![
                Value::Bool(true);
                usize::try_from(wanted).ok()?
            ]));
        };
        if wanted == 0 || depth > 4 * DEPTH_LIMIT {
            return Some(Value::Array(Vec::new()));
        }
        let item = self.at(of, None, depth + 1)?;
        Some(Value::Array(vec![item; usize::try_from(wanted).ok()?]))
    }

    fn object(&self, schema: &Schema, depth: usize) -> Option<Value> {
        if depth > 4 * DEPTH_LIMIT {
            return None;
        }
        let mut object = Map::new();
        for (name, property) in &schema.properties {
            let required = schema
                .required
                .iter()
                .any(|required| required.value == name.value);
            let written = !self.description.schema(*property).read_only;
            let wanted = self.extent == Extent::Full && depth < DEPTH_LIMIT;
            if !written || !(required || wanted) {
                continue;
            }
            match self.at(*property, Some(&name.value), depth + 1) {
                // A key of a row that nobody knows would only be refused.
                Some(_) if !required && self.is_unknown_row(&name.value, *property) => {}
                Some(value) => drop(object.insert(name.value.clone(), value)),
                None if required => return None,
                None => {}
            }
        }
        Some(Value::Object(object))
    }

    fn is_unknown_row(&self, name: &str, property: SchemaId) -> bool {
        let format = self.description.schema(property).format.as_ref();
        format.is_some_and(|format| format.value == "uuid") && !self.known.contains_key(name)
    }
}

fn text(schema: &Schema) -> Option<Value> {
    let least = usize::try_from(schema.min_length.as_ref().map_or(0, |least| least.value)).ok()?;
    let most = schema
        .max_length
        .as_ref()
        .map_or(u64::MAX, |most| most.value);
    if let Some(pattern) = &schema.pattern {
        let fits = |text: &&&str| {
            let length = text.chars().count();
            length >= least
                && length as u64 <= most
                && super::conform::matches(&pattern.value, text) == Some(true)
        };
        return CANDIDATES.iter().find(fits).map(|text| Value::from(*text));
    }
    if let Some(text) = schema
        .format
        .as_ref()
        .and_then(|format| formats::sample(&format.value))
    {
        return Some(Value::from(text));
    }
    // A megabyte of text proves no more than a few letters.
    (least <= 1 << 20).then(|| Value::from("a".repeat(least.max(usize::from(most > 0)))))
}

fn number(schema: &Schema, whole: bool) -> Option<Value> {
    let free = if whole { 1.0 } else { 0.5 };
    let step = schema
        .multiple_of
        .as_ref()
        .map_or(free, |of| of.value.as_f64());
    let least = schema.minimum.as_ref().map(|least| least.value.as_f64());
    let most = schema.maximum.as_ref().map(|most| most.value.as_f64());
    let start = least.or(most.map(|most| most.min(0.0))).unwrap_or(0.0);
    let fits = |value: f64| {
        let above = least
            .is_none_or(|least| value > least || (value >= least && !schema.exclusive_minimum));
        let below =
            most.is_none_or(|most| value < most || (value <= most && !schema.exclusive_maximum));
        let multiple = schema
            .multiple_of
            .as_ref()
            .is_none_or(|of| is_multiple(&value.to_string(), of.value.text()) != Some(false));
        above && below && multiple && (!whole || value.fract() == 0.0)
    };
    let first = (start / step).floor();
    let tries = (0..4)
        .map(|at| (first + f64::from(at)) * step)
        .chain([start, 1.0, 0.0, -1.0]);
    let value = tries.into_iter().find(|value| fits(*value))?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a sample is small, and has no fraction where it is whole"
    )]
    if whole {
        Some(Value::from(value as i64))
    } else {
        Some(Value::from(value))
    }
}
