//! Value tree → JSON text.

use crate::{Node, Value};
use std::fmt::Write as _;

impl Node {
    /// The value as JSON without white space; keys keep their order, numbers their text.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        write_value(&self.value, None, &mut text);
        text
    }

    /// The same with a line for each entry and each item, indented by two spaces.
    #[must_use]
    pub fn to_pretty_json(&self) -> String {
        let mut text = String::new();
        write_value(&self.value, Some(0), &mut text);
        text
    }
}

/// Writes a value; `depth` is that of its lines, where there are lines.
fn write_value(value: &Value, depth: Option<usize>, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(number.text()),
        Value::String(string) => write_string(string, text),
        Value::Array(items) => write_parts(['[', ']'], items, depth, text, |item, depth, text| {
            write_value(&item.value, depth, text);
        }),
        Value::Object(object) => write_parts(
            ['{', '}'],
            &object.entries,
            depth,
            text,
            |entry, depth, text| {
                write_string(&entry.key, text);
                text.push_str(if depth.is_some() { ": " } else { ":" });
                write_value(&entry.node.value, depth, text);
            },
        ),
    }
}

fn write_parts<T>(
    [open, close]: [char; 2],
    parts: &[T],
    depth: Option<usize>,
    text: &mut String,
    write: impl Fn(&T, Option<usize>, &mut String),
) {
    let inner = depth.map(|depth| depth + 1);
    text.push(open);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        break_line(inner, text);
        write(part, inner, text);
    }
    if !parts.is_empty() {
        break_line(depth, text);
    }
    text.push(close);
}

fn break_line(depth: Option<usize>, text: &mut String) {
    if let Some(depth) = depth {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
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
