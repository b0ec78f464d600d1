//! The value tree.

use crate::{Number, Object};
use specwright_diagnostics::Span;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// The text of the value.
    pub span: Span,
}

/// Something that was read, and the place that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Its text.
    pub span: Span,
}

/// A value of the JSON data model.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its text.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order of the text.
    Object(Object),
}

/// One entry of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key; a YAML key that is a number or a boolean stands here as its text.
    pub key: String,
    /// The text of the key.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        if let Value::Object(object) = &self.value {
            Some(object)
        } else {
            None
        }
    }

    /// The items, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        if let Value::Array(items) = &self.value {
            Some(items)
        } else {
            None
        }
    }

    /// The text, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = &self.value {
            Some(text)
        } else {
            None
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Value::Number(number) = &self.value {
            Some(number)
        } else {
            None
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self.value {
            Some(value)
        } else {
            None
        }
    }

    /// The name of the value's type, for messages: `null`, `a boolean`, `a number`, `a string`, `an array`, `an object`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }

    /// The value behind a JSON Pointer (RFC 6901), such as `/paths/~1tasks/get`; the empty pointer is the node itself.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer
            .strip_prefix('/')?
            .split('/')
            .try_fold(self, |node, token| {
                let token = token.replace("~1", "/").replace("~0", "~");
                match &node.value {
                    Value::Object(object) => object.get(&token),
                    Value::Array(items) => items.get(token.parse::<usize>().ok()?),
                    _ => None,
                }
            })
    }
}
