//! The items of an array → the one JSON text in which the service keeps an array where the engine has none.

use super::DefaultValue;
use std::fmt::Write as _;

/// The text of the items, in the form in which each of them would stand in a column of its own: what is a text there is a
/// string here, bytes are strings of hexadecimal digits.
pub(super) fn written(items: &[DefaultValue]) -> String {
    let items: Vec<String> = items.iter().map(item).collect();
    format!("[{}]", items.join(","))
}

fn item(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Truth(truth) => truth.to_string(),
        DefaultValue::Number(number) => number.clone(),
        DefaultValue::Text(text) => string(text),
        DefaultValue::Bytes(bytes) => {
            let digits = bytes.iter().fold(String::new(), |mut digits, byte| {
                write!(digits, "{byte:02x}").expect("a string takes all that is written to it");
                digits
            });
            string(&digits)
        }
        DefaultValue::Null
        | DefaultValue::Array { .. }
        | DefaultValue::Expression(_)
        | DefaultValue::Sql(_) => "null".to_owned(),
    }
}

/// A string of JSON with no more escapes than it needs.
fn string(text: &str) -> String {
    let mut json = String::from('"');
    for char in text.chars() {
        match char {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            char if char < ' ' => write!(json, "\\u{:04x}", u32::from(char))
                .expect("a string takes all that is written to it"),
            char => json.push(char),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::DefaultValue;

    #[test]
    fn each_item_stands_as_the_service_writes_it() {
        let items = [
            DefaultValue::Truth(true),
            DefaultValue::Number("7".to_owned()),
            DefaultValue::Text("a \"b\"\\ \n\u{1}ö".to_owned()),
            DefaultValue::Bytes(vec![0, 255]),
        ];
        assert_eq!(written(&items), r#"[true,7,"a \"b\"\\ \n\u0001ö","00ff"]"#);
        assert_eq!(written(&[]), "[]");
    }
}
