//! What holds between the keywords of a schema, checked when all schemas have been read.

use crate::reader::Reader;
use crate::spec::{AdditionalProperties, Schema, SchemaId, SchemaType};
use specwright_diagnostics::{Diagnostic, Span, codes, nearest};
use specwright_source::{Located, Node, Value};
use std::collections::BTreeSet;

impl Reader<'_> {
    pub(crate) fn check_schemas(&mut self) {
        let mut findings = Vec::new();
        let schemas = self.schemas.schemas();
        let branches = branches(schemas);
        for (index, schema) in schemas.iter().enumerate() {
            check_bounds(schema, &mut findings);
            check_enumeration(schema, &mut findings);
            if !branches.contains(&SchemaId(index)) {
                check_required(schemas, schema, &mut findings);
            }
        }
        endless(schemas, &mut findings);
        self.findings.append(&mut findings);
        self.drop_unfit_defaults();
    }

    /// A default of another type than the schema's cannot be applied.
    fn drop_unfit_defaults(&mut self) {
        for index in 0..self.schemas.schemas().len() {
            let schema = self.schemas.schema_mut(SchemaId(index));
            let Some(default) = schema.default.take_if(|default| {
                schema
                    .kind
                    .as_ref()
                    .is_some_and(|kind| !fits(default, kind.value, schema.nullable))
            }) else {
                continue;
            };
            let kind = schema.kind.as_ref().map_or("", |kind| noun(kind.value));
            let message = format!(
                "the default is {}, and the schema asks for {kind}; it is not applied",
                default.type_name()
            );
            let help = format!("write a default that is {kind}");
            self.report(&codes::VALUE_OF_ANOTHER_TYPE, default.span, message, help);
        }
    }
}

/// The schemas that are branches of others, whose properties may be declared beside them.
fn branches(schemas: &[Schema]) -> BTreeSet<SchemaId> {
    schemas.iter().flat_map(parts).collect()
}

fn parts(schema: &Schema) -> impl Iterator<Item = SchemaId> + '_ {
    let lists = [&schema.all_of, &schema.one_of, &schema.any_of]
        .into_iter()
        .flatten();
    lists
        .flat_map(|list| list.value.iter().copied())
        .chain(schema.not.as_ref().map(|not| not.value))
        .chain(schema.dependent_schemas.iter().map(|(_, id)| *id))
        .chain(schema.condition.iter().flat_map(|condition| {
            [Some(condition.when), condition.then, condition.otherwise]
                .into_iter()
                .flatten()
        }))
}

fn check_bounds(schema: &Schema, findings: &mut Vec<Diagnostic>) {
    if let (Some(least), Some(most)) = (&schema.minimum, &schema.maximum) {
        let exclusive = schema.exclusive_minimum || schema.exclusive_maximum;
        if least.value > most.value || (exclusive && least.value == most.value) {
            contradiction("minimum", "maximum", least.span, most.span, findings);
        }
    }
    for (least_key, most_key, least, most) in [
        (
            "minLength",
            "maxLength",
            &schema.min_length,
            &schema.max_length,
        ),
        ("minItems", "maxItems", &schema.min_items, &schema.max_items),
        (
            "minProperties",
            "maxProperties",
            &schema.min_properties,
            &schema.max_properties,
        ),
    ] {
        if let (Some(least), Some(most)) = (least, most)
            && least.value > most.value
        {
            contradiction(least_key, most_key, least.span, most.span, findings);
        }
    }
}

fn contradiction(
    least: &str,
    most: &str,
    least_span: Span,
    most_span: Span,
    findings: &mut Vec<Diagnostic>,
) {
    let message = format!("`{least}` and `{most}` leave no valid value");
    let help = format!("lower `{least}` or raise `{most}`");
    findings.push(
        Diagnostic::new(&codes::CONTRADICTION, least_span, message, help)
            .with_related(most_span, format!("`{most}` is here")),
    );
}

fn check_enumeration(schema: &Schema, findings: &mut Vec<Diagnostic>) {
    let (Some(values), Some(kind)) = (&schema.enumeration, &schema.kind) else {
        return;
    };
    for value in values
        .value
        .iter()
        .filter(|value| !fits(value, kind.value, schema.nullable))
    {
        let found = value.type_name();
        let kind = noun(kind.value);
        // Null in the list of a type that is not nullable has no effect and is no slip.
        if value.value == Value::Null {
            continue;
        }
        let message = format!(
            "a value under `enum` is {found}, and the schema asks for {kind}; it can never be valid"
        );
        findings.push(Diagnostic::new(
            &codes::VALUE_OF_ANOTHER_TYPE,
            value.span,
            message,
            format!("write {kind}, or remove the value"),
        ));
    }
}

/// Whether a value is of the type.
fn fits(value: &Node, kind: SchemaType, nullable: bool) -> bool {
    match &value.value {
        Value::Null => nullable,
        Value::Bool(_) => kind == SchemaType::Boolean,
        Value::Number(number) => {
            kind == SchemaType::Number || (kind == SchemaType::Integer && number.is_integer())
        }
        Value::String(_) => kind == SchemaType::String,
        Value::Array(_) => kind == SchemaType::Array,
        Value::Object(_) => kind == SchemaType::Object,
    }
}

fn noun(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::String => "a string",
        SchemaType::Number => "a number",
        SchemaType::Integer => "an integer",
        SchemaType::Boolean => "a boolean",
        SchemaType::Array => "an array",
        SchemaType::Object => "an object",
    }
}

/// A required property that the schema does not describe, though it describes others.
fn check_required(schemas: &[Schema], schema: &Schema, findings: &mut Vec<Diagnostic>) {
    if schema.required.is_empty() {
        return;
    }
    let mut known = BTreeSet::new();
    let described = properties(schemas, schema, &mut known);
    if !described
        || !schema.pattern_properties.is_empty()
        || matches!(
            schema.additional_properties,
            AdditionalProperties::Schema(..)
        )
    {
        return;
    }
    for name in schema
        .required
        .iter()
        .filter(|name| !known.contains(name.value.as_str()))
    {
        undeclared(name, &known, findings);
    }
}

fn undeclared(name: &Located<String>, known: &BTreeSet<&str>, findings: &mut Vec<Diagnostic>) {
    let help = nearest(&name.value, known.iter().copied()).map_or_else(
        || {
            format!(
                "describe `{}` under `properties`, or remove it from `required`",
                name.value
            )
        },
        |meant| format!("did you mean `{meant}`?"),
    );
    let message = format!("the required property `{}` is not described", name.value);
    findings.push(Diagnostic::new(
        &codes::REQUIRED_UNKNOWN,
        name.span,
        message,
        help,
    ));
}

/// Collects the properties of a schema and of its branches; the answer is whether it describes any.
fn properties<'s>(
    schemas: &'s [Schema],
    schema: &'s Schema,
    known: &mut BTreeSet<&'s str>,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        known.extend(
            schema
                .properties
                .iter()
                .map(|(name, _)| name.value.as_str()),
        );
        waiting.extend(
            parts(schema)
                .filter(|id| seen.insert(*id))
                .map(|id| &schemas[id.0]),
        );
    }
    !known.is_empty()
}

/// Schemas that consist of themselves by composition alone: whether a value is valid can never be said.
fn endless(schemas: &[Schema], findings: &mut Vec<Diagnostic>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; schemas.len()];
    for start in 0..schemas.len() {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::Open;
        let mut path = vec![(start, parts(&schemas[start]))];
        while let Some((here, rest)) = path.last_mut() {
            let here = *here;
            match rest.next().map(|id| id.0) {
                None => {
                    states[here] = State::Done;
                    path.pop();
                }
                Some(next) if states[next] == State::Open => {
                    let message = format!(
                        "{} consists of itself, so no value can be checked against it",
                        named(&schemas[next])
                    );
                    let help = "break the circle: put the schema under `properties` or `items` of one of its parts";
                    findings.push(Diagnostic::new(
                        &codes::ENDLESS_COMPOSITION,
                        schemas[next].span,
                        message,
                        help,
                    ));
                }
                Some(next) if states[next] == State::New => {
                    states[next] = State::Open;
                    path.push((next, parts(&schemas[next])));
                }
                Some(_) => {}
            }
        }
    }
}

fn named(schema: &Schema) -> String {
    schema.name.as_ref().map_or_else(
        || "the schema".to_owned(),
        |name| format!("the schema `{}`", name.value),
    )
}
