//! Kinds of values in words.

use crate::expected::{Facets, Promise, Shape};
use crate::recovered::ValueKind;

/// What the code has.
pub(super) fn kind_name(kind: &ValueKind) -> &'static str {
    match kind {
        ValueKind::Any => "any value",
        ValueKind::Boolean => "a boolean",
        ValueKind::Uuid => "a UUID",
        ValueKind::Timestamp => "a timestamp",
        ValueKind::Date => "a date",
        ValueKind::Time => "a time",
        ValueKind::Bytes => "base64",
        ValueKind::Text(_) => "a string",
        ValueKind::Integer { .. } => "an integer",
        ValueKind::Unsigned(_) => "an integer without a sign",
        ValueKind::Number(_) => "a number",
        ValueKind::Decimal(_) => "a decimal number",
        ValueKind::DecimalText(_) => "a decimal number in a string",
        ValueKind::Choice(_) => "one of a closed set",
        ValueKind::List { .. } => "an array",
        ValueKind::Map { .. } => "a map",
        ValueKind::Record(_) => "an object",
        ValueKind::Union(_) => "one of several alternatives",
        ValueKind::Newtype(_) => "a list or a map that holds itself",
        ValueKind::Upload => "a file",
        ValueKind::Checked { value, .. } => kind_name(&value.kind),
        ValueKind::Problem => "a problem document",
    }
}

/// What the description has.
pub(super) fn shape_name(promise: &Promise<'_>, facets: &Facets<'_>) -> String {
    match &promise.shape {
        Shape::Any if !facets.unions.is_empty() => "one of several alternatives".to_owned(),
        Shape::Any => "any value".to_owned(),
        Shape::Boolean => "a boolean".to_owned(),
        Shape::Integer { .. } => "an integer".to_owned(),
        Shape::Number {
            format: Some(format),
            ..
        } => format!("a number (`{format}`)"),
        Shape::Number { .. } => "a number".to_owned(),
        Shape::Text(_) => "a string".to_owned(),
        Shape::Choice(_) => "one of a closed set".to_owned(),
        Shape::List { .. } => "an array".to_owned(),
        Shape::Object(_) => "an object".to_owned(),
    }
}
