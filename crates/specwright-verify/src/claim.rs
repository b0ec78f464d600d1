//! What a schema demands, in one vocabulary for both sides: the keywords of the description and the assertions of the
//! emitted statics become the same claims, and the same normal form.

mod json;
mod normal;

pub(crate) use json::Json;
pub(crate) use normal::{
    DEPTH, Normal, Null, Reading, Stated, apart, normal, permits_null, permitted_of,
};

use specwright_source::Number;
use std::collections::BTreeSet;

/// The types of JSON Schema, in the order of messages.
pub(crate) const TYPES: &[&str] = &[
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// What stands before a pattern among the names of described properties; no property's name of a description has it.
pub(crate) const PATTERN: char = '\0';

/// The formats that are more than advice: a text that does not have the format is refused.
pub(crate) const ASSERTED_FORMATS: &[&str] = &[
    "base64url",
    "byte",
    "char",
    "date",
    "date-time",
    "date-time-local",
    "duration",
    "email",
    "hostname",
    "http-date",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-string",
    "sf-token",
    "time",
    "time-local",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// One keyword and what it says, with the place that says so. `S` is a schema in the words of one side; several of them
/// hold together.
#[derive(Debug, Clone)]
pub(crate) struct Claim<S, P> {
    /// The name of the keyword in the description.
    pub(crate) keyword: &'static str,
    pub(crate) says: Says<S>,
    pub(crate) place: P,
}

/// What a keyword says.
#[derive(Debug, Clone)]
pub(crate) enum Says<S> {
    /// The value has one of these types.
    Types(BTreeSet<&'static str>),
    /// The value is one of these.
    Values(BTreeSet<Json>),
    Number(Number),
    Text(String),
    /// `uniqueItems`.
    Flag,
    Names(BTreeSet<String>),
    Schema(Vec<S>),
    /// One entry of `properties`, `patternProperties` or `dependentSchemas`.
    Named(String, Vec<S>),
    /// One entry of `dependentRequired`.
    NamedNames(String, BTreeSet<String>),
    List(Vec<Vec<S>>),
    /// `additionalProperties` and `items`: what holds of the members that the keywords beside it leave over.
    Rest {
        schema: Vec<S>,
        beside: BTreeSet<String>,
    },
    /// `contains`: how many items fulfil the schema.
    Some {
        schema: Vec<S>,
        min: Number,
        max: Option<Number>,
    },
    Condition {
        when: Vec<S>,
        then: Vec<S>,
        otherwise: Vec<S>,
    },
}

/// The type that a keyword speaks of; `None` for one that speaks of all.
pub(crate) fn speaks_of(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "minLength" | "maxLength" | "pattern" | "format" => "string",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => "number",
        "minItems" | "maxItems" | "uniqueItems" | "prefixItems" | "items" | "contains" => "array",
        "minProperties"
        | "maxProperties"
        | "required"
        | "properties"
        | "patternProperties"
        | "additionalProperties"
        | "propertyNames"
        | "dependentRequired"
        | "dependentSchemas" => "object",
        _ => return None,
    })
}

/// Whether a keyword speaks of one of these types; an integer is a number.
pub(crate) fn concerns(keyword: &str, types: &BTreeSet<&'static str>) -> bool {
    speaks_of(keyword)
        .is_none_or(|kind| types.contains(kind) || (kind == "number" && types.contains("integer")))
}

/// The types of both sets.
pub(crate) fn common_types(
    left: &BTreeSet<&'static str>,
    right: &BTreeSet<&'static str>,
) -> BTreeSet<&'static str> {
    let whole = |set: &BTreeSet<&'static str>| -> BTreeSet<&'static str> {
        let mut set = set.clone();
        if set.contains("number") {
            set.insert("integer");
        }
        set
    };
    without_subsets(whole(left).intersection(&whole(right)).copied().collect())
}

/// A set of types that does not name integers beside the numbers.
pub(crate) fn without_subsets(mut types: BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    if types.contains("number") {
        types.remove("integer");
    }
    types
}
