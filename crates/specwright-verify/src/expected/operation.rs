//! The operations that the description promises.

use super::access::{Access, access};
use super::content::{MediaType, media_types};
use super::parameter::{Location, Parameter, parameter};
use super::response::{Response, Status, read_response};
use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Object};
use std::collections::BTreeMap;

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    /// The place of the method's key.
    pub(crate) span: Span,
    /// In lower case.
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// What the operation is made of: its own object, and the parameters of its path.
    pub(crate) nodes: Vec<&'a Node>,
    /// The place of the path's key.
    pub(crate) path_span: Span,
    pub(crate) id: Option<(&'a str, Span)>,
    pub(crate) parameters: BTreeMap<(Location, String), Parameter<'a>>,
    pub(crate) body: Option<Body<'a>>,
    pub(crate) responses: BTreeMap<Status, Response<'a>>,
    /// Who may call it.
    pub(crate) access: Access<'a>,
    /// What stands in the operation and is not compared.
    pub(crate) uncompared: Vec<Uncompared>,
}

impl Operation<'_> {
    /// The operation as people speak of it: `GET /tasks`.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }
}

/// The request body.
#[derive(Debug)]
pub(crate) struct Body<'a> {
    pub(crate) span: Span,
    pub(crate) required: bool,
    pub(crate) contents: Vec<MediaType<'a>>,
}

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// All operations, in the order of the description.
pub(crate) fn operations(spec: Spec<'_>) -> Result<Vec<Operation<'_>>, Uncompared> {
    let Some(root) = spec.root.as_object() else {
        return Err(Uncompared {
            span: spec.root.span,
            what: "a description that is no object".to_owned(),
        });
    };
    let mut operations = Vec::new();
    for path in entries(root, "paths") {
        if path.key.starts_with("x-") {
            continue;
        }
        let item = spec.follow(&path.node)?;
        let Some(item) = item.as_object() else {
            continue;
        };
        for entry in item
            .entries
            .iter()
            .filter(|entry| METHODS.contains(&entry.key.as_str()))
        {
            if let Some(object) = entry.node.as_object() {
                operations.push(operation(spec, path, item, entry, object));
            }
        }
    }
    Ok(operations)
}

fn operation<'a>(
    spec: Spec<'a>,
    path: &'a Entry,
    item: &'a Object,
    entry: &'a Entry,
    object: &'a Object,
) -> Operation<'a> {
    let mut operation = Operation {
        span: entry.key_span,
        method: &entry.key,
        path: &path.key,
        nodes: std::iter::once(&entry.node)
            .chain(item.get("parameters"))
            .collect(),
        path_span: path.key_span,
        id: object
            .get("operationId")
            .and_then(|node| Some((node.as_str()?, node.span)))
            .filter(|(id, _)| !id.trim().is_empty()),
        parameters: BTreeMap::new(),
        body: None,
        responses: BTreeMap::new(),
        access: access(spec, object),
        uncompared: Vec::new(),
    };
    let listed = |object: &'a Object| {
        object
            .get("parameters")
            .and_then(Node::as_array)
            .unwrap_or_default()
    };
    // The operation's own parameters stand last and replace those of the path.
    for node in listed(item).iter().chain(listed(object)) {
        match parameter(spec, node) {
            Ok(Some(parameter)) => {
                operation
                    .parameters
                    .insert(parameter.location.key(parameter.name), parameter);
            }
            Ok(None) => {}
            Err(uncompared) => operation.uncompared.push(uncompared),
        }
    }
    if let Some(node) = object.get("requestBody") {
        match spec.follow(node) {
            Ok(body) => operation.body = body_of(spec, body, &mut operation.uncompared),
            Err(uncompared) => operation.uncompared.push(uncompared),
        }
    }
    for response in entries(object, "responses") {
        let Some(status) = Status::from_wire(&response.key) else {
            continue;
        };
        match spec.follow(&response.node) {
            Ok(node) => {
                let read = read_response(spec, response, node, &mut operation.uncompared);
                operation.responses.insert(status, read);
            }
            Err(uncompared) => operation.uncompared.push(uncompared),
        }
    }
    operation
}

fn body_of<'a>(
    spec: Spec<'a>,
    node: &'a Node,
    uncompared: &mut Vec<Uncompared>,
) -> Option<Body<'a>> {
    let object = node.as_object()?;
    // A body of no media type can never come.
    if entries(object, "content").is_empty() {
        return None;
    }
    Some(Body {
        span: node.span,
        required: object.get("required").and_then(Node::as_bool) == Some(true),
        contents: media_types(spec, object, uncompared),
    })
}
