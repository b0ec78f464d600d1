//! The files of the suite → its groups. Read with places and exact numbers, since some tests are about the digits.

use specwright_diagnostics::SourceMap;
use specwright_source::{Node, Value};
use std::path::Path;

/// A schema and what is to be said about some values.
pub struct Group {
    /// `draft4/enum.json`.
    pub file: String,
    pub description: String,
    pub schema: Node,
    pub tests: Vec<Test>,
}

/// A value, and whether it is valid.
pub struct Test {
    pub description: String,
    /// As JSON text.
    pub data: String,
    pub is_valid: bool,
}

/// All groups, in the order of the files' names.
pub fn read(folder: &Path) -> Vec<Group> {
    let files = specwright_disk::read_tree(folder).unwrap();
    let files = files
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("draft4/"));
    files
        .flat_map(|(path, file)| {
            let bytes = file.contents.clone();
            let read = specwright_source::read(&mut SourceMap::default(), path.as_str(), bytes);
            let root = read.value.unwrap().root;
            let groups = root.as_array().unwrap().to_vec();
            groups
                .into_iter()
                .map(|node| group(path.as_str(), &node))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn group(file: &str, node: &Node) -> Group {
    let tests = get(node, "tests").as_array().unwrap();
    Group {
        file: file.to_owned(),
        description: get(node, "description").as_str().unwrap().to_owned(),
        schema: get(node, "schema").clone(),
        tests: tests
            .iter()
            .map(|test| Test {
                description: get(test, "description").as_str().unwrap().to_owned(),
                data: json_text(get(test, "data")),
                is_valid: get(test, "valid").as_bool().unwrap(),
            })
            .collect(),
    }
}

fn get<'n>(node: &'n Node, key: &str) -> &'n Node {
    node.as_object().unwrap().get(key).unwrap()
}

/// A value as JSON, its numbers as they were written.
pub fn json_text(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.text().to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(json_text).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(object) => {
            let entries = object.entries.iter();
            let entries = entries.map(|entry| (entry.key.clone(), json_text(&entry.node)));
            object_text(entries)
        }
    }
}

/// An object of members that are JSON texts.
pub fn object_text(members: impl IntoIterator<Item = (String, String)>) -> String {
    let members: Vec<String> = members
        .into_iter()
        .map(|(key, value)| format!("{}: {value}", quoted(&key)))
        .collect();
    format!("{{{}}}", members.join(", "))
}

pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
