//! Parameters of the description → parameters of the model, as far as they can be read.

use crate::types::{Lowering, stored_as};
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model as model;
use specwright_model::{ListStyle, Shape, Slot};
use specwright_openapi as openapi;
use specwright_openapi::{Location, Style};

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
        let style = match list_style(parameter) {
            None => Err("its style is not supported yet"),
            Some(_) if parameter.media_type.is_some() => Err("`content` is not supported yet"),
            Some(_) if !self.is_scalar_or_list(slot) => {
                Err("it is an object, a nested list or has no type, which is not supported yet")
            }
            Some(style) => Ok(style),
        };
        let style = match style {
            Ok(style) => style,
            Err(why) => {
                self.refuse_parameter(parameter, why);
                return None;
            }
        };
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

    fn is_scalar_or_list(&self, slot: Slot) -> bool {
        let is_scalar = |slot: Slot| {
            !matches!(
                self.shape_of(slot.id),
                Shape::Record(_)
                    | Shape::Map { .. }
                    | Shape::List { .. }
                    | Shape::Free
                    | Shape::Problem
            )
        };
        match self.shape_of(slot.id) {
            Shape::List { item, .. } => is_scalar(*item),
            _ => is_scalar(slot),
        }
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
}

/// A header parameter that the specification says shall be ignored (OpenAPI 3.0.3, section 4.7.12.1).
pub(super) fn is_ignored(parameter: &openapi::Parameter) -> bool {
    parameter.location == Location::Header
        && ["accept", "content-type", "authorization"]
            .contains(&parameter.name.value.to_ascii_lowercase().as_str())
}

fn list_style(parameter: &openapi::Parameter) -> Option<ListStyle> {
    Some(
        match (parameter.style, parameter.explode, parameter.location) {
            (Style::Simple, _, Location::Path | Location::Header) => ListStyle::Simple,
            (Style::Form, true, _) => ListStyle::FormExploded,
            (Style::Form, false, _) => ListStyle::Form,
            (Style::SpaceDelimited, false, _) => ListStyle::SpaceDelimited,
            (Style::PipeDelimited, false, _) => ListStyle::PipeDelimited,
            _ => return None,
        },
    )
}

fn location(location: Location) -> model::Location {
    match location {
        Location::Path => model::Location::Path,
        Location::Query => model::Location::Query,
        Location::Header => model::Location::Header,
        Location::Cookie => model::Location::Cookie,
    }
}
