//! The parameters and the body of an operation → the fields of its input.

use super::bodies::body_plan;
use super::method_name;
use super::parts::value_parts;
use crate::models::Models;
use crate::names::{Case, Settled, Statics, Wanted, allocate};
use crate::reserved::LOCALS;
use crate::{
    FieldPresence, Ident, InputPlan, InputSource, ParameterRead, Reading, RustType, ValueParts,
    doc_text,
};
use specwright_model::{Answer, Location, Notation, Operation, Parameter, Slot, Status, Style};

pub(crate) use super::bodies::Own;

/// The fields of an operation's input: its parameters in order, its body, and what the caller would like to be answered.
pub(crate) fn inputs(
    operation: &Operation,
    own: Own<'_>,
    models: &Models<'_>,
    statics: &mut Statics,
    settled: &mut Vec<Settled>,
) -> Vec<InputPlan> {
    let place = format!("{} {}", method_name(operation.method), operation.path);
    let mut wanted: Vec<Wanted> = operation
        .parameters
        .iter()
        .map(|parameter| Wanted {
            words: vec![parameter.wire.clone()],
            origin: format!(
                "{place} parameter `{}` in {:?}",
                parameter.wire, parameter.location
            ),
        })
        .collect();
    if operation.body.is_some() {
        wanted.push(Wanted {
            words: vec!["body".to_owned()],
            origin: format!("{place} body"),
        });
    }
    let accepted = accepted(operation);
    if !accepted.is_empty() {
        wanted.push(Wanted {
            words: vec!["accept".to_owned()],
            origin: format!("{place} media types of the answer"),
        });
    }
    let (names, notes) = allocate(&wanted, Case::Value, LOCALS, "_value");
    settled.extend(notes);
    let mut names = names.into_iter();
    let mut inputs: Vec<InputPlan> = operation
        .parameters
        .iter()
        .zip(names.by_ref())
        .map(|(parameter, name)| parameter_input(parameter, name, operation, models, statics))
        .collect();
    if let Some(body) = &operation.body {
        let (plan, value) = body_plan(body, own, models, statics, settled);
        let docs = body.description.as_deref().unwrap_or("The body.");
        inputs.extend(names.next().map(|name| InputPlan {
            name,
            docs: doc_text::docs(Some(docs), None),
            source: InputSource::Body(plan),
            value,
            presence: if body.required {
                FieldPresence::Required
            } else {
                FieldPresence::Optional
            },
        }));
    }
    inputs.extend(names.next().map(|name| InputPlan {
        name,
        docs: doc_text::docs(
            Some("What the caller likes best of what can be answered."),
            None,
        ),
        source: InputSource::Accept {
            media_types: accepted,
        },
        value: RustType::MediaType,
        presence: FieldPresence::Required,
    }));
    inputs
}

/// The media types between which an answer has a choice: that of a success where it has one, else of the first that has.
fn accepted(operation: &Operation) -> Vec<String> {
    let is_success =
        |answer: &&Answer| matches!(answer.status, Status::Code(200..=299) | Status::Class(2));
    let mut choices = operation
        .answers
        .iter()
        .filter(|answer| answer.contents.len() > 1);
    let choice = choices.clone().find(is_success).or_else(|| choices.next());
    let contents = choice.into_iter().flat_map(|answer| &answer.contents);
    contents
        .flat_map(|content| content.media_types.iter().cloned())
        .collect()
}

fn parameter_input(
    parameter: &Parameter,
    name: Ident,
    operation: &Operation,
    models: &Models<'_>,
    statics: &mut Statics,
) -> InputPlan {
    let default = parameter
        .default
        .as_ref()
        .and_then(|constant| models.literal(constant, parameter.kind));
    let nullable = parameter.nullable && parameter.notation == Notation::Json;
    let slot = Slot {
        id: parameter.kind,
        nullable,
    };
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
            read: Box::new(parameter_read(
                models.slot_reading(slot, statics, &[&parameter.wire]),
                parameter.notation,
                || value_parts(parameter, operation, models.model),
            )),
            otherwise: parameter.default_texts.clone(),
            empty_is_absent: parameter.empty_is_absent,
        },
        value: models.slot_type(slot),
        presence: match (parameter.required, default) {
            (true, _) => FieldPresence::Required,
            _ if !parameter.default_texts.is_empty() => FieldPresence::Required,
            (false, Some(literal)) => FieldPresence::Defaulted(literal),
            (false, None) => FieldPresence::Optional,
        },
    }
}

/// How a value is read: scalars and lists of scalars by methods of their own where their style is a usual one.
fn parameter_read(
    reading: Reading,
    notation: Notation,
    parts: impl FnOnce() -> ValueParts,
) -> ParameterRead {
    let style = match notation {
        Notation::Json => return ParameterRead::Json(reading),
        Notation::Styled(style) => style,
    };
    let is_usual = !matches!(
        style,
        Style::Label | Style::LabelExploded | Style::Matrix | Style::MatrixExploded
    );
    match &reading {
        Reading::List { item, .. } if is_usual && style != Style::DeepObject && is_scalar(item) => {
            // A list without names in it is the same in both.
            let style = match style {
                Style::SimpleExploded => Style::Simple,
                other => other,
            };
            let style = style_variant(style);
            ParameterRead::List { reading, style }
        }
        scalar if is_usual && is_scalar(scalar) => ParameterRead::Scalar(reading),
        _ => {
            let style = style_variant(style);
            ParameterRead::Value {
                reading,
                style,
                parts: parts(),
            }
        }
    }
}

/// Whether a parameter has a method of its own for the reading.
fn is_scalar(reading: &Reading) -> bool {
    matches!(
        reading,
        Reading::Text(_)
            | Reading::Int32(_)
            | Reading::Int64(_)
            | Reading::UInt64(_)
            | Reading::Float(_)
            | Reading::Decimal(_)
            | Reading::DecimalText(_)
            | Reading::Bool
            | Reading::Uuid
            | Reading::Timestamp
            | Reading::Date
            | Reading::Time
            | Reading::Bytes
            | Reading::Choice(_)
    )
}

/// The variant of the runtime's `Style`.
pub(super) fn style_variant(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::SimpleExploded => "SimpleExploded",
        Style::Label => "Label",
        Style::LabelExploded => "LabelExploded",
        Style::Matrix => "Matrix",
        Style::MatrixExploded => "MatrixExploded",
        Style::Form => "Form",
        Style::FormExploded => "FormExploded",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    }
}
