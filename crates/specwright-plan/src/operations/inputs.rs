//! The parameters and the body of an operation → the fields of its input.

use super::method_name;
use crate::models::Models;
use crate::names::{Case, Settled, Statics, Wanted, allocate};
use crate::reserved::LOCALS;
use crate::{FieldPresence, Ident, InputPlan, InputSource, RustType, doc_text};
use specwright_model::{
    BodyContent, ListStyle, Location, Operation, Parameter, RequestBody, Shape,
};

/// The fields of an operation's input: its parameters in order, then its body.
pub(crate) fn inputs(
    operation: &Operation,
    function: &Ident,
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
        inputs.push(body_input(body, name, function, models, statics));
    }
    inputs
}

fn body_input(
    body: &RequestBody,
    name: Ident,
    function: &Ident,
    models: &Models<'_>,
    statics: &mut Statics,
) -> InputPlan {
    let (source, value) = match body.content {
        BodyContent::Json(slot) => (
            InputSource::JsonBody {
                reading: models.slot_reading(slot, statics, &[function.as_str(), "body"]),
            },
            models.slot_type(slot),
        ),
        BodyContent::Bytes => (InputSource::BytesBody, RustType::Bytes),
        BodyContent::Text => (InputSource::TextBody, RustType::Text),
    };
    InputPlan {
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
    }
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
