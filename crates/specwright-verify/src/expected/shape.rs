//! The parts of a schema → what a value must look like.

use super::kind::{kind, listed_texts, nullable};
use super::number::{NumberPromise, integer, number, strictest};
use super::schema::{Clause, Facets, Part};
use super::{Spec, Uncompared};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What the description promises about a value.
#[derive(Debug, Clone)]
pub(crate) struct Promise<'a> {
    pub(crate) span: Span,
    /// Whether `null` is allowed; `None` where the description can be read either way.
    pub(crate) nullable: Option<bool>,
    pub(crate) shape: Shape<'a>,
}

/// The kind of a value, and what it must satisfy.
#[derive(Debug, Clone)]
pub(crate) enum Shape<'a> {
    Any,
    Boolean,
    Integer {
        format: Option<&'a str>,
        rule: NumberPromise,
    },
    Number {
        format: Option<&'a str>,
        rule: NumberPromise,
    },
    Text(TextPromise<'a>),
    Choice(BTreeSet<&'a str>),
    List {
        items: Vec<Clause<'a>>,
        min: Option<Limit>,
        max: Option<Limit>,
        unique: Option<Span>,
    },
    Object(ObjectPromise<'a>),
}

/// A number that the description states, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) value: Number,
    pub(crate) exclusive: bool,
    pub(crate) span: Span,
}

/// What a text must satisfy.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextPromise<'a> {
    pub(crate) min_length: Option<Limit>,
    pub(crate) max_length: Option<Limit>,
    /// Each once.
    pub(crate) patterns: Vec<(&'a str, Span)>,
    /// Each once.
    pub(crate) formats: Vec<(&'a str, Span)>,
}

/// What an object must satisfy.
#[derive(Debug, Clone)]
pub(crate) struct ObjectPromise<'a> {
    pub(crate) properties: BTreeMap<&'a str, PropertyPromise<'a>>,
    pub(crate) additional: Additional<'a>,
    pub(crate) min: Option<Limit>,
    pub(crate) max: Option<Limit>,
}

/// One property.
#[derive(Debug, Clone)]
pub(crate) struct PropertyPromise<'a> {
    pub(crate) span: Span,
    pub(crate) schemas: Vec<Clause<'a>>,
    pub(crate) required: bool,
}

/// What keys mean that are not among the properties.
#[derive(Debug, Clone)]
pub(crate) enum Additional<'a> {
    Open,
    Refused(Span),
    Schema(Vec<Clause<'a>>),
}

/// What the parts of a schema say together. Unions, and what no type says, are not in it.
pub(crate) fn promise<'a>(spec: Spec<'a>, facets: &Facets<'a>) -> Result<Promise<'a>, Uncompared> {
    let uncompared = |what: &str| Uncompared {
        span: facets.span,
        what: what.to_owned(),
    };
    let kind = kind(facets);
    let shape = match (kind, listed_texts(facets)) {
        (Some("string"), Some(texts)) => Shape::Choice(texts),
        (Some("string"), None) => Shape::Text(text(facets)),
        (Some("integer"), _) => Shape::Integer {
            format: formats(facets).first().map(|(name, _)| *name),
            rule: integer(facets),
        },
        (Some("number"), _) => Shape::Number {
            format: formats(facets).first().map(|(name, _)| *name),
            rule: number(facets),
        },
        (Some("boolean"), _) => Shape::Boolean,
        (Some("array"), _) => Shape::List {
            items: items(facets),
            min: strictest(facets, "minItems", false),
            max: strictest(facets, "maxItems", true),
            unique: facets
                .values("uniqueItems")
                .find(|value| value.as_bool() == Some(true))
                .map(|value| value.span),
        },
        (Some("object"), _) => Shape::Object(object(spec, facets)),
        (Some("null") | None, _) => Shape::Any,
        (Some(other), _) => return Err(uncompared(&format!("the type `{other}`"))),
    };
    Ok(Promise {
        span: facets.span,
        nullable: nullable(spec, facets),
        shape,
    })
}

/// What holds of each item; `items` beside `prefixItems` speaks of some of them only.
fn items<'a>(facets: &Facets<'a>) -> Vec<Clause<'a>> {
    let parts = facets
        .parts
        .iter()
        .filter(|part| part.stated("prefixItems").is_none());
    parts
        .filter_map(|part| part.get("items"))
        .filter(|items| items.as_array().is_none())
        .map(Clause::Whole)
        .collect()
}

fn text<'a>(facets: &Facets<'a>) -> TextPromise<'a> {
    TextPromise {
        min_length: strictest(facets, "minLength", false),
        max_length: strictest(facets, "maxLength", true),
        patterns: texts(facets, "pattern"),
        formats: formats(facets),
    }
}

fn texts<'a>(facets: &Facets<'a>, key: &str) -> Vec<(&'a str, Span)> {
    let mut known: Vec<(&str, Span)> = Vec::new();
    for node in facets.values(key) {
        if let Some(text) = node.as_str()
            && !known.iter().any(|(other, _)| *other == text)
        {
            known.push((text, node.span));
        }
    }
    known
}

/// The formats; of OpenAPI 3.1 also those that say how a text holds bytes.
pub(super) fn formats<'a>(facets: &Facets<'a>) -> Vec<(&'a str, Span)> {
    let mut formats: Vec<(&str, Span)> = texts(facets, "format")
        .into_iter()
        .map(|(name, span)| (format_name(name), span))
        .collect();
    let encoding = facets.values("contentEncoding").next();
    if let Some(node) = encoding {
        if node
            .as_str()
            .is_some_and(|name| name.eq_ignore_ascii_case("base64"))
        {
            formats.push(("byte", node.span));
        }
    } else if let Some(node) = facets.values("contentMediaType").next() {
        formats.push(("binary", node.span));
    }
    formats
}

/// The name of a format in the registry, for names that mean the same.
pub(super) fn format_name(name: &str) -> &str {
    match name {
        "url" => "uri",
        "decimal128" => "decimal",
        other => other,
    }
}

fn object<'a>(spec: Spec<'a>, facets: &Facets<'a>) -> ObjectPromise<'a> {
    let mut properties: BTreeMap<&str, PropertyPromise<'_>> = BTreeMap::new();
    for entry in facets.parts.iter().flat_map(declared) {
        let property = properties
            .entry(&entry.key)
            .or_insert_with(|| PropertyPromise {
                span: entry.key_span,
                schemas: Vec::new(),
                required: false,
            });
        property.schemas.push(Clause::Whole(&entry.node));
    }
    for name in facets
        .values("required")
        .filter_map(Node::as_array)
        .flatten()
    {
        if let Some(text) = name.as_str() {
            let property = properties.entry(text).or_insert_with(|| PropertyPromise {
                span: name.span,
                schemas: Vec::new(),
                required: false,
            });
            property.required = true;
        }
    }
    let mut additional = Additional::Open;
    for part in &facets.parts {
        match further(spec, part) {
            Additional::Open => {}
            // What a part refuses of what the others list is no matter of the type.
            Additional::Refused(span) => additional = Additional::Refused(span),
            Additional::Schema(schemas) => {
                for (name, property) in &mut properties {
                    if !lists(part, name) {
                        property.schemas.extend(schemas.iter().cloned());
                    }
                }
                match &mut additional {
                    Additional::Refused(_) => {}
                    Additional::Schema(known) => known.extend(schemas),
                    Additional::Open => additional = Additional::Schema(schemas),
                }
            }
        }
    }
    ObjectPromise {
        properties,
        additional,
        min: strictest(facets, "minProperties", false),
        max: strictest(facets, "maxProperties", true),
    }
}

fn declared<'a>(part: &Part<'a>) -> &'a [Entry] {
    let declared = part.stated("properties").and_then(Node::as_object);
    declared.map_or(&[], |declared| &declared.entries)
}

fn lists(part: &Part<'_>, name: &str) -> bool {
    declared(part).iter().any(|entry| entry.key == name)
}

/// What a part says of the properties that it does not list.
fn further<'a>(spec: Spec<'a>, part: &Part<'a>) -> Additional<'a> {
    // OpenAPI 3.0 does not have the keyword.
    let patterns = part
        .stated("patternProperties")
        .filter(|_| spec.siblings)
        .and_then(Node::as_object);
    let Some(node) = part.further_stated() else {
        return Additional::Open;
    };
    if let Some(patterns) = patterns {
        // Beside patterns it speaks of some of the other keys only; if it refuses those, one pattern speaks of all.
        return match (&patterns.entries[..], node.as_bool()) {
            ([only], Some(false)) if declared(part).is_empty() => {
                Additional::Schema(vec![Clause::Whole(&only.node)])
            }
            _ => Additional::Open,
        };
    }
    match &node.value {
        Value::Bool(false) => Additional::Refused(node.span),
        Value::Object(schema) if !schema.entries.is_empty() => {
            Additional::Schema(vec![Clause::Whole(node)])
        }
        _ => Additional::Open,
    }
}
