//! The parameters that the description promises.

use super::outline::{Made, Outline};
use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Node, Object};
use std::collections::BTreeSet;

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

/// How a value is written in a parameter or in a form (OpenAPI 3.0.3, Parameter Object, Style Values).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Simple,
    SimpleExploded,
    Label,
    LabelExploded,
    Matrix,
    MatrixExploded,
    Form,
    FormExploded,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

impl Style {
    /// The style of `style` and `explode`, which stand in a Parameter Object or in an Encoding Object.
    pub(super) fn of(object: &Object, usual: &str, at: Span) -> Result<Self, Uncompared> {
        let stated = object.get("style");
        let style = stated.and_then(Node::as_str).unwrap_or(usual);
        let explode = object
            .get("explode")
            .and_then(Node::as_bool)
            .unwrap_or(style == "form");
        Ok(match (style, explode) {
            ("simple", false) => Self::Simple,
            ("simple", true) => Self::SimpleExploded,
            ("label", false) => Self::Label,
            ("label", true) => Self::LabelExploded,
            ("matrix", false) => Self::Matrix,
            ("matrix", true) => Self::MatrixExploded,
            ("form", false) => Self::Form,
            ("spaceDelimited", false) => Self::SpaceDelimited,
            ("pipeDelimited", false) => Self::PipeDelimited,
            // Exploded, a separator is never written.
            ("form" | "spaceDelimited" | "pipeDelimited", true) => Self::FormExploded,
            ("deepObject", _) => Self::DeepObject,
            (other, _) => {
                return Err(Uncompared {
                    span: stated.map_or(at, |node| node.span),
                    what: format!("the style `{other}`"),
                });
            }
        })
    }
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    Styled(Style),
    /// As JSON, where `content` says so.
    Json,
}

/// One parameter.
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) span: Span,
    pub(crate) name: &'a str,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) schema: Option<&'a Node>,
    pub(crate) notation: Notation,
    /// Whether a parameter without a text is one that is not there.
    pub(crate) may_be_empty: bool,
    /// What its text is taken apart into.
    pub(crate) made: Made,
    /// The names of its properties.
    pub(crate) names: BTreeSet<&'a str>,
    /// Whether properties of any names are kept; `None` where they may be, and need not be.
    pub(crate) is_open: Option<bool>,
}

/// Reads a parameter; `None` for a header that the description has no say in (Parameter Object, `name`).
pub(super) fn parameter<'a>(
    spec: Spec<'a>,
    node: &'a Node,
) -> Result<Option<Parameter<'a>>, Uncompared> {
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
    let usual = if matches!(location, Location::Query | Location::Cookie) {
        "form"
    } else {
        "simple"
    };
    let (schema, notation) = match (object.get("schema"), entries(object, "content")) {
        (Some(schema), _) => (
            Some(schema),
            Notation::Styled(Style::of(object, usual, node.span)?),
        ),
        (None, [content]) if is_json(&content.key) => (
            content
                .node
                .as_object()
                .and_then(|media_type| media_type.get("schema")),
            Notation::Json,
        ),
        _ => {
            return Err(uncompared(format!(
                "the parameter `{name}`, which is neither a `schema` nor JSON"
            )));
        }
    };
    let outline = Outline::of(spec, schema.as_slice());
    // What a style cannot write is left open by the specification, and read as JSON.
    let notation = match notation {
        Notation::Styled(style) if !outline.is_written_in(style) => Notation::Json,
        notation => notation,
    };
    Ok(Some(Parameter {
        span: node.span,
        name,
        location,
        required: location == Location::Path
            || object.get("required").and_then(Node::as_bool) == Some(true),
        schema,
        notation,
        may_be_empty: location == Location::Query
            && object.get("allowEmptyValue").and_then(Node::as_bool) == Some(true),
        made: outline.made(),
        names: outline.property_names(),
        is_open: outline.is_open(),
    }))
}

/// Whether a media type is JSON, or a type whose syntax is JSON's (RFC 6839, section 3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = super::content::essence(media_type);
    essence == "application/json" || essence.ends_with("+json")
}
