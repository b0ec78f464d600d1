//! Which media types can be read and written, and as what.

use crate::types::format_is;
use specwright_openapi::{AdditionalProperties, Description, MediaType, Schema, SchemaType};

/// What a media type says of the contents, before its schema is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Json,
    Text,
    Bytes,
    Form,
    Multipart,
    Events,
    Lines,
}

/// Which way a body goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Into the service.
    Request,
    /// Out of it.
    Answer,
}

const LINES: &[&str] = &[
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/stream+json",
];

/// Types of files that are no text, beside those of the registries `image`, `audio`, `video` and `font`.
const FILES: &[&str] = &[
    "application/octet-stream",
    "application/gzip",
    "application/java-archive",
    "application/msword",
    "application/pdf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.rar",
    "application/wasm",
    "application/x-7z-compressed",
    "application/x-bzip2",
    "application/x-gzip",
    "application/x-tar",
    "application/x-zip-compressed",
    "application/zip",
    "application/zstd",
];

/// What a media type holds, or why it cannot be taken. Media types do not differ by case (RFC 9110, section 8.3.1).
pub(super) fn medium(
    api: &Description,
    media: &MediaType,
    way: Way,
) -> Result<Medium, &'static str> {
    let essence = essence(&media.name.value).to_ascii_lowercase();
    let Some((kind, subtype)) = essence.split_once('/') else {
        return Err("it is no media type");
    };
    let schema = media.schema.map(|schema| api.schema(schema));
    let schema = schema.filter(|schema| !says_nothing(schema));
    let is_binary = schema.is_some_and(|schema| format_is(schema, "binary"));
    let only = |expected: Way, medium: Medium, why: &'static str| {
        if way == expected {
            Ok(medium)
        } else {
            Err(why)
        }
    };
    match essence.as_str() {
        "multipart/form-data" => {
            return only(Way::Request, Medium::Multipart, "forms are for requests");
        }
        "application/x-www-form-urlencoded" => {
            return only(Way::Request, Medium::Form, "forms are for requests");
        }
        "text/event-stream" => {
            return only(Way::Answer, Medium::Events, "events are for answers");
        }
        lines if LINES.contains(&lines) => {
            return only(
                Way::Answer,
                Medium::Lines,
                "streams of lines are for answers",
            );
        }
        "application/json-seq" => return Err("`application/x-ndjson` is what can be streamed"),
        "*/*" | "application/*" if schema.is_none() || is_binary => return Ok(Medium::Bytes),
        "application/json" | "*/*" | "application/*" => return Ok(Medium::Json),
        _ => {}
    }
    if kind == "multipart" {
        return Err("`multipart/form-data` is the only multipart that can be read");
    }
    // A picture is a file, also where its file is written in XML.
    if kind != "image" && (subtype == "xml" || subtype.ends_with("+xml")) {
        return Err("XML can neither be read nor written");
    }
    if subtype.ends_with("+json") {
        return Ok(Medium::Json);
    }
    let is_file = ["image", "audio", "video", "font"].contains(&kind)
        || FILES.contains(&essence.as_str())
        || subtype.starts_with("vnd.openxmlformats-officedocument.");
    if is_binary || is_file {
        return Ok(Medium::Bytes);
    }
    // JSON is YAML (YAML 1.2.2, section 1.3), and what YAML says can be read as JSON, as far as a schema can speak of it.
    if is_yaml(&essence) && schema.is_some_and(|schema| !is_string(schema)) {
        return Ok(Medium::Json);
    }
    if kind == "text" {
        return Ok(Medium::Text);
    }
    match schema {
        None => Ok(Medium::Bytes),
        Some(schema) if is_string(schema) => Ok(Medium::Text),
        // Vendors who describe their own type by a schema, and name no syntax, write JSON (RFC 6838, section 3.2).
        Some(_) if subtype.starts_with("vnd.") => Ok(Medium::Json),
        Some(_) => Err("nothing is known about how its values are written"),
    }
}

/// Whether a type, in lower case, is YAML (RFC 9512, and the names from before it).
fn is_yaml(essence: &str) -> bool {
    const NAMES: &[&str] = &[
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/x-yaml",
    ];
    NAMES.contains(&essence) || essence.ends_with("+yaml")
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The concrete media type that stands for a range in an answer.
pub(super) fn sent_as(media_type: &str, medium: Medium) -> String {
    let essence = essence(media_type);
    match medium {
        Medium::Json if essence.ends_with('*') || essence.ends_with("*+json") => {
            "application/json".to_owned()
        }
        Medium::Text if essence.ends_with('*') => "text/plain".to_owned(),
        _ => media_type.to_owned(),
    }
}

/// Whether a media type is that of JSON texts.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

fn is_string(schema: &Schema) -> bool {
    schema
        .kind
        .as_ref()
        .is_some_and(|kind| kind.value == SchemaType::String)
}

/// Whether a schema allows everything.
fn says_nothing(schema: &Schema) -> bool {
    schema.kind.is_none()
        && schema.format.is_none()
        && schema.enumeration.is_none()
        && schema.items.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.additional_properties == AdditionalProperties::Unstated
        && schema.all_of.is_none()
        && schema.one_of.is_none()
        && schema.any_of.is_none()
        && schema.not.is_none()
        && schema.condition.is_none()
}

#[cfg(test)]
mod tests {
    use super::{Medium, Way, medium, sent_as};
    use crate::described::described;

    /// What a media type with a schema is in an answer and in a request.
    fn mediums(media_type: &str, schema: &str) -> [Result<Medium, ()>; 2] {
        let content = format!("content: {{ '{media_type}': {schema} }}");
        let api = described(&format!(
            "openapi: 3.0.3
info: {{ title: Things, version: 1.0.0 }}
paths:
  /things:
    post:
      requestBody: {{ {content} }}
      responses: {{ '200': {{ description: Done., {content} }} }}
"
        ));
        let operation = &api.operations[0];
        let body = operation.request_body.as_ref().map(|body| &body.content[0]);
        [
            (&operation.responses[0].content[0], Way::Answer),
            (body.expect("it is described"), Way::Request),
        ]
        .map(|(media, way)| medium(&api, media, way).map_err(|_| ()))
    }

    #[test]
    fn a_media_type_and_its_schema_tell_what_a_body_holds() {
        const TEXT: &str = "{ schema: { type: string } }";
        const BINARY: &str = "{ schema: { type: string, format: binary } }";
        const OBJECT: &str = "{ schema: { type: object } }";
        for (media_type, schema, answer, request) in [
            ("application/json", "{}", Ok(Medium::Json), Ok(Medium::Json)),
            (
                "Application/Problem+JSON",
                OBJECT,
                Ok(Medium::Json),
                Ok(Medium::Json),
            ),
            ("*/*", OBJECT, Ok(Medium::Json), Ok(Medium::Json)),
            ("*/*", "{}", Ok(Medium::Bytes), Ok(Medium::Bytes)),
            (
                "application/*",
                BINARY,
                Ok(Medium::Bytes),
                Ok(Medium::Bytes),
            ),
            (
                "text/csv; header=present",
                TEXT,
                Ok(Medium::Text),
                Ok(Medium::Text),
            ),
            ("text/*", OBJECT, Ok(Medium::Text), Ok(Medium::Text)),
            ("text/csv", BINARY, Ok(Medium::Bytes), Ok(Medium::Bytes)),
            ("image/png", TEXT, Ok(Medium::Bytes), Ok(Medium::Bytes)),
            ("image/*", "{}", Ok(Medium::Bytes), Ok(Medium::Bytes)),
            (
                "application/pdf",
                OBJECT,
                Ok(Medium::Bytes),
                Ok(Medium::Bytes),
            ),
            (
                "application/vnd.diff",
                TEXT,
                Ok(Medium::Text),
                Ok(Medium::Text),
            ),
            (
                "application/vnd.diff",
                "{}",
                Ok(Medium::Bytes),
                Ok(Medium::Bytes),
            ),
            (
                "application/vnd.diff",
                "{ schema: {} }",
                Ok(Medium::Bytes),
                Ok(Medium::Bytes),
            ),
            (
                "application/vnd.diff",
                OBJECT,
                Ok(Medium::Json),
                Ok(Medium::Json),
            ),
            (
                "application/yaml",
                OBJECT,
                Ok(Medium::Json),
                Ok(Medium::Json),
            ),
            (
                "application/vnd.oai.openapi+yaml",
                OBJECT,
                Ok(Medium::Json),
                Ok(Medium::Json),
            ),
            ("text/yaml", TEXT, Ok(Medium::Text), Ok(Medium::Text)),
            (
                "application/yaml",
                "{}",
                Ok(Medium::Bytes),
                Ok(Medium::Bytes),
            ),
            ("application/toml", OBJECT, Err(()), Err(())),
            ("image/svg+xml", TEXT, Ok(Medium::Bytes), Ok(Medium::Bytes)),
            ("text/event-stream", OBJECT, Ok(Medium::Events), Err(())),
            ("application/x-ndjson", OBJECT, Ok(Medium::Lines), Err(())),
            (
                "application/stream+json",
                OBJECT,
                Ok(Medium::Lines),
                Err(()),
            ),
            (
                "application/x-www-form-urlencoded",
                OBJECT,
                Err(()),
                Ok(Medium::Form),
            ),
            (
                "multipart/form-data",
                OBJECT,
                Err(()),
                Ok(Medium::Multipart),
            ),
            ("multipart/mixed", OBJECT, Err(()), Err(())),
            ("application/json-seq", OBJECT, Err(()), Err(())),
            ("json", TEXT, Err(()), Err(())),
            ("application/xml", OBJECT, Err(()), Err(())),
            ("text/xml", TEXT, Err(()), Err(())),
            ("application/atom+xml", OBJECT, Err(()), Err(())),
        ] {
            assert_eq!(
                mediums(media_type, schema),
                [answer, request],
                "{media_type} {schema}"
            );
        }
    }

    #[test]
    fn a_range_is_sent_as_what_it_most_often_means() {
        for (range, medium, sent) in [
            ("*/*", Medium::Json, "application/json"),
            ("application/*+json", Medium::Json, "application/json"),
            ("application/hal+json", Medium::Json, "application/hal+json"),
            ("text/*", Medium::Text, "text/plain"),
            ("image/*", Medium::Bytes, "image/*"),
        ] {
            assert_eq!(sent_as(range, medium), sent);
        }
    }
}
