//! The responses that the description promises.

use super::content::{MediaType, media_types};
use super::parameter::is_json;
use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node};
use std::collections::BTreeMap;

/// For which status a response stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Code(u16),
    /// `4XX` is 4.
    Class(u16),
    Default,
}

impl Status {
    /// The status of a key of `responses`.
    pub(super) fn from_wire(text: &str) -> Option<Self> {
        match text.as_bytes() {
            b"default" => Some(Self::Default),
            [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
                Some(Self::Class(u16::from(class - b'0')))
            }
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => text.parse().ok().map(Self::Code),
            _ => None,
        }
    }

    /// The number that stands for it in the table of routes: `4XX` is 4, `default` is 0.
    pub(crate) fn number(self) -> u16 {
        match self {
            Self::Code(number) | Self::Class(number) => number,
            Self::Default => 0,
        }
    }
}

/// One response.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) span: Span,
    /// The declared media types; none where there is no body.
    pub(crate) contents: Vec<MediaType<'a>>,
    pub(crate) headers: BTreeMap<String, Header<'a>>,
}

impl<'a> Response<'a> {
    /// The declared media type or range that a sent media type falls under.
    pub(crate) fn content_for(&self, sent: &str) -> Option<&MediaType<'a>> {
        let exact = self.contents.iter().find(|declared| declared.name == sent);
        exact.or_else(|| {
            self.contents
                .iter()
                .find(|declared| holds(declared.name, sent))
        })
    }
}

/// Whether a media range such as `image/*` holds a media type (RFC 9110, section 12.5.1).
pub(crate) fn holds(range: &str, media_type: &str) -> bool {
    let essence = |text: &str| {
        text.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    if media_type.contains('*') {
        return essence(range) == essence(media_type);
    }
    match essence(range).split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => essence(media_type)
            .split_once('/')
            .is_some_and(|(other, _)| other == kind),
        // No range of the standard, and written all the same: `application/*+json`.
        Some((kind, suffix)) if suffix.starts_with("*+") => essence(media_type)
            .split_once('/')
            .is_some_and(|(other, subtype)| {
                other == kind && (subtype == &suffix[2..] || subtype.ends_with(&suffix[1..]))
            }),
        _ => false,
    }
}

/// One header of a response.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    pub(crate) span: Span,
    pub(crate) required: bool,
    pub(crate) schema: Option<&'a Node>,
    /// Whether it is a JSON text, as `content` says.
    pub(crate) is_json: bool,
}

/// Reads a response.
pub(super) fn read_response<'a>(
    spec: Spec<'a>,
    entry: &'a Entry,
    node: &'a Node,
    uncompared: &mut Vec<Uncompared>,
) -> Response<'a> {
    let mut response = Response {
        span: entry.key_span,
        contents: node
            .as_object()
            .map_or_else(Vec::new, |object| media_types(spec, object, uncompared)),
        headers: BTreeMap::new(),
    };
    let Some(object) = node.as_object() else {
        return response;
    };
    for header in entries(object, "headers") {
        let name = header.key.to_ascii_lowercase();
        // `Content-Type` is said by the media type (Response Object, `headers`).
        if name == "content-type" {
            continue;
        }
        match spec.follow(&header.node) {
            Ok(target) => {
                let target = target.as_object();
                let content = match target.map_or(&[][..], |object| entries(object, "content")) {
                    [content] if is_json(&content.key) => content.node.as_object(),
                    _ => None,
                };
                let read = Header {
                    span: header.key_span,
                    required: target
                        .and_then(|object| object.get("required"))
                        .and_then(Node::as_bool)
                        == Some(true),
                    schema: content.or(target).and_then(|object| object.get("schema")),
                    is_json: content.is_some(),
                };
                response.headers.insert(name, read);
            }
            Err(problem) => uncompared.push(problem),
        }
    }
    response
}
