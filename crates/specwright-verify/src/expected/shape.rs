//! The parts of a schema → what a value must look like.

use super::kind::{kind, nullable};
use super::schema::Facets;
use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Node, Number};
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
        items: Vec<&'a Node>,
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

/// What a number must satisfy.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberPromise {
    pub(crate) minimum: Option<Limit>,
    pub(crate) maximum: Option<Limit>,
    pub(crate) multiple_of: Option<Limit>,
}

/// What a text must satisfy.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextPromise<'a> {
    pub(crate) min_length: Option<Limit>,
    pub(crate) max_length: Option<Limit>,
    pub(crate) pattern: Option<(&'a str, Span)>,
    pub(crate) format: Option<(&'a str, Span)>,
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
    pub(crate) schemas: Vec<&'a Node>,
    pub(crate) required: bool,
}

/// What keys mean that are not among the properties.
#[derive(Debug, Clone)]
pub(crate) enum Additional<'a> {
    Open,
    Refused(Span),
    Schema(Vec<&'a Node>),
}

/// What the parts of a schema say together.
pub(crate) fn promise<'a>(_: Spec<'a>, facets: &Facets<'a>) -> Result<Promise<'a>, Uncompared> {
    let uncompared = |what: &str| Uncompared {
        span: facets.span,
        what: what.to_owned(),
    };
    if facets.nothing {
        return Err(uncompared("the schema `false`"));
    }
    let kind = kind(facets)?;
    let shape = match kind {
        Some("string") if has(facets, "enum") || has(facets, "const") => {
            Shape::Choice(choices(facets)?)
        }
        _ if has(facets, "enum") || has(facets, "const") => {
            return Err(uncompared("`enum` of values that are not strings"));
        }
        Some("string") => Shape::Text(text(facets)?),
        Some("integer") => Shape::Integer {
            format: format(facets)?.map(|(name, _)| name),
            rule: number(facets)?,
        },
        Some("number") => Shape::Number {
            format: format(facets)?.map(|(name, _)| name),
            rule: number(facets)?,
        },
        Some("boolean") => Shape::Boolean,
        Some("array") => Shape::List {
            items: values(facets, "items").collect(),
            min: strictest(facets, "minItems", false),
            max: strictest(facets, "maxItems", true),
            unique: values(facets, "uniqueItems")
                .find(|value| value.as_bool() == Some(true))
                .map(|value| value.span),
        },
        Some("object") => Shape::Object(object(facets)),
        None => Shape::Any,
        Some(other) => return Err(uncompared(&format!("the type `{other}`"))),
    };
    Ok(Promise {
        span: facets.span,
        nullable: nullable(facets, kind),
        shape,
    })
}

/// What the parts state under a key.
pub(super) fn values<'a, 'f>(
    facets: &'f Facets<'a>,
    key: &'f str,
) -> impl Iterator<Item = &'a Node> + 'f {
    facets.parts.iter().filter_map(move |part| part.get(key))
}

pub(super) fn has(facets: &Facets<'_>, key: &str) -> bool {
    values(facets, key).next().is_some()
}

fn choices<'a>(facets: &Facets<'a>) -> Result<BTreeSet<&'a str>, Uncompared> {
    let mut allowed: Option<BTreeSet<&str>> = None;
    for part in &facets.parts {
        let listed: &[Node] = match (part.get("enum").and_then(Node::as_array), part.get("const")) {
            (Some(values), _) => values,
            (None, Some(value)) => std::slice::from_ref(value),
            (None, None) => continue,
        };
        let mut values = BTreeSet::new();
        for value in listed {
            match &value.value {
                specwright_source::Value::String(text) => {
                    values.insert(text.as_str());
                }
                specwright_source::Value::Null => {}
                _ => {
                    return Err(Uncompared {
                        span: value.span,
                        what: "a value of `enum` that is no string".to_owned(),
                    });
                }
            }
        }
        allowed = Some(match allowed {
            None => values,
            Some(known) => known.intersection(&values).copied().collect(),
        });
    }
    Ok(allowed.unwrap_or_default())
}

fn text<'a>(facets: &Facets<'a>) -> Result<TextPromise<'a>, Uncompared> {
    let mut patterns =
        values(facets, "pattern").filter_map(|node| Some((node.as_str()?, node.span)));
    let pattern = patterns.next();
    if let Some((_, span)) =
        patterns.find(|(other, _)| pattern.is_none_or(|(first, _)| *other != first))
    {
        return Err(Uncompared {
            span,
            what: "two patterns on one value".to_owned(),
        });
    }
    Ok(TextPromise {
        min_length: strictest(facets, "minLength", false),
        max_length: strictest(facets, "maxLength", true),
        pattern,
        format: format(facets)?,
    })
}

fn format<'a>(facets: &Facets<'a>) -> Result<Option<(&'a str, Span)>, Uncompared> {
    let mut formats = values(facets, "format").filter_map(|node| Some((node.as_str()?, node.span)));
    let first = formats.next();
    match formats.find(|(other, _)| first.is_none_or(|(name, _)| *other != name)) {
        Some((_, span)) => Err(Uncompared {
            span,
            what: "two formats on one value".to_owned(),
        }),
        None => Ok(first),
    }
}

fn limit(node: &Node, exclusive: bool) -> Option<Limit> {
    Some(Limit {
        value: node.as_number()?.clone(),
        exclusive,
        span: node.span,
    })
}

/// The strictest of the numbers that the parts state under a key.
fn strictest(facets: &Facets<'_>, key: &str, upper: bool) -> Option<Limit> {
    tightest(
        values(facets, key).filter_map(|node| limit(node, false)),
        upper,
    )
}

fn tightest(limits: impl Iterator<Item = Limit>, upper: bool) -> Option<Limit> {
    limits.reduce(|known, next| {
        let order = next.value.cmp(&known.value);
        let tighter = if upper { order.is_lt() } else { order.is_gt() };
        if tighter || (order.is_eq() && next.exclusive) {
            next
        } else {
            known
        }
    })
}

fn number(facets: &Facets<'_>) -> Result<NumberPromise, Uncompared> {
    let side = |inclusive: &'static str, exclusive: &'static str, upper: bool| {
        let limits = facets.parts.iter().flat_map(move |part| {
            let flag = part.get(exclusive);
            // 3.0: a boolean beside the bound; 3.1: a bound of its own.
            let strict = flag.and_then(Node::as_bool) == Some(true);
            let bound = part.get(inclusive).and_then(|node| limit(node, strict));
            [bound, flag.and_then(|node| limit(node, true))]
                .into_iter()
                .flatten()
        });
        tightest(limits, upper)
    };
    let mut divisors = values(facets, "multipleOf").filter_map(|node| limit(node, false));
    let multiple_of = divisors.next();
    if let Some(other) = divisors.find(|other| {
        multiple_of
            .as_ref()
            .is_none_or(|first| first.value != other.value)
    }) {
        return Err(Uncompared {
            span: other.span,
            what: "two values of `multipleOf` on one number".to_owned(),
        });
    }
    Ok(NumberPromise {
        minimum: side("minimum", "exclusiveMinimum", false),
        maximum: side("maximum", "exclusiveMaximum", true),
        multiple_of,
    })
}

fn object<'a>(facets: &Facets<'a>) -> ObjectPromise<'a> {
    let mut properties: BTreeMap<&str, PropertyPromise<'_>> = BTreeMap::new();
    let mut additional = Additional::Open;
    for part in &facets.parts {
        for entry in entries(part, "properties") {
            let property = properties
                .entry(&entry.key)
                .or_insert_with(|| PropertyPromise {
                    span: entry.key_span,
                    schemas: Vec::new(),
                    required: false,
                });
            property.schemas.push(&entry.node);
        }
        if let Some(node) = part.get("additionalProperties") {
            match (node.as_bool(), &mut additional) {
                (Some(false), additional) => *additional = Additional::Refused(node.span),
                (None, Additional::Schema(schemas)) => schemas.push(node),
                (None, additional @ Additional::Open)
                    if node
                        .as_object()
                        .is_some_and(|schema| !schema.entries.is_empty()) =>
                {
                    *additional = Additional::Schema(vec![node]);
                }
                _ => {}
            }
        }
    }
    for name in values(facets, "required")
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
    ObjectPromise {
        properties,
        additional,
        min: strictest(facets, "minProperties", false),
        max: strictest(facets, "maxProperties", true),
    }
}
