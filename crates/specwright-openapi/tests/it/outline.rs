//! Descriptions → short text, for comparison with what a case expects.

use specwright_openapi::{
    AdditionalProperties, Description, MediaType, Operation, Schema, SchemaId,
};
use specwright_source::{Located, Node};
use std::fmt::Write;

/// One line an operation, a part of one, or a schema.
pub fn of(api: &Description) -> String {
    let mut text = String::new();
    let title = &api.info.title.value;
    writeln!(
        text,
        "\n{title} {} (OpenAPI {})",
        api.info.version.value, api.version.value
    )
    .unwrap();
    for server in &api.servers {
        writeln!(text, "server {}", server.url.value).unwrap();
    }
    for operation in &api.operations {
        operation_lines(operation, &mut text);
    }
    for webhook in &api.webhooks {
        writeln!(text, "webhook {} {:?}", webhook.path.value, webhook.method).unwrap();
    }
    for scheme in &api.security_schemes {
        let flows: Vec<&str> = scheme
            .flows
            .iter()
            .map(|flow| flow.name.value.as_str())
            .collect();
        writeln!(
            text,
            "scheme {} {:?} {flows:?}",
            scheme.name.value, scheme.kind
        )
        .unwrap();
    }
    for (name, id) in &api.components {
        writeln!(text, "component {} = #{}", name.value, id.0).unwrap();
    }
    for (number, schema) in api.schemas.iter().enumerate() {
        writeln!(
            text,
            "#{number} {}: {}",
            schema.pointer,
            schema_words(schema)
        )
        .unwrap();
    }
    let unused = api.declared.iter().filter(|component| !component.used);
    for component in unused {
        writeln!(
            text,
            "unused {}/{}",
            component.section, component.name.value
        )
        .unwrap();
    }
    text
}

fn operation_lines(operation: &Operation, text: &mut String) {
    let id = operation.id.as_ref().map_or("-", |id| id.value.as_str());
    write!(
        text,
        "{:?} {} {id} {}",
        operation.method, operation.path.value, operation.pointer
    )
    .unwrap();
    if let Some(table) = &operation.table {
        write!(
            text,
            " table={}:{:?}",
            table.table.value,
            table.behaviour.as_ref().map(|word| &word.value)
        )
        .unwrap();
    }
    if let Some(custom) = &operation.custom {
        write!(text, " custom={}", custom.value).unwrap();
    }
    if let Some(security) = &operation.security {
        let names = |schemes: &[(Located<String>, Vec<Located<String>>)]| {
            schemes
                .iter()
                .map(|(name, scopes)| format!("{}{:?}", name.value, scopes.len()))
                .collect::<Vec<_>>()
                .join("+")
        };
        let alternatives: Vec<String> = security
            .iter()
            .map(|requirement| names(&requirement.schemes))
            .collect();
        write!(text, " security={alternatives:?}").unwrap();
    }
    text.push('\n');
    for parameter in &operation.parameters {
        let optional = if parameter.required { "" } else { "?" };
        let explode = if parameter.explode { " exploded" } else { "" };
        let column = parameter
            .column
            .as_ref()
            .map(|column| format!(" column={}", column.value))
            .unwrap_or_default();
        let media_type = parameter
            .media_type
            .as_ref()
            .map(|name| format!(" as {}", name.value))
            .unwrap_or_default();
        writeln!(
            text,
            "  {:?} {}{optional}: #{} {:?}{explode}{media_type}{column}",
            parameter.location, parameter.name.value, parameter.schema.0, parameter.style
        )
        .unwrap();
    }
    if let Some(body) = &operation.request_body {
        writeln!(
            text,
            "  body{} {}",
            if body.required { "" } else { "?" },
            media_types(&body.content)
        )
        .unwrap();
    }
    for response in &operation.responses {
        let headers: Vec<String> = response
            .headers
            .iter()
            .map(|header| format!("{}: #{}", header.name.value, header.schema.0))
            .collect();
        writeln!(
            text,
            "  {:?} \"{}\" {headers:?} {}",
            response.status,
            response.description.value,
            media_types(&response.content)
        )
        .unwrap();
    }
    for callback in &operation.callbacks {
        writeln!(text, "  callback {}", callback.value).unwrap();
    }
}

fn media_types(content: &[MediaType]) -> String {
    let words = content.iter().map(|media_type| {
        let schema = media_type
            .schema
            .map_or("nothing".to_owned(), |id| format!("#{}", id.0));
        format!(
            "{}: {schema} examples={} encodings={}",
            media_type.name.value,
            media_type.examples.len(),
            media_type.encoding.len()
        )
    });
    words.collect::<Vec<_>>().join(", ")
}

fn schema_words(schema: &Schema) -> String {
    let mut words = Vec::new();
    value_words(schema, &mut words);
    bound_words(schema, &mut words);
    part_words(schema, &mut words);
    for (set, word) in [
        (schema.read_only, "readOnly"),
        (schema.write_only, "writeOnly"),
        (schema.deprecated, "deprecated"),
    ] {
        words.extend(set.then(|| word.to_owned()));
    }
    if let Some(table) = &schema.table {
        words.push(format!("table={}", table.table.value));
    }
    if let Some(column) = &schema.column {
        words.push(format!("column={}", column.value));
    }
    words.join(" ")
}

fn value_words(schema: &Schema, words: &mut Vec<String>) {
    if let Some(name) = &schema.name {
        words.push(format!("[{}]", name.value));
    }
    if let Some(kind) = &schema.kind {
        words.push(format!("{:?}", kind.value));
    }
    if schema.nullable {
        words.push("nullable".to_owned());
    }
    if let Some(format) = &schema.format {
        words.push(format!("format={}", format.value));
    }
    if let Some(values) = &schema.enumeration {
        let values: Vec<String> = values.value.iter().map(Node::to_json).collect();
        words.push(format!("enum={}", values.join("|")));
    }
    if let Some(default) = &schema.default {
        words.push(format!("default={}", default.to_json()));
    }
    if let Some(example) = &schema.example {
        words.push(format!("example={}", example.to_json()));
    }
}

fn bound_words(schema: &Schema, words: &mut Vec<String>) {
    for (key, count) in [
        ("minLength", &schema.min_length),
        ("maxLength", &schema.max_length),
        ("minItems", &schema.min_items),
        ("maxItems", &schema.max_items),
        ("minProperties", &schema.min_properties),
        ("maxProperties", &schema.max_properties),
    ] {
        if let Some(count) = count {
            words.push(format!("{key}={}", count.value));
        }
    }
    if let Some(minimum) = &schema.minimum {
        let sign = if schema.exclusive_minimum { ">" } else { ">=" };
        words.push(format!("{sign}{}", minimum.value));
    }
    if let Some(maximum) = &schema.maximum {
        let sign = if schema.exclusive_maximum { "<" } else { "<=" };
        words.push(format!("{sign}{}", maximum.value));
    }
    if let Some(step) = &schema.multiple_of {
        words.push(format!("step={}", step.value));
    }
    if let Some(pattern) = &schema.pattern {
        words.push(format!("pattern={}", pattern.value));
    }
    words.extend(schema.unique_items.then(|| "unique".to_owned()));
}

fn part_words(schema: &Schema, words: &mut Vec<String>) {
    if let Some(items) = schema.items {
        words.push(format!("items=#{}", items.0));
    }
    let properties = schema.properties.iter().map(|(name, id)| {
        let required = schema
            .required
            .iter()
            .any(|required| required.value == name.value);
        format!(
            "{}{}: #{}",
            name.value,
            if required { "" } else { "?" },
            id.0
        )
    });
    let properties: Vec<String> = properties.collect();
    if !properties.is_empty() {
        words.push(format!("{{{}}}", properties.join(", ")));
    }
    match &schema.additional_properties {
        AdditionalProperties::Unstated => {}
        AdditionalProperties::Allowed(_) => words.push("open".to_owned()),
        AdditionalProperties::Refused(_) => words.push("closed".to_owned()),
        AdditionalProperties::Schema(id, _) => words.push(format!("others=#{}", id.0)),
    }
    for (key, list) in [
        ("allOf", &schema.all_of),
        ("oneOf", &schema.one_of),
        ("anyOf", &schema.any_of),
    ] {
        if let Some(list) = list {
            words.push(format!("{key}={}", ids(&list.value)));
        }
    }
    rest_words(schema, words);
    if let Some(not) = &schema.not {
        words.push(format!("not=#{}", not.value.0));
    }
    if let Some(discriminator) = &schema.discriminator {
        let mapping = discriminator
            .mapping
            .iter()
            .map(|(tag, id)| format!("{}: #{}", tag.value, id.0));
        let mapping: Vec<String> = mapping.collect();
        words.push(format!(
            "tag={}({})",
            discriminator.property.value,
            mapping.join(", ")
        ));
    }
}

fn ids(ids: &[SchemaId]) -> String {
    ids.iter()
        .map(|id| format!("#{}", id.0))
        .collect::<Vec<_>>()
        .join("|")
}

/// The keywords that OpenAPI 3.1 added.
fn rest_words(schema: &Schema, words: &mut Vec<String>) {
    if !schema.prefix_items.is_empty() {
        words.push(format!("prefix={}", ids(&schema.prefix_items)));
    }
    if let Some(contains) = &schema.contains {
        let most = contains.max.map_or(String::new(), |most| most.to_string());
        words.push(format!(
            "contains=#{} {}..{most}",
            contains.schema.0, contains.min
        ));
    }
    for (key, named) in [
        ("patterns", &schema.pattern_properties),
        ("dependent", &schema.dependent_schemas),
    ] {
        let named: Vec<String> = named
            .iter()
            .map(|(name, id)| format!("{}: #{}", name.value, id.0))
            .collect();
        if !named.is_empty() {
            words.push(format!("{key}={{{}}}", named.join(", ")));
        }
    }
    if let Some(names) = &schema.property_names {
        words.push(format!("names=#{}", names.value.0));
    }
    for (name, needed) in &schema.dependent_required {
        let needed: Vec<&str> = needed.iter().map(|name| name.value.as_str()).collect();
        words.push(format!("{}=>{}", name.value, needed.join("+")));
    }
    if let Some(condition) = &schema.condition {
        let branch = |id: Option<SchemaId>| id.map_or("-".to_owned(), |id| format!("#{}", id.0));
        words.push(format!(
            "if #{} then {} else {}",
            condition.when.0,
            branch(condition.then),
            branch(condition.otherwise)
        ));
    }
}
