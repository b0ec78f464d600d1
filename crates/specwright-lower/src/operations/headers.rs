//! The headers of answers.

use super::media_types::is_json;
use super::notations::is_scalar;
use crate::types::Lowering;
use crate::view::Side;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{AnswerHeader, Notation, Shape, Style, TextRule, TypeId};
use specwright_openapi as openapi;
use specwright_openapi::Header;

impl<'a> Lowering<'a> {
    /// The headers of an answer, without those that cannot be written.
    pub(super) fn answer_headers(
        &mut self,
        response: &'a openapi::Response,
        operation: &str,
    ) -> Vec<AnswerHeader> {
        let headers = response.headers.iter();
        headers
            .filter_map(|header| self.answer_header(header, operation))
            .collect()
    }

    fn answer_header(&mut self, header: &'a Header, operation: &str) -> Option<AnswerHeader> {
        let path = [operation, header.name.value.as_str()];
        let slot = self.slot(header.schema, Side::Response, &path);
        let is_json = header
            .media_type
            .as_ref()
            .is_some_and(|media_type| is_json(&media_type.value));
        let kind = if is_json {
            Ok(slot.id)
        } else {
            self.header_kind(slot.id)
        };
        if let Err(why) = kind {
            self.report(Diagnostic::new(
                &codes::UNSUPPORTED_PARAMETER,
                header.name.span,
                format!(
                    "the header `{}` cannot be written: {why}",
                    header.name.value
                ),
                "use a scalar or a list of scalars, or say that it is JSON by `content: { application/json: … }`",
            ));
        }
        Some(AnswerHeader {
            span: header.name.span,
            wire: header.name.value.clone(),
            description: header.description.as_ref().map(|text| text.value.clone()),
            required: header.required,
            kind: kind.ok()?,
            notation: if is_json {
                Notation::Json
            } else {
                Notation::Styled(Style::Simple)
            },
        })
    }

    /// The type of a header's value: what is not said to be anything, or is bytes, is a text as it stands there.
    fn header_kind(&mut self, id: TypeId) -> Result<TypeId, &'static str> {
        match self.shape_of(id) {
            Shape::Free | Shape::Bytes => Ok(self.made(id, Shape::Text(TextRule::default()))),
            Shape::List { item, .. } => match self.shape_of(item.id) {
                Shape::Free | Shape::Bytes => Err("its list has items of no plain type"),
                item if is_scalar(item) => Ok(id),
                _ => Err("it is a list of objects or of lists"),
            },
            scalar if is_scalar(scalar) => Ok(id),
            _ => Err("it is an object, or one of several types"),
        }
    }

    /// A type like another one of a different shape.
    fn made(&mut self, like: TypeId, shape: Shape) -> TypeId {
        let slot = self.free(self.types[like.0].span);
        self.types[slot.id.0].shape = shape;
        slot.id
    }
}
