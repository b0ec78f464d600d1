//! Operations of the model → functions, inputs, answers and custom files.

use crate::models::{Models, Statics};
use crate::names::{Case, Settled, Wanted, allocate, spell};
use crate::reserved::LOCALS;
use crate::{
    AnswerBodyPlan, AnswerPlan, AnswerStatus, FieldPresence, HeaderPlan, Ident, InputPlan,
    InputSource, doc_text,
};
use specwright_model::{
    Answer, AnswerBody, BodyContent, ListStyle, Location, Method, Model, Operation, Parameter,
    Shape, Slot, Status,
};
use std::collections::BTreeSet;

/// The names of all operations, in the order of the model.
pub(crate) struct OperationNames {
    pub functions: Vec<Ident>,
    pub requests: Vec<Ident>,
    pub responses: Vec<Ident>,
    pub groups: Vec<Ident>,
}

impl OperationNames {
    pub(crate) fn new(model: &Model, models: &Models<'_>, settled: &mut Vec<Settled>) -> Self {
        let wanted: Vec<Wanted> = model
            .operations
            .iter()
            .map(|operation| Wanted {
                words: vec![operation.id.clone()],
                origin: format!("{} {}", method_name(operation.method), operation.path),
            })
            .collect();
        let (functions, notes) = allocate(&wanted, Case::Value, &[], "_operation");
        settled.extend(notes);
        let mut taken: BTreeSet<String> = (0..model.types.len())
            .map(specwright_model::TypeId)
            .filter(|id| model.type_of(*id).name.is_some())
            .map(|id| models.name(id).as_str().to_owned())
            .collect();
        let mut type_name = |function: &Ident, endings: [&str; 2]| {
            let candidates = endings.iter().map(|ending| {
                spell(
                    &[function.as_str().to_owned(), (*ending).to_owned()],
                    Case::Type,
                )
            });
            let numbered = (2..).map(|number| {
                format!(
                    "{}{number}",
                    spell(
                        &[function.as_str().to_owned(), endings[0].to_owned()],
                        Case::Type
                    )
                )
            });
            let name = candidates
                .chain(numbered)
                .find(|name| taken.insert(name.clone()))
                .expect("the numbers do not end");
            Ident(name)
        };
        let requests = functions
            .iter()
            .map(|function| type_name(function, ["Request", "Input"]))
            .collect();
        let responses = functions
            .iter()
            .map(|function| type_name(function, ["Response", "Answer"]))
            .collect();
        let groups = model
            .operations
            .iter()
            .map(|operation| group_module(&operation.group))
            .collect();
        Self {
            functions,
            requests,
            responses,
            groups,
        }
    }
}

/// The module of a group; groups whose names become equal share one.
pub(crate) fn group_module(group: &str) -> Ident {
    Ident(spell(&[group.to_owned()], Case::Value))
}

/// The method, in upper case.
pub(crate) fn method_name(method: Method) -> &'static str {
    match method {
        Method::Delete => "DELETE",
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Options => "OPTIONS",
        Method::Patch => "PATCH",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Trace => "TRACE",
    }
}

/// The statuses of an operation as numbers: a code, 1 to 5 for a class, 0 for `default`.
pub(crate) fn statuses(operation: &Operation) -> Vec<u16> {
    let mut statuses: Vec<u16> = operation
        .answers
        .iter()
        .map(|answer| match answer.status {
            Status::Code(code) => code,
            Status::Class(class) => u16::from(class),
            Status::Default => 0,
        })
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

/// The media types that an operation sends, sorted.
pub(crate) fn produces(operation: &Operation) -> Vec<String> {
    let produced: BTreeSet<String> = operation
        .answers
        .iter()
        .filter_map(|answer| answer.body.as_ref())
        .flat_map(|body| std::iter::once(&body.media_type).chain(&body.other_media_types))
        .cloned()
        .collect();
    produced.into_iter().collect()
}

/// The fields of an operation's input: its parameters in order, then its body.
pub(crate) fn inputs(
    operation: &Operation,
    function: &Ident,
    models: &Models<'_>,
    statics: &mut Statics,
    settled: &mut Vec<Settled>,
) -> Vec<InputPlan> {
    let mut wanted: Vec<Wanted> = operation
        .parameters
        .iter()
        .map(|parameter| Wanted {
            words: vec![parameter.wire.clone()],
            origin: format!(
                "{} {} parameter `{}` in {:?}",
                method_name(operation.method),
                operation.path,
                parameter.wire,
                parameter.location
            ),
        })
        .collect();
    if operation.body.is_some() {
        wanted.push(Wanted {
            words: vec!["body".to_owned()],
            origin: format!("{} {} body", method_name(operation.method), operation.path),
        });
    }
    let (names, notes) = allocate(&wanted, Case::Value, LOCALS, "_value");
    settled.extend(notes);
    let mut names = names.into_iter();
    let mut inputs: Vec<InputPlan> = operation
        .parameters
        .iter()
        .zip(names.by_ref())
        .map(|(parameter, name)| parameter_input(parameter, name, models, statics))
        .collect();
    if let (Some(body), Some(name)) = (&operation.body, names.next()) {
        let (source, value) = match body.content {
            BodyContent::Json(slot) => (
                InputSource::JsonBody {
                    reading: models.slot_reading(slot, statics, &[function.as_str(), "body"]),
                },
                models.slot_type(slot),
            ),
            BodyContent::Bytes => (InputSource::BytesBody, crate::RustType::Bytes),
            BodyContent::Text => (InputSource::TextBody, crate::RustType::Text),
        };
        inputs.push(InputPlan {
            name,
            docs: doc_text::docs(
                Some(body.description.as_deref().unwrap_or("The body.")),
                None,
            ),
            source,
            value,
            presence: if body.required {
                FieldPresence::Required
            } else {
                FieldPresence::Optional
            },
        });
    }
    inputs
}

fn parameter_input(
    parameter: &Parameter,
    name: Ident,
    models: &Models<'_>,
    statics: &mut Statics,
) -> InputPlan {
    let default = parameter
        .default
        .as_ref()
        .and_then(|constant| models.literal(constant, parameter.kind));
    let list = matches!(
        models.model.type_of(parameter.kind).shape,
        Shape::List { .. }
    );
    InputPlan {
        name,
        docs: doc_text::docs(parameter.description.as_deref(), None),
        source: InputSource::Parameter {
            location: match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            },
            wire: parameter.wire.clone(),
            reading: models.reading(parameter.kind, statics, &[&parameter.wire]),
            style: list.then_some(match parameter.style {
                ListStyle::Simple => "Simple",
                ListStyle::Form => "Form",
                ListStyle::FormExploded => "FormExploded",
                ListStyle::SpaceDelimited => "SpaceDelimited",
                ListStyle::PipeDelimited => "PipeDelimited",
            }),
        },
        value: models.value_type(parameter.kind),
        presence: match (parameter.required, default) {
            (true, _) => FieldPresence::Required,
            (false, Some(literal)) => FieldPresence::Defaulted(literal),
            (false, None) => FieldPresence::Optional,
        },
    }
}

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
    let (variant, status) = match answer.status {
        Status::Code(code) => (status_variant(code), AnswerStatus::Fixed(code)),
        Status::Class(class) => (class_variant(class).to_owned(), AnswerStatus::Carried),
        Status::Default => ("Default".to_owned(), AnswerStatus::Carried),
    };
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
    let headers = answer
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
        .collect();
    let number = match answer.status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}xx"),
        Status::Default => "Any other status".to_owned(),
    };
    AnswerPlan {
        variant: Ident(variant),
        status,
        docs: doc_text::docs(Some(&format!("{number}: {}", answer.description)), None),
        headers,
        body: answer.body.as_ref().map(|body| answer_body(body, models)),
    }
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
