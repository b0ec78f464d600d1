//! Requests that the description refuses: each breaks one rule, and must be answered as invalid.

use super::exchange::Request;
use super::judge::{OF_HTTP, declared, name};
use super::sample::{Extent, Sampler};
use super::{Laws, is_json, method_word};
use crate::LiveError;
use serde_json::{Map, Value, json};
use specwright_diagnostics::codes;
use specwright_openapi::{AdditionalProperties, Location, Operation, Schema, SchemaId, SchemaType};
use specwright_source::Number;

/// A broken request: what is broken, and the value that breaks it.
type Broken = (String, Value);

impl Laws<'_> {
    pub(super) fn refusals(&mut self) -> Result<(), LiveError> {
        for operation in &self.description.operations {
            let Some(target) = self.target(operation) else {
                continue;
            };
            self.broken_parameters(operation, &target)?;
            let Some(body) = &operation.request_body else {
                continue;
            };
            let Some(content) = body.content.iter().find(|content| is_json(content)) else {
                continue;
            };
            let method = method_word(operation.method);
            let media_type = &content.name.value;
            for text in ["{", "{\"a\":1,}", "[1", "\u{1}"] {
                let request = Request::new(method, target.as_str()).body(media_type, text);
                self.refused(operation, &request, "whose body is no JSON")?;
            }
            let Some(schema) = content.schema else {
                continue;
            };
            for (what, value) in self.broken_bodies(schema) {
                let request = Request::new(method, target.as_str()).json(media_type, &value);
                self.refused(operation, &request, &what)?;
            }
        }
        Ok(())
    }

    /// Sends a request that must be refused, with the declared status for invalid input where there is one.
    fn refused(
        &mut self,
        operation: &Operation,
        request: &Request,
        what: &str,
    ) -> Result<(), LiveError> {
        self.count("invalid requests");
        let answer = self.client.send(request)?;
        self.judge(operation, request, &answer);
        let (status, expected) = (answer.status, invalid_status(operation));
        // A status that is not declared has been reported already.
        let declared = declared(operation, status).is_some() || OF_HTTP.contains(&status);
        if answer.is_success() || (declared && expected.is_some_and(|expected| status != expected))
        {
            let instead = expected
                .map(|expected| format!(", not with {expected}"))
                .unwrap_or_default();
            let message = format!(
                "`{request}`, {what}, is answered with {status}{instead} by `{}`",
                name(operation)
            );
            self.find(
                &codes::INVALID_INPUT_ACCEPTED,
                operation,
                message,
                "input is checked before all else; report it",
            );
        }
        Ok(())
    }

    fn broken_parameters(&mut self, operation: &Operation, target: &str) -> Result<(), LiveError> {
        for parameter in &operation.parameters {
            let schema = self.description.schema(parameter.schema);
            let values = broken_scalars(schema)
                .into_iter()
                .filter_map(|(what, value)| Some((what, plain(&value)?)));
            for (what, value) in values.collect::<Vec<_>>() {
                let broken = match parameter.location {
                    Location::Path => {
                        match self.target_with(operation, &parameter.name.value, &value) {
                            Some(target) => target,
                            None => continue,
                        }
                    }
                    Location::Query => format!(
                        "{target}?{}={}",
                        parameter.name.value,
                        super::encoded(&value)
                    ),
                    Location::Header | Location::Cookie => continue,
                };
                let request = Request::new(method_word(operation.method), broken);
                let request = match self.sample_body(operation, Extent::Required) {
                    Some((media_type, body)) => request.json(&media_type, &body),
                    None => request,
                };
                self.refused(
                    operation,
                    &request,
                    &format!("whose parameter `{}` {what}", parameter.name.value),
                )?;
            }
        }
        Ok(())
    }

    fn broken_bodies(&self, id: SchemaId) -> Vec<Broken> {
        let schema = self.description.schema(id);
        let sampler = Sampler {
            description: self.description,
            known: &self.known,
            extent: Extent::Full,
        };
        let Some(Value::Object(good)) = sampler.value(id) else {
            return Vec::new();
        };
        let mut broken = vec![("whose body is no object".to_owned(), json!([]))];
        let with = |name: &str, value: Value| {
            let mut object = good.clone();
            object.insert(name.to_owned(), value);
            Value::Object(object)
        };
        for name in &schema.required {
            let mut object: Map<String, Value> = good.clone();
            object.remove(&name.value);
            broken.push((
                format!("whose body lacks `{}`", name.value),
                Value::Object(object),
            ));
        }
        if matches!(
            schema.additional_properties,
            AdditionalProperties::Refused(_)
        ) {
            broken.push((
                "whose body has an unknown property".to_owned(),
                with("noSuchProperty", json!(1)),
            ));
        }
        if schema
            .min_properties
            .as_ref()
            .is_some_and(|least| least.value > 0)
        {
            broken.push(("whose body is empty".to_owned(), json!({})));
        }
        for (name, property) in &schema.properties {
            let property = self.description.schema(*property);
            if property.read_only {
                continue;
            }
            let scalars = broken_scalars(property)
                .into_iter()
                .chain(broken_shapes(property));
            broken.extend(scalars.map(|(what, value)| {
                (
                    format!("whose property `{}` {what}", name.value),
                    with(&name.value, value),
                )
            }));
        }
        broken
    }
}

/// Values that a schema of a scalar refuses, one for each of its rules.
fn broken_scalars(schema: &Schema) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut add = |what: &str, value: Value| broken.push((what.to_owned(), value));
    if schema.enumeration.is_some() {
        add("is no value of `enum`", json!("no such value"));
        return broken;
    }
    match schema.kind.as_ref().map(|kind| kind.value) {
        Some(SchemaType::String) => {
            let known = ["uuid", "date", "date-time"];
            let format = schema.format.as_ref().map(|format| format.value.as_str());
            if format.is_some_and(|format| known.contains(&format)) {
                add("breaks its format", json!("no such format"));
            }
            if let Some(most) = schema
                .max_length
                .as_ref()
                .filter(|most| most.value < 1 << 16)
            {
                add(
                    "is too long",
                    json!("a".repeat(usize::try_from(most.value).unwrap_or(0) + 1)),
                );
            }
            if let Some(least) = schema
                .min_length
                .as_ref()
                .filter(|least| (1..1 << 16).contains(&least.value))
            {
                let length = usize::try_from(least.value).unwrap_or(1) - 1;
                // An empty segment is another path, so an empty value says something only in a body.
                add("is too short", json!("a".repeat(length)));
            }
            if schema.pattern.as_ref().is_some_and(|pattern| {
                super::conform::matches(&pattern.value, "\u{1F600} ") == Some(false)
            }) {
                add("does not match its pattern", json!("\u{1F600} "));
            }
        }
        Some(kind @ (SchemaType::Integer | SchemaType::Number)) => {
            add("is no number", json!("x"));
            if kind == SchemaType::Integer {
                add("has a fraction", json!(1.5));
            }
            for (bound, by, what) in [
                (&schema.minimum, -1, "is too small"),
                (&schema.maximum, 1, "is too large"),
            ] {
                let bound = bound.as_ref().and_then(|bound| beyond(&bound.value, by));
                if let Some(value) = bound {
                    add(what, json!(value));
                }
            }
            let excluded = [
                (&schema.minimum, schema.exclusive_minimum),
                (&schema.maximum, schema.exclusive_maximum),
            ];
            for (bound, _) in excluded.into_iter().filter(|(_, excluded)| *excluded) {
                let bound = bound.as_ref().and_then(|bound| bound.value.as_i64());
                if let Some(value) = bound {
                    add("is the excluded bound", json!(value));
                }
            }
        }
        Some(SchemaType::Boolean) => add("is no boolean", json!("maybe")),
        _ => {}
    }
    broken
}

/// Values of the wrong type or size, which only JSON can say.
fn broken_shapes(schema: &Schema) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut add = |what: &str, value: Value| broken.push((what.to_owned(), value));
    match schema.kind.as_ref().map(|kind| kind.value) {
        Some(SchemaType::String) => {
            add("is no string", json!(7));
            add("holds a NUL", json!("a\u{0}b"));
        }
        Some(SchemaType::Array) => {
            add("is no array", json!({}));
            if let Some(most) = schema
                .max_items
                .as_ref()
                .filter(|most| most.value < 1 << 12)
            {
                add(
                    "has too many items",
                    Value::Array(vec![
                        json!("a");
                        usize::try_from(most.value).unwrap_or(0) + 1
                    ]),
                );
            }
            if schema
                .min_items
                .as_ref()
                .is_some_and(|least| least.value > 0)
            {
                add("has too few items", json!([]));
            }
        }
        Some(SchemaType::Object) => add("is no object", json!([])),
        Some(_) => add("is an array", json!([])),
        None => {}
    }
    if !schema.nullable && schema.kind.is_some() {
        add("is null", Value::Null);
    }
    broken
}

/// The next whole number on the far side of a bound.
fn beyond(bound: &Number, by: i64) -> Option<i64> {
    bound.as_i64().and_then(|bound| bound.checked_add(by))
}

/// A value as a parameter carries it; an empty one is absent.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

/// The status for invalid input that an operation declares.
pub(super) fn invalid_status(operation: &Operation) -> Option<u16> {
    [422, 400]
        .into_iter()
        .find(|status| declared(operation, *status).is_some())
}
