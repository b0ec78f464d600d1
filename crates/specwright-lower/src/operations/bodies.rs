//! The media types of a body → its contents, those of equal contents together.

use super::media_types::{Medium, Way, essence, medium, sent_as};
use super::notations::is_scalar;
use crate::types::Lowering;
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, Severity, codes};
use specwright_model as model;
use specwright_model::{Content, ContentKind, Shape, Slot, TextRule};
use specwright_openapi as openapi;
use specwright_openapi::{Description, MediaType};

/// The operation cannot be served: what it needs was refused, with its place.
pub(super) struct Unservable;

impl<'a> Lowering<'a> {
    /// The body of a request; `None` where it lists no media type.
    pub(super) fn request_body(
        &mut self,
        body: &'a openapi::RequestBody,
        operation: &str,
    ) -> Result<Option<model::RequestBody>, Unservable> {
        let is_patch =
            |media: &MediaType| essence(&media.name.value) == "application/merge-patch+json";
        let side = if body.content.iter().any(is_patch) {
            Side::Patch
        } else {
            Side::Request
        };
        let path = [operation, "body"];
        let contents = self.contents(&body.content, Way::Request, side, &path)?;
        Ok((!contents.is_empty()).then(|| model::RequestBody {
            span: body.span,
            required: body.required,
            contents,
            description: body.description.as_ref().map(|text| text.value.clone()),
        }))
    }

    /// What the body of an answer may hold.
    pub(super) fn answer_contents(
        &mut self,
        response: &'a openapi::Response,
        path: &[&str],
    ) -> Result<Vec<Content>, Unservable> {
        self.contents(&response.content, Way::Answer, Side::Response, path)
    }

    fn contents(
        &mut self,
        described: &'a [MediaType],
        way: Way,
        side: Side,
        path: &[&str],
    ) -> Result<Vec<Content>, Unservable> {
        let mut contents: Vec<Content> = Vec::new();
        let before = self.diagnostics.len();
        for media in described {
            let medium = match medium(self.api, media, way) {
                Ok(medium) => medium,
                Err(why) => {
                    self.refuse_media_type(media, why);
                    continue;
                }
            };
            let Some(kind) = self.content_kind(media, medium, way, side, path) else {
                continue;
            };
            let name = match way {
                Way::Request => media.name.value.clone(),
                Way::Answer => sent_as(&media.name.value, medium),
            };
            // Whoever sends text or bytes must know as what; whoever reads JSON need not.
            let shares = way == Way::Request || medium == Medium::Json;
            let equal = contents
                .iter_mut()
                .find(|content| shares && content.kind == kind);
            match equal {
                Some(content) if content.media_types.contains(&name) => {}
                Some(content) => content.media_types.push(name),
                None => contents.push(Content {
                    span: media.name.span,
                    media_types: vec![name],
                    kind,
                }),
            }
        }
        if contents.is_empty() && !described.is_empty() {
            return Err(Unservable);
        }
        // What stands beside a media type that is served is left out: callers who ask for it are told so by 406 or 415.
        let refused = self.diagnostics[before..]
            .iter_mut()
            .filter(|found| found.code.id == codes::UNSUPPORTED_MEDIA_TYPE.id);
        for finding in refused {
            finding.severity = Severity::Warning;
            finding.is_allowed = true;
        }
        Ok(contents)
    }

    fn content_kind(
        &mut self,
        media: &'a MediaType,
        medium: Medium,
        way: Way,
        side: Side,
        path: &[&str],
    ) -> Option<ContentKind> {
        let slot = |lowering: &mut Self| match media.schema {
            Some(schema) => lowering.slot(schema, side, path),
            None => lowering.free(media.name.span),
        };
        if medium == Medium::Text
            && way == Way::Request
            && let Some(schema) = media.schema
            && let Some(keyword) = self.demand_on_text(schema, side)
        {
            let why = format!("`{keyword}` of its schema is not checked of a text that is no JSON");
            self.refuse_media_type(media, &why);
            return None;
        }
        Some(match medium {
            Medium::Text => ContentKind::Text,
            Medium::Bytes => ContentKind::Bytes,
            Medium::Json if way == Way::Answer && is_problem_document(self.api, media) => {
                let slot = self.free(media.name.span);
                self.types[slot.id.0].shape = Shape::Problem;
                ContentKind::Json(slot)
            }
            Medium::Json => ContentKind::Json(slot(self)),
            Medium::Events => ContentKind::Events(self.event_data(media, path)),
            Medium::Lines => ContentKind::Lines(slot(self)),
            Medium::Form => ContentKind::Form(self.form(media, Side::Request, path)?),
            Medium::Multipart if self.is_no_form(media, path) => {
                self.hand_over(media);
                ContentKind::Bytes
            }
            Medium::Multipart => ContentKind::Multipart(self.form(media, Side::Form, path)?),
        })
    }

    /// The data of events: as the schema says, else text as it stands.
    fn event_data(&mut self, media: &'a MediaType, path: &[&str]) -> Slot {
        if let Some(schema) = media.schema {
            return self.slot(schema, Side::Response, path);
        }
        let slot = self.free(media.name.span);
        self.types[slot.id.0].shape = Shape::Text(TextRule::default());
        slot
    }

    /// A multipart body whose schema is that of a list or of a scalar names no parts, so that nobody can say what is in them.
    fn is_no_form(&mut self, media: &'a MediaType, path: &[&str]) -> bool {
        let Some(schema) = media.schema else {
            return false;
        };
        let slot = self.slot(schema, Side::Form, path);
        let shape = self.shape_of(slot.id);
        is_scalar(shape) || matches!(shape, Shape::List { .. })
    }

    fn hand_over(&mut self, media: &MediaType) {
        let mut finding = Diagnostic::new(
            &codes::UNSUPPORTED_MEDIA_TYPE,
            media.name.span,
            format!(
                "the body in `{}` is handed over as the bytes that it is: its schema is no object, and names no parts",
                media.name.value
            ),
            "describe the parts as the properties of an object",
        );
        finding.severity = Severity::Warning;
        self.report(finding);
    }

    pub(super) fn refuse_media_type(&mut self, media: &MediaType, why: &str) {
        self.report(Diagnostic::new(
            &codes::UNSUPPORTED_MEDIA_TYPE,
            media.name.span,
            format!(
                "the media type `{}` is not supported: {why}",
                media.name.value
            ),
            "offer JSON, a form, `text/plain` or `application/octet-stream`",
        ));
    }
}

/// Whether an answer is a problem document in the shape that the runtime has (RFC 9457).
fn is_problem_document(api: &Description, media: &MediaType) -> bool {
    essence(&media.name.value) == "application/problem+json"
        && media.schema.is_none_or(|schema| is_problem(api, schema))
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
