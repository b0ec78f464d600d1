//! A value and a schema → where the value breaks the schema.

use super::formats;
use serde_json::Value;
use specwright_openapi::{AdditionalProperties, Description, Schema, SchemaId, SchemaType};
use specwright_pattern::Engine;
use specwright_source::Number;

/// Beyond this depth a value is not looked at: no answer of a service is so deep.
const DEPTH_LIMIT: usize = 64;

/// The violations, each with its JSON Pointer; empty where the value keeps the schema.
pub(super) fn violations(
    description: &Description,
    schema: SchemaId,
    value: &Value,
) -> Vec<String> {
    let mut check = Check {
        description,
        found: Vec::new(),
    };
    check.schema(schema, value, "", 0);
    check.found
}

/// Whether the value keeps the schema.
pub(super) fn conforms(description: &Description, schema: SchemaId, value: &Value) -> bool {
    violations(description, schema, value).is_empty()
}

struct Check<'d> {
    description: &'d Description,
    found: Vec<String>,
}

impl<'d> Check<'d> {
    fn say(&mut self, pointer: &str, what: impl std::fmt::Display) {
        let place = if pointer.is_empty() {
            "the body"
        } else {
            pointer
        };
        self.found.push(format!("{place} {what}"));
    }

    fn schema(&mut self, id: SchemaId, value: &Value, pointer: &str, depth: usize) {
        let schema: &'d Schema = self.description.schema(id);
        if depth > DEPTH_LIMIT || (value.is_null() && schema.nullable) {
            return;
        }
        if let Some(values) = &schema.enumeration {
            let member = |node: &specwright_source::Node| {
                serde_json::from_str::<Value>(&node.to_json()).is_ok_and(|node| node == *value)
            };
            if !values.value.iter().any(member) {
                self.say(pointer, "is none of the values of `enum`");
            }
        }
        if let Some(kind) = &schema.kind
            && !has_type(value, kind.value)
        {
            self.say(
                pointer,
                format_args!("is {}, not {}", type_of(value), type_name(kind.value)),
            );
            return;
        }
        match value {
            Value::String(text) => self.string(schema, text, pointer),
            Value::Number(number) => self.number(schema, &number.to_string(), pointer),
            Value::Array(items) => self.array(schema, items, pointer, depth),
            Value::Object(object) => self.object(schema, object, pointer, depth),
            Value::Null | Value::Bool(_) => {}
        }
        self.combined(schema, value, pointer, depth);
    }

    fn string(&mut self, schema: &Schema, text: &str, pointer: &str) {
        let length = text.chars().count() as u64;
        if schema
            .min_length
            .as_ref()
            .is_some_and(|least| length < least.value)
        {
            self.say(pointer, "is shorter than `minLength`");
        }
        if schema
            .max_length
            .as_ref()
            .is_some_and(|most| length > most.value)
        {
            self.say(pointer, "is longer than `maxLength`");
        }
        if let Some(pattern) = &schema.pattern
            && matches(&pattern.value, text) == Some(false)
        {
            self.say(pointer, "does not match `pattern`");
        }
        if let Some(format) = &schema.format
            && !formats::keeps(&format.value, text)
        {
            self.say(pointer, format_args!("is no `{}`", format.value));
        }
    }

    fn number(&mut self, schema: &Schema, text: &str, pointer: &str) {
        let Some(number) = Number::parse(text) else {
            return;
        };
        let below =
            |least: &Number| number < *least || (schema.exclusive_minimum && number == *least);
        if schema
            .minimum
            .as_ref()
            .is_some_and(|least| below(&least.value))
        {
            self.say(pointer, "is less than `minimum`");
        }
        let above = |most: &Number| number > *most || (schema.exclusive_maximum && number == *most);
        if schema
            .maximum
            .as_ref()
            .is_some_and(|most| above(&most.value))
        {
            self.say(pointer, "is more than `maximum`");
        }
        if schema
            .multiple_of
            .as_ref()
            .is_some_and(|of| is_multiple(text, of.value.text()) == Some(false))
        {
            self.say(pointer, "is no multiple of `multipleOf`");
        }
        let range = match schema.format.as_ref().map(|format| format.value.as_str()) {
            Some("int32") => Some((i128::from(i32::MIN), i128::from(i32::MAX))),
            Some("int64") => Some((i128::from(i64::MIN), i128::from(i64::MAX))),
            _ => None,
        };
        if let (Some((least, most)), Some(value)) = (range, number.as_i128())
            && !(least..=most).contains(&value)
        {
            self.say(pointer, "is beyond the range of its format");
        }
    }

    fn array(&mut self, schema: &Schema, items: &[Value], pointer: &str, depth: usize) {
        let length = items.len() as u64;
        if schema
            .min_items
            .as_ref()
            .is_some_and(|least| length < least.value)
        {
            self.say(pointer, "has fewer items than `minItems`");
        }
        if schema
            .max_items
            .as_ref()
            .is_some_and(|most| length > most.value)
        {
            self.say(pointer, "has more items than `maxItems`");
        }
        if schema.unique_items
            && items
                .iter()
                .enumerate()
                .any(|(at, item)| items[..at].contains(item))
        {
            self.say(pointer, "has an item twice, against `uniqueItems`");
        }
        if let Some(of) = schema.items {
            for (at, item) in items.iter().enumerate() {
                self.schema(of, item, &format!("{pointer}/{at}"), depth + 1);
            }
        }
    }

    fn object(
        &mut self,
        schema: &Schema,
        object: &serde_json::Map<String, Value>,
        pointer: &str,
        depth: usize,
    ) {
        for name in &schema.required {
            if !object.contains_key(&name.value) {
                self.say(
                    pointer,
                    format_args!("lacks the required property `{}`", name.value),
                );
            }
        }
        let count = object.len() as u64;
        if schema
            .min_properties
            .as_ref()
            .is_some_and(|least| count < least.value)
        {
            self.say(pointer, "has fewer properties than `minProperties`");
        }
        if schema
            .max_properties
            .as_ref()
            .is_some_and(|most| count > most.value)
        {
            self.say(pointer, "has more properties than `maxProperties`");
        }
        for (name, value) in object {
            let place = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            let declared = schema
                .properties
                .iter()
                .find(|(property, _)| property.value == *name);
            match (declared, &schema.additional_properties) {
                (Some((_, property)), _) => self.schema(*property, value, &place, depth + 1),
                (None, AdditionalProperties::Schema(of, _)) => {
                    self.schema(*of, value, &place, depth + 1);
                }
                (None, AdditionalProperties::Refused(_)) => {
                    self.say(&place, "is no declared property");
                }
                (None, AdditionalProperties::Unstated | AdditionalProperties::Allowed(_)) => {}
            }
        }
    }

    fn combined(&mut self, schema: &Schema, value: &Value, pointer: &str, depth: usize) {
        for part in schema.all_of.iter().flat_map(|parts| &parts.value) {
            self.schema(*part, value, pointer, depth + 1);
        }
        let description = self.description;
        let keeps = |id: &&SchemaId| {
            let mut check = Check {
                description,
                found: Vec::new(),
            };
            check.schema(**id, value, pointer, depth + 1);
            check.found.is_empty()
        };
        if let Some(choices) = &schema.one_of
            && choices.value.iter().filter(keeps).count() != 1
        {
            self.say(pointer, "does not match exactly one schema of `oneOf`");
        }
        if let Some(choices) = &schema.any_of
            && !choices.value.iter().any(|id| keeps(&id))
        {
            self.say(pointer, "matches no schema of `anyOf`");
        }
        if let Some(refused) = &schema.not
            && keeps(&&refused.value)
        {
            self.say(pointer, "matches the schema of `not`");
        }
    }
}

/// Whether a text matches an expression of ECMA-262; `None` where the expression cannot be carried over.
pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let translated = specwright_pattern::translate(pattern).ok()?;
    match translated.engine {
        Engine::Linear => Some(regex::Regex::new(&translated.text).ok()?.is_match(text)),
        Engine::Backtracking => {
            let expression = fancy_regex::Regex::new(&translated.text).ok()?;
            expression.is_match(text).ok()
        }
    }
}

fn has_type(value: &Value, kind: SchemaType) -> bool {
    match kind {
        SchemaType::String => value.is_string(),
        SchemaType::Number => value.is_number(),
        SchemaType::Integer => {
            value.is_i64()
                || value.is_u64()
                || value.as_number().is_some_and(|number| {
                    Number::parse(&number.to_string()).is_some_and(|number| number.is_integer())
                })
        }
        SchemaType::Boolean => value.is_boolean(),
        SchemaType::Array => value.is_array(),
        SchemaType::Object => value.is_object(),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn type_name(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::String => "a string",
        SchemaType::Number => "a number",
        SchemaType::Integer => "an integer",
        SchemaType::Boolean => "a boolean",
        SchemaType::Array => "an array",
        SchemaType::Object => "an object",
    }
}

/// Whether one decimal is a multiple of another, exactly; `None` where they have too many digits.
pub(super) fn is_multiple(number: &str, of: &str) -> Option<bool> {
    let ((a, a_places), (b, b_places)) = (decimal(number)?, decimal(of)?);
    let places = a_places.max(b_places);
    let scaled = |value: i128, own: u32| value.checked_mul(10_i128.checked_pow(places - own)?);
    let of = scaled(b, b_places)?;
    (of != 0)
        .then(|| scaled(a, a_places).map(|number| number % of == 0))
        .flatten()
}

/// A decimal without exponent as a whole number and its places after the point.
fn decimal(text: &str) -> Option<(i128, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    Some((
        format!("{whole}{fraction}").parse().ok()?,
        u32::try_from(fraction.len()).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::{is_multiple, matches};

    #[test]
    fn patterns_that_look_around_or_back_are_judged() {
        let password = r"^(?=.*[0-9])(?!.*secret).{4,}$";
        for (pattern, text, matched) in [
            (password, "abc1", true),
            (password, "secret1", false),
            (r"^(.)\1$", "aa", true),
            (r"^(.)\1$", "ab", false),
            (r"^\d+$", "12", true),
        ] {
            assert_eq!(matches(pattern, text), Some(matched), "{pattern} {text}");
        }
    }

    #[test]
    fn multiples_of_decimals_are_exact() {
        assert_eq!(is_multiple("0.3", "0.1"), Some(true));
        assert_eq!(is_multiple("1.25", "0.25"), Some(true));
        assert_eq!(is_multiple("1.3", "0.25"), Some(false));
        assert_eq!(is_multiple("-6", "3"), Some(true));
        assert_eq!(is_multiple("1", "0"), None);
    }
}
