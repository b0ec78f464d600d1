//! The answers of an operation → the variants of its answer.

use super::media_names::content_words;
use crate::models::Models;
use crate::names::{Case, Settled, Wanted, allocate};
use crate::{
    AnswerBodyPlan, AnswerPlan, AnswerStatus, AnswerVariantPlan, HeaderPlan, Ident, doc_text,
};
use specwright_model::{Answer, Content, ContentKind, Notation, Operation, Shape, Slot, Status};

/// The answers of an operation, with the variants of each status.
pub(crate) fn answers(
    operation: &Operation,
    models: &Models<'_>,
    settled: &mut Vec<Settled>,
) -> Vec<AnswerPlan> {
    let wanted: Vec<Wanted> = operation
        .answers
        .iter()
        .flat_map(|answer| variants_wanted(answer, &operation.id))
        .collect();
    let (names, notes) = allocate(&wanted, Case::Type, &[], "Answer");
    settled.extend(notes);
    let mut names = names.into_iter();
    operation
        .answers
        .iter()
        .map(|answer| AnswerPlan {
            status: match answer.status {
                Status::Code(code) => AnswerStatus::Fixed(code),
                Status::Class(_) | Status::Default => AnswerStatus::Carried,
            },
            headers: header_plans(answer, models, settled),
            variants: variant_plans(answer, names.by_ref(), models),
        })
        .collect()
}

/// The names of the variants of an answer: of its status, and of each of several contents.
fn variants_wanted(answer: &Answer, operation: &str) -> Vec<Wanted> {
    let (status, _) = status_words(answer.status);
    let contents: Vec<Vec<String>> = match answer.contents.as_slice() {
        [] | [_] => vec![Vec::new()],
        several => content_words(several),
    };
    contents
        .into_iter()
        .enumerate()
        .map(|(index, words)| Wanted {
            words: std::iter::once(status.clone()).chain(words).collect(),
            origin: format!(
                "{} {:?} of `{operation}`",
                answer
                    .contents
                    .get(index)
                    .map(|content| content.media_types.join(", "))
                    .unwrap_or_default(),
                answer.status
            ),
        })
        .collect()
}

fn variant_plans(
    answer: &Answer,
    names: &mut impl Iterator<Item = Ident>,
    models: &Models<'_>,
) -> Vec<AnswerVariantPlan> {
    let (_, number) = status_words(answer.status);
    let docs = |said: &str| doc_text::docs(Some(&format!("{said}: {}", answer.description)), None);
    if answer.contents.is_empty() {
        let name = names.next();
        return name
            .map(|name| AnswerVariantPlan {
                name,
                docs: docs(&number),
                body: None,
            })
            .into_iter()
            .collect();
    }
    let several = answer.contents.len() > 1;
    let contents = answer.contents.iter().zip(names);
    contents
        .map(|(content, name)| AnswerVariantPlan {
            name,
            docs: docs(&if several {
                format!("{number}, as `{}`", content.media_types.join("`, `"))
            } else {
                number.clone()
            }),
            body: Some(answer_body(content, models)),
        })
        .collect()
}

/// A status as the word of its variant, and as people say it.
fn status_words(status: Status) -> (String, String) {
    match status {
        Status::Code(code) => (status_variant(code), code.to_string()),
        Status::Class(class) => (class_variant(class).to_owned(), format!("{class}xx")),
        Status::Default => ("Default".to_owned(), "Any other status".to_owned()),
    }
}

fn header_plans(
    answer: &Answer,
    models: &Models<'_>,
    settled: &mut Vec<Settled>,
) -> Vec<HeaderPlan> {
    let wanted: Vec<Wanted> = answer
        .headers
        .iter()
        .map(|header| Wanted {
            words: vec![header.wire.clone()],
            origin: format!("header `{}`", header.wire),
        })
        .collect();
    let reserved = ["body", "status", "media_type"];
    let carries_media_type = answer.contents.iter().any(|content| {
        content.kind == ContentKind::Bytes
            && content
                .media_types
                .iter()
                .any(|media_type| media_type.contains('*'))
    });
    let reserved = &reserved[..if carries_media_type { 3 } else { 2 }];
    let (names, notes) = allocate(&wanted, Case::Value, reserved, "_header");
    settled.extend(notes);
    answer
        .headers
        .iter()
        .zip(names)
        .map(|(header, name)| HeaderPlan {
            name,
            wire: header.wire.clone(),
            docs: doc_text::docs(
                Some(
                    header
                        .description
                        .as_deref()
                        .unwrap_or("The header of that name."),
                ),
                None,
            ),
            kind: models.value_type(header.kind),
            required: header.required,
            json: header.notation == Notation::Json,
        })
        .collect()
}

/// The body of an answer.
pub(crate) fn answer_body(content: &Content, models: &Models<'_>) -> AnswerBodyPlan {
    let media_type = || content.media_types.first().cloned().unwrap_or_default();
    match &content.kind {
        ContentKind::Json(Slot { id, .. }) if models.model.type_of(*id).shape == Shape::Problem => {
            AnswerBodyPlan::Problem
        }
        ContentKind::Json(slot) => AnswerBodyPlan::Json {
            kind: models.slot_type(*slot),
            media_types: content.media_types.clone(),
        },
        ContentKind::Text => AnswerBodyPlan::Text {
            media_type: media_type(),
        },
        ContentKind::Events(slot) => AnswerBodyPlan::Events {
            kind: models.slot_type(*slot),
        },
        ContentKind::Lines(slot) => AnswerBodyPlan::Lines {
            kind: models.slot_type(*slot),
            media_type: media_type(),
        },
        // Forms are for requests.
        ContentKind::Bytes | ContentKind::Form(_) | ContentKind::Multipart(_) => {
            let media_type = media_type();
            AnswerBodyPlan::Stream {
                media_type: (!media_type.contains('*')).then_some(media_type),
            }
        }
    }
}

/// The variant of a status: the name that HTTP gives it (IANA's registry of status codes), else its number.
fn status_variant(code: u16) -> String {
    let name = match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableContent",
        423 => "Locked",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => return format!("Status{code}"),
    };
    name.to_owned()
}

fn class_variant(class: u8) -> &'static str {
    match class {
        1 => "Informational",
        2 => "Successful",
        3 => "Redirection",
        4 => "ClientError",
        _ => "ServerError",
    }
}
