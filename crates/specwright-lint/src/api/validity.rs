//! Whether a value that stands in a description satisfies a schema of it.

use specwright_diagnostics::Span;
use specwright_openapi::{AdditionalProperties, Description, Schema, SchemaId, SchemaType};
use specwright_source::{Node, Object, Value};
use std::cell::Cell;
use std::collections::BTreeSet;

/// The first keyword that a value does not satisfy.
#[derive(Debug)]
pub(super) struct Fault {
    /// The part of the value.
    pub(super) span: Span,
    /// What is wrong with it.
    pub(super) message: String,
}

/// How deep schemas are followed; the values of descriptions are shallower.
const DEEPEST: usize = 64;

/// How many schemas are held against one value. Branches that share branches multiply without a bound; a value that
/// needs more counts as valid.
const MOST_STEPS: usize = 20_000;

/// The description, and how many steps are left.
struct Scope<'a> {
    api: &'a Description,
    left: Cell<usize>,
}

/// The first fault of a value. Patterns and `multipleOf` are not judged, and a property that is required only in
/// requests or only in responses may be missing.
pub(super) fn fault(api: &Description, schema: &Schema, value: &Node) -> Option<Fault> {
    let scope = Scope {
        api,
        left: Cell::new(MOST_STEPS),
    };
    judge(&scope, schema, value, 0).filter(|_| scope.left.get() > 0)
}

fn judge(scope: &Scope<'_>, schema: &Schema, value: &Node, depth: usize) -> Option<Fault> {
    scope.left.set(scope.left.get().saturating_sub(1));
    let tired = depth > DEEPEST || scope.left.get() == 0;
    if tired || (value.value == Value::Null && schema.nullable) {
        return None;
    }
    let found = own_type(schema, value)
        .or_else(|| enumeration(schema, value))
        .or_else(|| match &value.value {
            Value::String(text) => string(schema, text, value.span),
            Value::Number(_) => number(schema, value),
            Value::Array(items) => array(scope, schema, items, value.span, depth),
            Value::Object(object) => self::object(scope, schema, object, value.span, depth),
            Value::Null | Value::Bool(_) => None,
        });
    found.or_else(|| composition(scope, schema, value, depth))
}

impl Fault {
    fn at(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
        }
    }
}

fn own_type(schema: &Schema, value: &Node) -> Option<Fault> {
    let kind = schema.kind.as_ref()?.value;
    let (fits, noun) = match kind {
        SchemaType::String => (matches!(value.value, Value::String(_)), "a string"),
        SchemaType::Number => (matches!(value.value, Value::Number(_)), "a number"),
        SchemaType::Integer => (
            value
                .as_number()
                .is_some_and(specwright_source::Number::is_integer),
            "an integer",
        ),
        SchemaType::Boolean => (matches!(value.value, Value::Bool(_)), "a boolean"),
        SchemaType::Array => (matches!(value.value, Value::Array(_)), "an array"),
        SchemaType::Object => (matches!(value.value, Value::Object(_)), "an object"),
    };
    if fits {
        None
    } else {
        Some(Fault::at(
            value.span,
            format!("it is {}, where {noun} belongs", value.type_name()),
        ))
    }
}

fn enumeration(schema: &Schema, value: &Node) -> Option<Fault> {
    let listed = schema.enumeration.as_ref()?;
    if listed.value.iter().any(|one| same(one, value)) {
        None
    } else {
        Some(Fault::at(
            value.span,
            "it is none of the values under `enum`",
        ))
    }
}

fn string(schema: &Schema, text: &str, span: Span) -> Option<Fault> {
    let length = text.chars().count() as u64;
    if let Some(least) = schema
        .min_length
        .as_ref()
        .filter(|least| length < least.value)
    {
        return Some(Fault::at(
            span,
            format!(
                "it has {length} characters, and `minLength` is {}",
                least.value
            ),
        ));
    }
    if let Some(most) = schema
        .max_length
        .as_ref()
        .filter(|most| length > most.value)
    {
        return Some(Fault::at(
            span,
            format!(
                "it has {length} characters, and `maxLength` is {}",
                most.value
            ),
        ));
    }
    let format = schema.format.as_ref()?.value.as_str();
    if has_format(text, format) {
        None
    } else {
        Some(Fault::at(
            span,
            format!("it has not the form of `{format}`"),
        ))
    }
}

/// Whether a text has the form that a format asks for; formats whose form is not plain are not judged.
fn has_format(text: &str, format: &str) -> bool {
    match format {
        "date" => is_date(text),
        "date-time" => {
            let moment = text.split_once(['T', 't', ' ']);
            moment.is_some_and(|(date, time)| {
                is_date(date)
                    && time.len() >= 9
                    && time.is_char_boundary(8)
                    && is_digits(&time[..8], "00:00:00")
            })
        }
        "uuid" => {
            text.len() == 36
                && text.bytes().enumerate().all(|(place, byte)| match place {
                    8 | 13 | 18 | 23 => byte == b'-',
                    _ => byte.is_ascii_hexdigit(),
                })
        }
        "email" => text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        _ => true,
    }
}

fn is_date(text: &str) -> bool {
    is_digits(text, "0000-00-00")
        && ("01".."13").contains(&&text[5..7])
        && ("01".."32").contains(&&text[8..])
}

/// Whether a text has digits where the form has a `0`, and the form's own characters elsewhere.
fn is_digits(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, form)| {
            if form == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == form
            }
        })
}

fn number(schema: &Schema, value: &Node) -> Option<Fault> {
    let number = value.as_number()?;
    if let Some(least) = &schema.minimum
        && (*number < least.value || (schema.exclusive_minimum && *number == least.value))
    {
        return Some(Fault::at(
            value.span,
            format!("it is below the `minimum` of {}", least.value),
        ));
    }
    if let Some(most) = &schema.maximum
        && (*number > most.value || (schema.exclusive_maximum && *number == most.value))
    {
        return Some(Fault::at(
            value.span,
            format!("it is above the `maximum` of {}", most.value),
        ));
    }
    None
}

fn array(
    scope: &Scope<'_>,
    schema: &Schema,
    items: &[Node],
    span: Span,
    depth: usize,
) -> Option<Fault> {
    let length = items.len() as u64;
    if let Some(least) = schema
        .min_items
        .as_ref()
        .filter(|least| length < least.value)
    {
        return Some(Fault::at(
            span,
            format!("it has {length} items, and `minItems` is {}", least.value),
        ));
    }
    if let Some(most) = schema.max_items.as_ref().filter(|most| length > most.value) {
        return Some(Fault::at(
            span,
            format!("it has {length} items, and `maxItems` is {}", most.value),
        ));
    }
    if schema.unique_items {
        let mut seen = BTreeSet::new();
        if let Some(twice) = items.iter().find(|item| !seen.insert(item.to_json())) {
            return Some(Fault::at(
                twice.span,
                "it is there twice, and `uniqueItems` is set",
            ));
        }
    }
    let of_items = scope.api.schema(schema.items?);
    items
        .iter()
        .find_map(|item| judge(scope, of_items, item, depth + 1))
}

fn object(
    scope: &Scope<'_>,
    schema: &Schema,
    object: &Object,
    span: Span,
    depth: usize,
) -> Option<Fault> {
    let count = object.entries.len() as u64;
    if let Some(least) = schema
        .min_properties
        .as_ref()
        .filter(|least| count < least.value)
    {
        return Some(Fault::at(
            span,
            format!(
                "it has {count} properties, and `minProperties` is {}",
                least.value
            ),
        ));
    }
    if let Some(most) = schema
        .max_properties
        .as_ref()
        .filter(|most| count > most.value)
    {
        return Some(Fault::at(
            span,
            format!(
                "it has {count} properties, and `maxProperties` is {}",
                most.value
            ),
        ));
    }
    let described = |name: &str| {
        schema
            .properties
            .iter()
            .find(|(property, _)| property.value == name)
            .map(|(_, id)| scope.api.schema(*id))
    };
    for name in &schema.required {
        let one_way = described(&name.value)
            .is_some_and(|property| property.read_only || property.write_only);
        if !one_way && object.get(&name.value).is_none() {
            let place = object.entries.first().map_or(span, |entry| entry.key_span);
            return Some(Fault::at(
                place,
                format!("the required property `{}` is missing", name.value),
            ));
        }
    }
    for entry in &object.entries {
        let property = match (described(&entry.key), &schema.additional_properties) {
            (Some(property), _) => property,
            (None, AdditionalProperties::Schema(id, _)) => scope.api.schema(*id),
            (None, AdditionalProperties::Refused(_)) => {
                return Some(Fault::at(
                    entry.key_span,
                    format!(
                        "the property `{}` is not described, and no others are allowed",
                        entry.key
                    ),
                ));
            }
            (None, AdditionalProperties::Unstated | AdditionalProperties::Allowed(_)) => continue,
        };
        if let Some(fault) = judge(scope, property, &entry.node, depth + 1) {
            return Some(fault);
        }
    }
    None
}

fn composition(scope: &Scope<'_>, schema: &Schema, value: &Node, depth: usize) -> Option<Fault> {
    let valid = |id: &SchemaId| judge(scope, scope.api.schema(*id), value, depth + 1).is_none();
    let all_of = schema.all_of.iter().flat_map(|list| &list.value);
    if let Some(fault) = all_of
        .into_iter()
        .find_map(|id| judge(scope, scope.api.schema(*id), value, depth + 1))
    {
        return Some(fault);
    }
    // A value of which two branches of `oneOf` say yes may differ in a keyword that is not judged here.
    for (key, list) in [("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
        if list
            .as_ref()
            .is_some_and(|list| !list.value.iter().any(valid))
        {
            return Some(Fault::at(
                value.span,
                format!("it satisfies no branch of `{key}`"),
            ));
        }
    }
    // The reverse of a judgement with gaps is none, so `not` is left alone.
    None
}

/// Whether two values are equal, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one == other,
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.entries.len() == other.entries.len()
                && one.entries.iter().all(|entry| {
                    other
                        .get(&entry.key)
                        .is_some_and(|value| same(&entry.node, value))
                })
        }
        _ => false,
    }
}
