//! Values of the JSON data model, compared by value.

use specwright_diagnostics::SourceMap;
use specwright_source::{Number, Value};
use std::collections::BTreeMap;

/// A value: numbers by value, objects without an order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

impl Json {
    /// The value of a node.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(*flag),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => {
                Self::List(items.iter().map(|item| Self::of(&item.value)).collect())
            }
            Value::Object(object) => Self::Object(
                object
                    .entries
                    .iter()
                    .map(|entry| (entry.key.clone(), Self::of(&entry.node.value)))
                    .collect(),
            ),
        }
    }

    /// The value of a JSON text; `None` for a text that is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut sources = SourceMap::default();
        let read = specwright_source::read(&mut sources, "constant.json", text);
        if read.has_errors() {
            return None;
        }
        read.value.map(|document| Self::of(&document.root.value))
    }

    /// The type of the value, in the words of JSON Schema.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(number) if number.is_integer() => "integer",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::List(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn texts_are_equal_when_their_values_are() {
        for (left, right, equal) in [
            ("1", "1.0", true),
            (
                "{\"a\": 1, \"b\": [null]}",
                "{\"b\":[null],\"a\":1e0}",
                true,
            ),
            ("[1, 2]", "[2, 1]", false),
            ("\"1\"", "1", false),
            ("false", "0", false),
        ] {
            assert_eq!(
                Json::parse(left) == Json::parse(right),
                equal,
                "{left} {right}"
            );
        }
        assert_eq!(Json::parse("nul"), None);
    }
}
