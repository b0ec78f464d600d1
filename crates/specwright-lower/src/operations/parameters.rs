//! Parameters of the description → parameters of the model, as far as they can be read.

use super::media_types::is_json;
use super::notations::{is_scalar, style};
use crate::types::{Lowering, stored_as};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, Severity, codes};
use specwright_model as model;
use specwright_model::{Constant, Notation, Shape, Slot};
use specwright_openapi as openapi;
use specwright_openapi::Location;
use specwright_source::{Node, Value};

impl<'a> Lowering<'a> {
    /// One parameter, or a finding that says why it cannot be read.
    pub(super) fn parameter(
        &mut self,
        parameter: &'a openapi::Parameter,
        operation: &str,
    ) -> Option<model::Parameter> {
        let slot = self.slot(
            parameter.schema,
            Side::Request,
            &[operation, parameter.name.value.as_str()],
        );
        let notation = match notation(parameter) {
            Ok(notation) => match self.unwritable(slot.id, notation) {
                None => notation,
                Some(why) => {
                    self.read_as_json(parameter, why);
                    Notation::Json
                }
            },
            Err(why) => {
                self.refuse_parameter(parameter, why);
                return None;
            }
        };
        let (default, default_texts) = self.parameter_default(parameter, slot, notation);
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
            nullable: slot.nullable,
            notation,
            empty_is_absent: parameter.allow_empty_value
                && !matches!(self.shape_of(slot.id), Shape::Text(_)),
            default,
            default_texts,
            stored_as: stored_as(parameter.column.as_ref()),
        })
    }

    /// The default as a constant where the value is a scalar or an empty list, else as texts of a request.
    fn parameter_default(
        &mut self,
        parameter: &'a openapi::Parameter,
        slot: Slot,
        notation: Notation,
    ) -> (Option<Constant>, Vec<String>) {
        let schema = self.api.schema(parameter.schema);
        let Some(default) = schema.default.as_ref().filter(|_| !parameter.required) else {
            return (None, Vec::new());
        };
        let is_empty_list = matches!(&default.value, Value::Array(items) if items.is_empty());
        let shape = self.shape_of(slot.id);
        let is_plain = notation != Notation::Json && (is_scalar(shape) || is_empty_list);
        if is_plain || matches!(default.value, Value::Null) {
            match self.constant(schema, slot) {
                // No literal of Rust stands for it.
                Some(Constant::Json(_)) => {}
                constant => return (constant, Vec::new()),
            }
        }
        let texts = match notation {
            Notation::Json => Some(vec![default.to_json()]),
            Notation::Styled(_) => texts(default),
        };
        if texts.is_none() {
            self.report(Diagnostic::new(
                &codes::UNFIT_DEFAULT,
                default.span,
                format!(
                    "the default of the parameter `{}` cannot be written as a request would have it; it is not applied",
                    parameter.name.value
                ),
                "give a scalar, a list of scalars or an object of scalars, or leave the default out",
            ));
        }
        (None, texts.unwrap_or_default())
    }

    /// The specification leaves open how such a value is written (OpenAPI 3.0.3, section 4.7.12.4); JSON is what clients of
    /// published descriptions send.
    fn read_as_json(&mut self, parameter: &openapi::Parameter, why: &str) {
        let mut finding = Diagnostic::new(
            &codes::UNSUPPORTED_PARAMETER,
            parameter.name.span,
            format!(
                "the parameter `{}` is read as JSON: {why}",
                parameter.name.value
            ),
            "say so by `content: { application/json: … }`, or use `deepObject`",
        );
        finding.severity = Severity::Warning;
        finding.is_allowed = true;
        self.report(finding);
    }

    fn refuse_parameter(&mut self, parameter: &openapi::Parameter, why: &str) {
        self.report(Diagnostic::new(
            &codes::UNSUPPORTED_PARAMETER,
            parameter.name.span,
            format!(
                "the parameter `{}` cannot be read: {why}",
                parameter.name.value
            ),
            "offer `application/json` under `content`",
        ));
    }
}

/// A header parameter that the specification says shall be ignored (OpenAPI 3.0.3, section 4.7.12.1).
pub(super) fn is_ignored(parameter: &openapi::Parameter) -> bool {
    parameter.location == Location::Header
        && ["accept", "content-type", "authorization"]
            .contains(&parameter.name.value.to_ascii_lowercase().as_str())
}

fn notation(parameter: &openapi::Parameter) -> Result<Notation, &'static str> {
    match &parameter.media_type {
        None => Ok(Notation::Styled(style(parameter.style, parameter.explode))),
        Some(media_type) if is_json(&media_type.value) => Ok(Notation::Json),
        Some(_) => Err("of the media types under `content`, JSON alone is supported"),
    }
}

/// A value as a request would have it, decoded and before its style joins it.
fn texts(value: &Node) -> Option<Vec<String>> {
    match &value.value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(object) => {
            let mut texts = Vec::with_capacity(object.entries.len() * 2);
            for entry in &object.entries {
                texts.push(entry.key.clone());
                texts.push(text(&entry.node)?);
            }
            Some(texts)
        }
        _ => text(value).map(|text| vec![text]),
    }
}

fn text(value: &Node) -> Option<String> {
    match &value.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.text().to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
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
