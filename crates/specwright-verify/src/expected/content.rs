//! What the media types of a body promise.

use super::outline::{Composed, Made, Outline};
use super::parameter::{Notation, Style, is_json};
use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Object};
use std::collections::BTreeMap;

/// One media type of a body.
#[derive(Debug)]
pub(crate) struct MediaType<'a> {
    /// The place of its name.
    pub(crate) span: Span,
    pub(crate) name: &'a str,
    pub(crate) content: Content<'a>,
}

/// What a body holds.
#[derive(Debug, Clone)]
pub(crate) enum Content<'a> {
    Json(Option<&'a Node>),
    Text,
    Bytes,
    /// `application/x-www-form-urlencoded`.
    Form(FormPromise<'a>),
    /// `multipart/form-data`.
    Parts(FormPromise<'a>),
    /// Server-sent events, with the schema of their data.
    Events(Option<&'a Node>),
    /// JSON, one value a line, with the schema of each.
    Lines(Option<&'a Node>),
    /// What nothing here compares.
    Other(&'static str),
}

impl Content<'_> {
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Json(_) => "JSON",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Form(_) => "a form",
            Self::Parts(_) => "a form of several parts",
            Self::Events(_) => "events",
            Self::Lines(_) => "lines of JSON",
            Self::Other(what) => what,
        }
    }
}

/// A form: its schema, and how each of its fields is written.
#[derive(Debug, Clone)]
pub(crate) struct FormPromise<'a> {
    pub(crate) schema: Option<&'a Node>,
    /// Fields whose value may be written in more than one way.
    pub(crate) fields: BTreeMap<&'a str, FieldPromise>,
}

/// How a field of a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldPromise {
    pub(crate) span: Span,
    pub(crate) notation: Notation,
}

/// Reads the media types of a `content`.
pub(super) fn media_types<'a>(
    spec: Spec<'a>,
    holder: &'a Object,
    uncompared: &mut Vec<Uncompared>,
) -> Vec<MediaType<'a>> {
    let mut read = Vec::new();
    for entry in entries(holder, "content") {
        match content(spec, entry) {
            Ok(content) => read.push(MediaType {
                span: entry.key_span,
                name: &entry.key,
                content,
            }),
            Err(problem) => uncompared.push(problem),
        }
    }
    read
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// Media types whose contents are JSON values, one a line.
const LINES: &[&str] = &[
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/stream+json",
];

fn content<'a>(spec: Spec<'a>, entry: &'a Entry) -> Result<Content<'a>, Uncompared> {
    let essence = essence(&entry.key);
    let media_type = spec.follow(&entry.node)?.as_object();
    let schema = media_type.and_then(|object| object.get("schema"));
    let outline = Outline::of(spec, schema.as_slice());
    let blank = outline.is_blank();
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    Ok(match (kind, subtype) {
        // A schema that is no object names no parts: the body is what it is.
        ("multipart", "form-data") if matches!(outline.made(), Made::List | Made::Scalar) => {
            Content::Bytes
        }
        ("multipart", "form-data") => Content::Parts(form(spec, media_type, Fields::Parts)?),
        ("multipart", _) => Content::Other("parts of another kind than `multipart/form-data`"),
        ("application", "x-www-form-urlencoded") => {
            Content::Form(form(spec, media_type, Fields::Pairs)?)
        }
        ("text", "event-stream") => Content::Events(each(media_type)),
        _ if LINES.contains(&essence.as_str()) => Content::Lines(each(media_type)),
        ("application", "json-seq") => Content::Other("a sequence of JSON texts (RFC 7464)"),
        ("image", _) => Content::Bytes,
        (_, "xml") => Content::Other("XML"),
        _ if subtype.ends_with("+xml") => Content::Other("XML"),
        _ if is_json(&essence) => Content::Json(schema),
        ("application" | "*", "*") if !blank && !outline.is_binary() => Content::Json(schema),
        _ if outline.is_binary() || is_bytes(kind, subtype) => Content::Bytes,
        // What is written in YAML is JSON; what is read in it is read as the JSON that it says.
        _ if is_yaml(&essence) && !blank && !outline.is_text() => Content::Json(schema),
        ("text", _) => Content::Text,
        // A type of which nothing more is said is no more than its bytes.
        _ if blank => Content::Bytes,
        _ if outline.is_text() => Content::Text,
        // Vendors who describe their own type by a schema, and name no syntax, write JSON (RFC 6838, section 3.2).
        _ if subtype.starts_with("vnd.") => Content::Json(schema),
        _ => Content::Other("contents whose media type says nothing about how they are written"),
    })
}

/// Whether a media type is YAML (RFC 9512).
fn is_yaml(essence: &str) -> bool {
    let (kind, subtype) = essence.split_once('/').unwrap_or_default();
    match kind {
        "application" | "text" if matches!(subtype, "yaml" | "x-yaml") => true,
        _ => subtype.ends_with("+yaml"),
    }
}

/// The schema of each value of a stream: `itemSchema` (OpenAPI 3.2), or `schema`.
fn each(media_type: Option<&Object>) -> Option<&Node> {
    media_type.and_then(|object| object.get("itemSchema").or_else(|| object.get("schema")))
}

/// Files of `application` whose contents are no text.
const FILES: &[&str] = &[
    "gzip",
    "java-archive",
    "msword",
    "octet-stream",
    "pdf",
    "vnd.ms-excel",
    "vnd.ms-powerpoint",
    "vnd.rar",
    "wasm",
    "x-7z-compressed",
    "x-bzip2",
    "x-gzip",
    "x-tar",
    "x-zip-compressed",
    "zip",
    "zstd",
];

/// Media types whose contents are no text.
fn is_bytes(kind: &str, subtype: &str) -> bool {
    matches!(kind, "image" | "audio" | "video" | "font")
        || kind == "application"
            && (FILES.contains(&subtype)
                || subtype.starts_with("vnd.openxmlformats-officedocument."))
}

/// What the fields of a form are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fields {
    /// Pairs of a name and a value.
    Pairs,
    /// Parts with headers of their own.
    Parts,
}

fn form<'a>(
    spec: Spec<'a>,
    media_type: Option<&'a Object>,
    fields: Fields,
) -> Result<FormPromise<'a>, Uncompared> {
    let schema = media_type.and_then(|object| object.get("schema"));
    let mut form = FormPromise {
        schema,
        fields: BTreeMap::new(),
    };
    let encodings = media_type.map_or(&[][..], |object| entries(object, "encoding"));
    for (name, schemas) in Outline::of(spec, schema.as_slice()).properties() {
        let encoding = encodings
            .iter()
            .find(|entry| entry.key == name)
            .and_then(|entry| Some((entry.key_span, entry.node.as_object()?)));
        let composed = Outline::of(spec, &schemas).composed();
        // In 3.0 the parts of a multipart form have no style (Encoding Object, `style`).
        let styled = fields == Fields::Pairs || spec.siblings;
        let notation = field_notation(encoding, styled, composed)?;
        if composed != Composed::Not || notation == Notation::Json {
            let span = schemas.first().map_or(spec.root.span, |schema| schema.span);
            let span = encoding.map_or(span, |(span, _)| span);
            form.fields.insert(name, FieldPromise { span, notation });
        }
    }
    Ok(form)
}

/// How a field is written (Encoding Object): as `style` and `explode` say where they are stated, else as `contentType`
/// says, which for an object is JSON unless it is stated.
fn field_notation(
    encoding: Option<(Span, &Object)>,
    styled: bool,
    composed: Composed,
) -> Result<Notation, Uncompared> {
    let stated = encoding.filter(|(_, encoding)| {
        ["style", "explode"]
            .iter()
            .any(|key| encoding.get(key).is_some())
    });
    let content_type = encoding
        .and_then(|(_, encoding)| encoding.get("contentType"))
        .and_then(Node::as_str);
    Ok(match (stated, content_type) {
        (Some((span, encoding)), _) if styled => {
            Notation::Styled(Style::of(encoding, "form", span)?)
        }
        (_, Some(content_type)) if is_json(content_type) => Notation::Json,
        (_, None) if composed == Composed::Object => Notation::Json,
        _ => Notation::Styled(Style::FormExploded),
    })
}
