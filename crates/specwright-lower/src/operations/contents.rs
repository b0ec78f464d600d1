//! Media types and their schemas → what a body holds.

use crate::types::{Lowering, format_is};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{BodyContent, Shape};
use specwright_openapi as openapi;
use specwright_openapi::{Description, MediaType};

impl<'a> Lowering<'a> {
    /// The contents of a media type.
    pub(super) fn content(
        &mut self,
        media: &'a MediaType,
        side: Side,
        path: &[&str],
    ) -> Option<BodyContent> {
        let essence = essence(&media.name.value);
        let binary = media
            .schema
            .is_some_and(|schema| format_is(self.api.schema(schema), "binary"));
        if is_json(essence) {
            let slot = match media.schema {
                Some(schema) => self.slot(schema, side, path),
                None => self.free(media.name.span),
            };
            return Some(BodyContent::Json(slot));
        }
        let is_stream = essence == "text/event-stream";
        let is_range = essence.ends_with("/*") && essence != "text/*";
        if !is_range
            && !is_stream
            && (essence == "application/octet-stream" || binary || essence.starts_with("image/"))
        {
            return Some(BodyContent::Bytes);
        }
        if essence.starts_with("text/") && !is_stream && essence != "text/xml" {
            return Some(BodyContent::Text);
        }
        self.report(Diagnostic::new(
            &codes::UNSUPPORTED_MEDIA_TYPE,
            media.name.span,
            format!("the media type `{}` is not supported yet", media.name.value),
            "offer `application/json`, a `+json` type, `text/plain` or `application/octet-stream`",
        ));
        None
    }

    /// The contents of an answer; a problem document in the shape of RFC 9457 is the runtime's own.
    pub(super) fn answer_content(
        &mut self,
        media: &'a MediaType,
        path: &[&str],
    ) -> Option<BodyContent> {
        let problem = essence(&media.name.value) == "application/problem+json"
            && media
                .schema
                .is_none_or(|schema| is_problem(self.api, schema));
        if !problem {
            return self.content(media, Side::Response, path);
        }
        let slot = self.free(media.name.span);
        self.types[slot.id.0].shape = Shape::Problem;
        Some(BodyContent::Json(slot))
    }

    /// A further media type of one body must have the same contents as the first.
    pub(super) fn same_content(
        &mut self,
        first: &'a MediaType,
        content: BodyContent,
        other: &'a MediaType,
        side: Side,
        path: &[&str],
    ) {
        let same = self.content(other, side, path).is_none_or(|other_content| {
            other_content == content
                && (first.schema == other.schema || content != BodyContent::Bytes)
        });
        if !same {
            self.report(
                Diagnostic::new(
                    &codes::UNSUPPORTED_MEDIA_TYPE,
                    other.name.span,
                    format!(
                        "`{}` has other contents than `{}`",
                        other.name.value, first.name.value
                    ),
                    "give both media types the same schema, or keep one of them",
                )
                .with_related(first.name.span, "the first media type of this body"),
            );
        }
    }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The concrete media type that stands for a range.
pub(super) fn sent_as(media_type: &str) -> String {
    match essence(media_type) {
        "*/*" | "application/*" => "application/json".to_owned(),
        "text/*" => "text/plain".to_owned(),
        _ => media_type.to_owned(),
    }
}

fn is_json(essence: &str) -> bool {
    essence == "application/json"
        || essence.ends_with("+json")
        || essence == "*/*"
        || essence == "application/*"
}

/// Whether the runtime's problem document satisfies a schema: an object whose properties are among its members.
fn is_problem(api: &Description, id: openapi::SchemaId) -> bool {
    const MEMBERS: &[&str] = &[
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "requestId",
        "errors",
    ];
    const ALWAYS: &[&str] = &["type", "title", "status", "detail", "requestId"];
    let schema = api.schema(id);
    schema
        .kind
        .as_ref()
        .is_some_and(|kind| kind.value == openapi::SchemaType::Object)
        && schema
            .properties
            .iter()
            .all(|(name, _)| MEMBERS.contains(&name.value.as_str()))
        && schema
            .required
            .iter()
            .all(|name| ALWAYS.contains(&name.value.as_str()))
        && schema.all_of.is_none()
}
