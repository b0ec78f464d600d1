//! An expression of RFC 9535 (`JSONPath`) → the ways to the nodes that it selects.

use serde_json::Value as Json;
use serde_json_path::{JsonPath, PathElement};
use specwright_source::{Node, Value};

/// A step down the tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The longest expression, and how deep its brackets may lie in each other: the parser works by recursion.
const LONGEST: usize = 2_000;
const DEEPEST: usize = 12;
/// How often `..` may occur: each walks the whole tree below each node that was selected before it.
const DESCENTS: usize = 2;

/// The ways to the selected nodes, in the order of the tree, each once (RFC 9535).
pub(super) fn select(root: &Node, expression: &str) -> Result<Vec<Vec<Step>>, String> {
    check_size(expression)?;
    let path = JsonPath::parse(expression).map_err(|error| error.to_string())?;
    let json = to_json(root);
    let mut paths: Vec<Vec<Step>> = path
        .query_located(&json)
        .locations()
        .map(|location| {
            let steps = location.iter().map(|element| match element {
                PathElement::Name(name) => Step::Key((*name).to_owned()),
                PathElement::Index(index) => Step::Index(*index),
            });
            steps.collect()
        })
        .collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn check_size(expression: &str) -> Result<(), String> {
    if expression.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    if expression.matches("..").count() > DESCENTS {
        return Err(format!("`..` occurs more than {DESCENTS} times"));
    }
    let mut depth = 0_usize;
    for char in expression.chars() {
        match char {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(format!("its brackets lie more than {DEEPEST} deep"));
        }
    }
    Ok(())
}

/// The tree without its places, which an expression has no eyes for. Numbers are compared as doubles.
fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => number.text().parse().map_or(Json::Null, Json::Number),
        Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => items.iter().map(to_json).collect(),
        Value::Object(object) => {
            let entries = object.entries.iter();
            entries
                .map(|entry| (entry.key.clone(), to_json(&entry.node)))
                .collect()
        }
    }
}

/// The names of an expression that is nothing but names: `$.info['title']` has two.
pub(super) fn names(expression: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = expression.strip_prefix('$')?;
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("['") {
            let (name, after) = quoted.split_once("']")?;
            names.push(name.to_owned());
            rest = after;
        } else {
            let plain = rest.strip_prefix('.')?;
            let end = plain.find(['.', '[']).unwrap_or(plain.len());
            names.push(plain[..end].to_owned());
            rest = &plain[end..];
        }
    }
    Some(names)
}
