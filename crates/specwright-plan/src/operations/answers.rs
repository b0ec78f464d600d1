//! The answers of an operation → the variants of its answer.

use crate::models::Models;
use crate::names::{Case, Settled, Wanted, allocate};
use crate::{AnswerBodyPlan, AnswerPlan, AnswerStatus, HeaderPlan, Ident, doc_text};
use specwright_model::{Answer, AnswerBody, BodyContent, Operation, Shape, Slot, Status};

/// The variants of an operation's answers.
pub(crate) fn answers(
    operation: &Operation,
    models: &Models<'_>,
    settled: &mut Vec<Settled>,
) -> Vec<AnswerPlan> {
    operation
        .answers
        .iter()
        .map(|answer| answer_plan(answer, models, settled))
        .collect()
}

fn answer_plan(answer: &Answer, models: &Models<'_>, settled: &mut Vec<Settled>) -> AnswerPlan {
    let (variant, status, number) = match answer.status {
        Status::Code(code) => (
            status_variant(code),
            AnswerStatus::Fixed(code),
            code.to_string(),
        ),
        Status::Class(class) => (
            class_variant(class).to_owned(),
            AnswerStatus::Carried,
            format!("{class}xx"),
        ),
        Status::Default => (
            "Default".to_owned(),
            AnswerStatus::Carried,
            "Any other status".to_owned(),
        ),
    };
    AnswerPlan {
        variant: Ident(variant),
        status,
        docs: doc_text::docs(Some(&format!("{number}: {}", answer.description)), None),
        headers: header_plans(answer, models, settled),
        body: answer.body.as_ref().map(|body| answer_body(body, models)),
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
    let (names, notes) = allocate(&wanted, Case::Value, &["body", "status"], "_header");
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
        })
        .collect()
}

fn answer_body(body: &AnswerBody, models: &Models<'_>) -> AnswerBodyPlan {
    match body.content {
        BodyContent::Json(Slot { id, .. }) if models.model.type_of(id).shape == Shape::Problem => {
            AnswerBodyPlan::Problem
        }
        BodyContent::Json(slot) => AnswerBodyPlan::Json {
            kind: models.slot_type(slot),
            media_type: (body.media_type != "application/json").then(|| body.media_type.clone()),
        },
        BodyContent::Text => AnswerBodyPlan::Text {
            media_type: body.media_type.clone(),
        },
        BodyContent::Bytes => AnswerBodyPlan::Bytes {
            media_type: body.media_type.clone(),
        },
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
