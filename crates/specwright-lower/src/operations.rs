//! Operations with their parameters, bodies and answers → operations of the model, still without a behaviour.

use crate::types::{Lowering, format_is, stored_as};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model as model;
use specwright_model::{Behaviour, BodyContent, ListStyle, Shape, Slot};
use specwright_openapi as openapi;
use specwright_openapi::{Description, Location, MediaType, Style};

impl<'a> Lowering<'a> {
    /// One operation; its behaviour is custom until it is bound.
    pub(crate) fn operation(&mut self, operation: &'a openapi::Operation) -> model::Operation {
        let (id, named) = match &operation.id {
            Some(id) => (id.value.clone(), true),
            None => (derived_id(operation.method, &operation.path.value), false),
        };
        self.refuse_security(operation);
        let parameters = operation
            .parameters
            .iter()
            .filter(|parameter| !is_ignored(parameter))
            .filter_map(|parameter| self.parameter(parameter, &id))
            .collect();
        let body = operation
            .request_body
            .as_ref()
            .and_then(|body| self.request_body(body, &id));
        let answers = operation
            .responses
            .iter()
            .map(|response| self.answer(response, &id))
            .collect();
        model::Operation {
            span: operation.span,
            named,
            method: method(operation.method),
            path: operation.path.value.clone(),
            group: group(operation),
            summary: operation.summary.as_ref().map(|text| text.value.clone()),
            description: operation
                .description
                .as_ref()
                .map(|text| text.value.clone()),
            deprecated: operation.deprecated,
            parameters,
            body,
            answers,
            behaviour: Behaviour::Custom,
            id,
        }
    }

    fn refuse_security(&mut self, operation: &openapi::Operation) {
        let requirements = operation.security.as_ref().or(self.api.security.as_ref());
        let Some(requirement) =
            requirements.and_then(|all| all.iter().find(|one| !one.schemes.is_empty()))
        else {
            return;
        };
        let anonymous =
            requirements.is_some_and(|all| all.iter().any(|one| one.schemes.is_empty()));
        if !anonymous {
            self.report(
                Diagnostic::new(
                    &codes::SECURITY_NOT_ENFORCED,
                    operation.span,
                    format!(
                        "`{}` asks for sign-in, which is not enforced yet",
                        operation_name(operation)
                    ),
                    "set `security: []` on the operation if it may be open for now",
                )
                .with_related(requirement.span, "this requirement"),
            );
        }
    }

    fn parameter(
        &mut self,
        parameter: &'a openapi::Parameter,
        operation: &str,
    ) -> Option<model::Parameter> {
        let slot = self.slot(
            parameter.schema,
            Side::Request,
            &[operation, parameter.name.value.as_str()],
        );
        let style = match (parameter.style, parameter.explode, parameter.location) {
            (Style::Simple, _, Location::Path | Location::Header) => ListStyle::Simple,
            (Style::Form, true, _) => ListStyle::FormExploded,
            (Style::Form, false, _) => ListStyle::Form,
            (Style::SpaceDelimited, false, _) => ListStyle::SpaceDelimited,
            (Style::PipeDelimited, false, _) => ListStyle::PipeDelimited,
            _ => {
                self.refuse_parameter(parameter, "its style is not supported yet");
                return None;
            }
        };
        if parameter.media_type.is_some() {
            self.refuse_parameter(parameter, "`content` is not supported yet");
            return None;
        }
        let scalar = |types: &Self, slot: Slot| {
            !matches!(
                types.types[slot.id.0].shape,
                Shape::Record(_)
                    | Shape::Map { .. }
                    | Shape::List { .. }
                    | Shape::Free
                    | Shape::Problem
            )
        };
        let supported = match &self.types[slot.id.0].shape {
            Shape::List { item, .. } => scalar(self, *item),
            _ => scalar(self, slot),
        };
        if !supported {
            self.refuse_parameter(
                parameter,
                "it is an object, a nested list or has no type, which is not supported yet",
            );
            return None;
        }
        Some(model::Parameter {
            span: parameter.name.span,
            wire: parameter.name.value.clone(),
            location: location(parameter.location),
            description: parameter
                .description
                .as_ref()
                .map(|text| text.value.clone()),
            deprecated: parameter.deprecated,
            required: parameter.required,
            kind: slot.id,
            style,
            default: self.constant(self.api.schema(parameter.schema), slot),
            stored_as: stored_as(parameter.column.as_ref()),
        })
    }

    fn refuse_parameter(&mut self, parameter: &openapi::Parameter, why: &str) {
        self.report(Diagnostic::new(
            &codes::UNSUPPORTED_PARAMETER,
            parameter.name.span,
            format!(
                "the parameter `{}` cannot be read: {why}",
                parameter.name.value
            ),
            "use a scalar or a list of scalars in the default style of its location",
        ));
    }

    fn request_body(
        &mut self,
        body: &'a openapi::RequestBody,
        operation: &str,
    ) -> Option<model::RequestBody> {
        let first = body.content.first()?;
        let patch = body
            .content
            .iter()
            .any(|media| essence(&media.name.value) == "application/merge-patch+json");
        let side = if patch { Side::Patch } else { Side::Request };
        let content = self.content(first, side, &[operation, "body"])?;
        for other in &body.content[1..] {
            self.same_content(first, content, other, side, &[operation, "body"]);
        }
        Some(model::RequestBody {
            span: body.span,
            required: body.required,
            media_types: body
                .content
                .iter()
                .map(|media| media.name.value.clone())
                .collect(),
            content,
            description: body.description.as_ref().map(|text| text.value.clone()),
        })
    }

    fn answer(&mut self, response: &'a openapi::Response, operation: &str) -> model::Answer {
        let status = match response.status {
            openapi::Status::Code(code) => model::Status::Code(code),
            openapi::Status::Range(class) => model::Status::Class(class),
            openapi::Status::Default => model::Status::Default,
        };
        let status_word = match response.status {
            openapi::Status::Code(code) => code.to_string(),
            openapi::Status::Range(class) => format!("{class}xx"),
            openapi::Status::Default => "default".to_owned(),
        };
        let path = [operation, "answer", status_word.as_str()];
        let body = response.content.first().and_then(|first| {
            let content = self.answer_content(first, &path)?;
            for other in &response.content[1..] {
                self.same_content(first, content, other, Side::Response, &path);
            }
            Some(model::AnswerBody {
                media_type: sent_as(&first.name.value),
                other_media_types: response.content[1..]
                    .iter()
                    .map(|media| media.name.value.clone())
                    .collect(),
                content,
            })
        });
        let headers = response
            .headers
            .iter()
            .map(|header| model::AnswerHeader {
                span: header.name.span,
                wire: header.name.value.clone(),
                description: header.description.as_ref().map(|text| text.value.clone()),
                required: header.required,
                kind: self
                    .slot(
                        header.schema,
                        Side::Response,
                        &[operation, header.name.value.as_str()],
                    )
                    .id,
            })
            .collect();
        model::Answer {
            span: response.span,
            status,
            description: response.description.value.clone(),
            headers,
            body,
        }
    }

    /// The contents of an answer; a problem document in the shape of RFC 9457 is the runtime's own.
    fn answer_content(&mut self, media: &'a MediaType, path: &[&str]) -> Option<BodyContent> {
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

    fn content(&mut self, media: &'a MediaType, side: Side, path: &[&str]) -> Option<BodyContent> {
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

    /// A further media type of one body must have the same contents as the first.
    fn same_content(
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

/// A header parameter that the specification says shall be ignored (OpenAPI 3.0.3, section 4.7.12.1).
fn is_ignored(parameter: &openapi::Parameter) -> bool {
    parameter.location == Location::Header
        && ["accept", "content-type", "authorization"]
            .contains(&parameter.name.value.to_ascii_lowercase().as_str())
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn is_json(essence: &str) -> bool {
    essence == "application/json"
        || essence.ends_with("+json")
        || essence == "*/*"
        || essence == "application/*"
}

/// The concrete media type that stands for a range.
fn sent_as(media_type: &str) -> String {
    match essence(media_type) {
        "*/*" | "application/*" => "application/json".to_owned(),
        "text/*" => "text/plain".to_owned(),
        _ => media_type.to_owned(),
    }
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

fn operation_name(operation: &openapi::Operation) -> String {
    operation.id.as_ref().map_or_else(
        || derived_id(operation.method, &operation.path.value),
        |id| id.value.clone(),
    )
}

/// `get /pets/{petId}/photos` → `getPetsByPetIdPhotos`.
fn derived_id(method: openapi::Method, path: &str) -> String {
    let mut id = format!("{method:?}").to_lowercase();
    for word in path.split('/').filter(|segment| !segment.is_empty()) {
        let (prefix, word) = word
            .strip_prefix('{')
            .map_or(("", word), |rest| ("By", rest.trim_end_matches('}')));
        id.push_str(prefix);
        let mut upper = true;
        for c in word.chars() {
            if c.is_alphanumeric() {
                if upper {
                    id.extend(c.to_uppercase());
                } else {
                    id.push(c);
                }
                upper = false;
            } else {
                upper = true;
            }
        }
    }
    id
}

/// The first tag, else the first fixed segment of the path.
fn group(operation: &openapi::Operation) -> String {
    operation
        .tags
        .iter()
        .map(|tag| tag.value.as_str())
        .find(|tag| !tag.trim().is_empty())
        .map_or_else(
            || {
                let fixed = operation
                    .path
                    .value
                    .split('/')
                    .find(|segment| !segment.is_empty() && !segment.starts_with('{'));
                fixed.unwrap_or("root").to_owned()
            },
            str::to_owned,
        )
}

fn method(method: openapi::Method) -> model::Method {
    match method {
        openapi::Method::Get => model::Method::Get,
        openapi::Method::Put => model::Method::Put,
        openapi::Method::Post => model::Method::Post,
        openapi::Method::Delete => model::Method::Delete,
        openapi::Method::Options => model::Method::Options,
        openapi::Method::Head => model::Method::Head,
        openapi::Method::Patch => model::Method::Patch,
        openapi::Method::Trace => model::Method::Trace,
    }
}

fn location(location: Location) -> model::Location {
    match location {
        Location::Path => model::Location::Path,
        Location::Query => model::Location::Query,
        Location::Header => model::Location::Header,
        Location::Cookie => model::Location::Cookie,
    }
}
