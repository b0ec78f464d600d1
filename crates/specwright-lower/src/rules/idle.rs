//! Keywords of a schema that have no effect on its type, so that none of them is passed over in silence.

use super::span;
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_openapi::{Schema, SchemaType};

impl Lowering<'_> {
    /// Names each keyword that never applies to a value of this type.
    pub(crate) fn name_idle_keywords(&mut self, schema: &Schema, kind: SchemaType) {
        for (keyword, applies, place) in keywords(schema, kind) {
            if let (false, Some(place)) = (applies, place) {
                self.report(Diagnostic::new(
                    &codes::KEYWORD_WITHOUT_EFFECT,
                    place,
                    format!("`{keyword}` has no effect on {}", type_phrase(kind)),
                    format!("remove `{keyword}`, or change the `type`"),
                ));
            }
        }
    }

    /// Names a format that is neither a type nor a syntax that is checked.
    pub(crate) fn name_unchecked_format(&mut self, schema: &Schema, known: &[&str]) {
        if let Some(format) = &schema.format
            && !known.contains(&format.value.as_str())
        {
            self.report(Diagnostic::new(
                &codes::FORMAT_NOT_CHECKED,
                format.span,
                format!("the format `{}` is not checked", format.value),
                "add a `pattern` if the value must have a syntax",
            ));
        }
    }
}

/// The keywords that restrict values of one type: whether they apply to this one, and where they stand.
fn keywords(schema: &Schema, kind: SchemaType) -> [(&'static str, bool, Option<Span>); 12] {
    let text = kind == SchemaType::String;
    let number = matches!(kind, SchemaType::Integer | SchemaType::Number);
    let list = kind == SchemaType::Array;
    let object = kind == SchemaType::Object;
    let unique_items = schema.unique_items.then_some(schema.span);
    let properties = schema.properties.first().map(|(name, _)| name.span);
    [
        ("minLength", text, span(schema.min_length.as_ref())),
        ("maxLength", text, span(schema.max_length.as_ref())),
        ("pattern", text, span(schema.pattern.as_ref())),
        ("minimum", number, span(schema.minimum.as_ref())),
        ("maximum", number, span(schema.maximum.as_ref())),
        ("multipleOf", number, span(schema.multiple_of.as_ref())),
        ("minItems", list, span(schema.min_items.as_ref())),
        ("maxItems", list, span(schema.max_items.as_ref())),
        ("uniqueItems", list, unique_items),
        (
            "minProperties",
            object,
            span(schema.min_properties.as_ref()),
        ),
        (
            "maxProperties",
            object,
            span(schema.max_properties.as_ref()),
        ),
        ("properties", object, properties),
    ]
}

/// A type of JSON Schema, with its article.
fn type_phrase(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::String => "a string",
        SchemaType::Number => "a number",
        SchemaType::Integer => "an integer",
        SchemaType::Boolean => "a boolean",
        SchemaType::Array => "an array",
        SchemaType::Object => "an object",
    }
}
