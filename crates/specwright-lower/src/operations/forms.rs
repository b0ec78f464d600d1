//! Forms: the object that all fields are together, and how each field is written.

use super::media_types::is_json;
use super::notations::{is_scalar, style};
use crate::types::Lowering;
use crate::view::Side;
use specwright_model::{Form, FormField, Notation, Shape, Slot, Style};
use specwright_openapi::{Encoding, MediaType};

impl<'a> Lowering<'a> {
    /// The form of a media type, or a finding that says why it is none.
    pub(super) fn form(&mut self, media: &'a MediaType, side: Side, path: &[&str]) -> Option<Form> {
        let slot = match media.schema {
            Some(schema) => self.slot(schema, side, path),
            None => self.free(media.name.span),
        };
        let properties: Vec<(String, Slot)> = match self.shape_of(slot.id) {
            Shape::Record(record) => record
                .properties
                .iter()
                .map(|property| (property.wire.clone(), property.slot))
                .collect(),
            shape if is_scalar(shape) || matches!(shape, Shape::List { .. }) => {
                self.refuse_media_type(media, "a form is an object, and its schema is none");
                return None;
            }
            _ => Vec::new(),
        };
        let mut fields: Vec<FormField> = Vec::new();
        for (wire, slot) in properties {
            let encoding = media
                .encoding
                .iter()
                .find(|encoding| encoding.property.value == wire);
            let notation = self.field_notation(encoding, slot, side);
            if let Some(why) = self.unwritable(slot.id, notation) {
                self.refuse_media_type(media, &format!("in its field `{wire}`, {why}"));
                return None;
            }
            if notation != Notation::Styled(Style::FormExploded) {
                fields.push(FormField { wire, notation });
            }
        }
        Some(Form { slot, fields })
    }

    /// How a field is written: as its encoding says, else an object as JSON and everything else as text.
    fn field_notation(&self, encoding: Option<&Encoding>, slot: Slot, side: Side) -> Notation {
        // In 3.0, styles are for `application/x-www-form-urlencoded` alone (section 4.7.15.1).
        let styled = side != Side::Form || !self.api.version.value.starts_with("3.0");
        if let Some(encoding) = encoding.filter(|_| styled)
            && (encoding.style.is_some() || encoding.explode.is_some())
        {
            let given = encoding.style.unwrap_or(specwright_openapi::Style::Form);
            let explode = encoding
                .explode
                .unwrap_or(given == specwright_openapi::Style::Form);
            return Notation::Styled(style(given, explode));
        }
        let given = encoding.and_then(|encoding| encoding.content_type.as_ref());
        let as_json = match given {
            Some(media_type) => is_json(&media_type.value),
            None => self.is_json_in_forms(slot),
        };
        if as_json {
            Notation::Json
        } else {
            Notation::Styled(Style::FormExploded)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::described::described;
    use specwright_model::{ContentKind, Notation, Shape, Style};

    /// How the field `it` of a form is written.
    fn notation(version: &str, media_type: &str, schema: &str, encoding: &str) -> Notation {
        let api = described(&format!(
            "openapi: {version}
info: {{ title: Things, version: 1.0.0 }}
paths:
  /things:
    post:
      requestBody:
        content:
          {media_type}:
            schema: {{ type: object, properties: {{ it: {schema} }} }}
            encoding: {{ {encoding} }}
      responses: {{ '204': {{ description: Done. }} }}
"
        ));
        let model = crate::lower(&api, None).value;
        let body = model.operations[0].body.as_ref().expect("it has a body");
        let (ContentKind::Form(form) | ContentKind::Multipart(form)) = &body.contents[0].kind
        else {
            panic!("it is a form");
        };
        let field = form.fields.first();
        field.map_or(Notation::Styled(Style::FormExploded), |field| {
            field.notation
        })
    }

    #[test]
    fn a_field_is_written_as_its_encoding_says_and_an_object_else_as_json() {
        const FORM: &str = "application/x-www-form-urlencoded";
        const PARTS: &str = "multipart/form-data";
        const TEXT: &str = "{ type: string }";
        const LIST: &str = "{ type: array, items: { type: string } }";
        const OBJECT: &str = "{ type: object, properties: { a: { type: string } } }";
        const OBJECTS: &str =
            "{ type: array, items: { type: object, properties: { a: { type: string } } } }";
        let usual = Notation::Styled(Style::FormExploded);
        for (version, media_type, schema, encoding, expected) in [
            ("3.0.3", FORM, TEXT, "", usual),
            ("3.0.3", FORM, LIST, "", usual),
            ("3.0.3", FORM, OBJECT, "", Notation::Json),
            ("3.0.3", PARTS, OBJECTS, "", Notation::Json),
            (
                "3.0.3",
                FORM,
                LIST,
                "it: { style: pipeDelimited, explode: false }",
                Notation::Styled(Style::PipeDelimited),
            ),
            (
                "3.0.3",
                FORM,
                LIST,
                "it: { explode: false }",
                Notation::Styled(Style::Form),
            ),
            (
                "3.0.3",
                FORM,
                OBJECT,
                "it: { style: deepObject, explode: true }",
                Notation::Styled(Style::DeepObject),
            ),
            (
                "3.0.3",
                FORM,
                TEXT,
                "it: { contentType: application/json }",
                Notation::Json,
            ),
            (
                "3.0.3",
                PARTS,
                OBJECT,
                "it: { contentType: text/plain }",
                usual,
            ),
            ("3.0.3", PARTS, LIST, "it: { explode: false }", usual),
            (
                "3.1.0",
                PARTS,
                LIST,
                "it: { explode: false }",
                Notation::Styled(Style::Form),
            ),
        ] {
            assert_eq!(
                notation(version, media_type, schema, encoding),
                expected,
                "{version} {media_type} {schema} {encoding}"
            );
        }
    }

    #[test]
    fn only_what_stands_in_a_multipart_form_itself_is_a_file() {
        let api = described(
            "openapi: 3.0.3
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    post:
      operationId: addThing
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                file: { type: string, format: binary }
                files: { type: array, items: { type: string, format: binary } }
                inside: { type: object, properties: { file: { type: string, format: binary } } }
      responses: { '204': { description: Done. } }
",
        );
        let model = crate::lower(&api, None).value;
        let uploads = model.types.iter().filter(|it| it.shape == Shape::Upload);
        assert_eq!(uploads.count(), 2);
    }
}
