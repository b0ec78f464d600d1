//! The operations that the description promises.

use super::response::{Response, Status, read_response};
use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Object};
use std::collections::{BTreeMap, BTreeSet};

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    /// The place of the method's key.
    pub(crate) span: Span,
    /// In lower case.
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) id: Option<(&'a str, Span)>,
    pub(crate) parameters: BTreeMap<(Location, String), Parameter<'a>>,
    pub(crate) body: Option<Body<'a>>,
    pub(crate) responses: BTreeMap<Status, Response<'a>>,
    /// What stands in the operation and is not compared.
    pub(crate) uncompared: Vec<Uncompared>,
}

impl Operation<'_> {
    /// The operation as people speak of it: `GET /tasks`.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    pub(crate) fn from_wire(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The name as it is compared: header names have no case.
    pub(crate) fn key(self, name: &str) -> (Self, String) {
        (
            self,
            if self == Self::Header {
                name.to_ascii_lowercase()
            } else {
                name.to_owned()
            },
        )
    }
}

/// How a list is written in a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListStyle {
    Simple,
    Form,
    FormExploded,
    SpaceDelimited,
    PipeDelimited,
}

/// One parameter.
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) span: Span,
    pub(crate) name: &'a str,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) schema: &'a Node,
    /// How a list is written; `None` for a style that is not compared.
    pub(crate) style: Option<ListStyle>,
}

/// The request body.
#[derive(Debug)]
pub(crate) struct Body<'a> {
    pub(crate) span: Span,
    pub(crate) required: bool,
    pub(crate) media_types: BTreeSet<&'a str>,
    pub(crate) content: BodyContent<'a>,
}

/// What a body holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum BodyContent<'a> {
    Json(Option<&'a Node>),
    Text,
    Bytes,
    /// A form or parts of several kinds.
    Form,
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
        id: object
            .get("operationId")
            .and_then(|node| Some((node.as_str()?, node.span))),
        parameters: BTreeMap::new(),
        body: None,
        responses: BTreeMap::new(),
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
            Ok(body) => operation.body = body_of(body),
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

/// A parameter; `None` for a header that the description has no say in (Parameter Object, `name`).
fn parameter<'a>(spec: Spec<'a>, node: &'a Node) -> Result<Option<Parameter<'a>>, Uncompared> {
    let target = spec.follow(node)?;
    let uncompared = |what: String| Uncompared {
        span: node.span,
        what,
    };
    let object = target
        .as_object()
        .ok_or_else(|| uncompared("a parameter that is no object".to_owned()))?;
    let text = |key| object.get(key).and_then(Node::as_str);
    let (Some(name), Some(location)) = (text("name"), text("in").and_then(Location::from_wire))
    else {
        return Err(uncompared("a parameter without `name` or `in`".to_owned()));
    };
    if location == Location::Header
        && ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
    {
        return Ok(None);
    }
    let Some(schema) = object.get("schema") else {
        return Err(uncompared(format!(
            "the parameter `{name}`, which has `content` in place of `schema`"
        )));
    };
    let usual = if matches!(location, Location::Query | Location::Cookie) {
        "form"
    } else {
        "simple"
    };
    let style = text("style").unwrap_or(usual);
    let explode = object
        .get("explode")
        .and_then(Node::as_bool)
        .unwrap_or(style == "form");
    Ok(Some(Parameter {
        span: node.span,
        name,
        location,
        required: location == Location::Path
            || object.get("required").and_then(Node::as_bool) == Some(true),
        schema,
        style: match (style, explode) {
            ("simple", _) => Some(ListStyle::Simple),
            ("form", false) => Some(ListStyle::Form),
            ("spaceDelimited", false) => Some(ListStyle::SpaceDelimited),
            ("pipeDelimited", false) => Some(ListStyle::PipeDelimited),
            // Exploded, a separator is never written.
            ("form" | "spaceDelimited" | "pipeDelimited", true) => Some(ListStyle::FormExploded),
            _ => None,
        },
    }))
}

fn body_of(node: &Node) -> Option<Body<'_>> {
    let object = node.as_object()?;
    let content = entries(object, "content");
    let chosen = content
        .iter()
        .map(|entry| content_of(&entry.key, &entry.node))
        .min_by_key(|content| rank(*content))?;
    Some(Body {
        span: node.span,
        required: object.get("required").and_then(Node::as_bool) == Some(true),
        media_types: content.iter().map(|entry| entry.key.as_str()).collect(),
        content: chosen,
    })
}

/// JSON is read first where a body may be sent as several types.
fn rank(content: BodyContent<'_>) -> u8 {
    match content {
        BodyContent::Json(_) => 0,
        BodyContent::Text => 1,
        BodyContent::Bytes => 2,
        BodyContent::Form => 3,
    }
}

/// What a body of a media type holds.
pub(super) fn content_of<'a>(media_type: &str, node: &'a Node) -> BodyContent<'a> {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    if subtype == "json" || subtype.ends_with("+json") {
        BodyContent::Json(node.as_object().and_then(|object| object.get("schema")))
    } else if essence.starts_with("text/") {
        BodyContent::Text
    } else if essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/") {
        BodyContent::Form
    } else {
        BodyContent::Bytes
    }
}
