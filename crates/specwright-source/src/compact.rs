//! Value tree → compact JSON text.

use crate::{Node, Value};
use std::fmt::Write as _;

impl Node {
    /// The value as JSON without white space; keys keep their order, numbers their text.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        write_value(&self.value, &mut text);
        text
    }
}

fn write_value(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(number.text()),
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_value(&item.value, text);
            }
            text.push(']');
        }
        Value::Object(object) => {
            text.push('{');
            for (index, entry) in object.entries.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_string(&entry.key, text);
                text.push(':');
                write_value(&entry.node.value, text);
            }
            text.push('}');
        }
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c < ' ' => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}
