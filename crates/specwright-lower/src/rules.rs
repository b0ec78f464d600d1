//! Keywords of a schema → rules of the model; keywords that have no effect on the type are named.

use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{
    Bound, CountRule, DecimalText, IntegerWidth, NumberRule, TextFormat, TextRule,
};
use specwright_openapi::{Schema, SchemaType};
use specwright_source::{Located, Number};

impl Lowering<'_> {
    /// `minLength`, `maxLength`, `pattern` and, where it names a syntax of text, `format`.
    pub(crate) fn text_rule(&mut self, schema: &Schema) -> TextRule {
        if let Some(pattern) = &schema.pattern
            && let Err(error) = specwright_pattern::translate(&pattern.value)
        {
            self.report(
                Diagnostic::new(
                    &codes::UNSUPPORTED_PATTERN,
                    pattern.span,
                    format!("the pattern cannot be checked: {error}"),
                    "write the pattern without this construct, or split it into two properties",
                )
                .with_label("this pattern"),
            );
        }
        TextRule {
            min_length: self
                .count(schema.min_length.as_ref())
                .filter(|length| *length > 0),
            max_length: self.count(schema.max_length.as_ref()),
            pattern: schema.pattern.as_ref().map(|pattern| pattern.value.clone()),
            format: schema
                .format
                .as_ref()
                .and_then(|format| text_format(&format.value)),
        }
    }

    /// `minimum`, `maximum` with their exclusive forms, and `multipleOf`.
    pub(crate) fn number_rule(schema: &Schema) -> NumberRule {
        let bound = |limit: &Option<Located<Number>>, exclusive| {
            limit.as_ref().map(|limit| Bound {
                value: decimal_text(&limit.value),
                exclusive,
            })
        };
        NumberRule {
            minimum: bound(&schema.minimum, schema.exclusive_minimum),
            maximum: bound(&schema.maximum, schema.exclusive_maximum),
            multiple_of: schema
                .multiple_of
                .as_ref()
                .map(|divisor| decimal_text(&divisor.value)),
        }
    }

    /// The same for a whole number, whose bounds must be whole and inside of its width.
    pub(crate) fn integer_rule(&mut self, schema: &Schema, width: IntegerWidth) -> NumberRule {
        let range = match width {
            IntegerWidth::Bits32 => i128::from(i32::MIN)..=i128::from(i32::MAX),
            IntegerWidth::Bits64 => i128::from(i64::MIN)..=i128::from(i64::MAX),
        };
        for limit in [&schema.minimum, &schema.maximum, &schema.multiple_of]
            .into_iter()
            .flatten()
        {
            if !limit
                .value
                .as_i128()
                .is_some_and(|value| range.contains(&value))
            {
                self.report(Diagnostic::new(
                    &codes::BOUND_OUT_OF_RANGE,
                    limit.span,
                    format!("`{}` is no whole number of {} bits", limit.value, if range.contains(&(1 << 40)) { 64 } else { 32 }),
                    "give a whole number inside of the type's range, or leave the bound out: the range itself is always checked",
                ));
            }
        }
        Self::number_rule(schema)
    }

    /// `minItems` and `maxItems`.
    pub(crate) fn item_count(&mut self, schema: &Schema) -> CountRule {
        CountRule {
            min: self
                .count(schema.min_items.as_ref())
                .filter(|count| *count > 0),
            max: self.count(schema.max_items.as_ref()),
        }
    }

    /// `minProperties` and `maxProperties`.
    pub(crate) fn property_count(&mut self, schema: &Schema) -> CountRule {
        CountRule {
            min: self
                .count(schema.min_properties.as_ref())
                .filter(|count| *count > 0),
            max: self.count(schema.max_properties.as_ref()),
        }
    }

    fn count(&mut self, count: Option<&Located<u64>>) -> Option<u32> {
        let count = count?;
        let narrow = u32::try_from(count.value)
            .ok()
            .filter(|narrow| *narrow < u32::MAX);
        if narrow.is_none() {
            self.report(Diagnostic::new(
                &codes::BOUND_OUT_OF_RANGE,
                count.span,
                format!("`{}` is beyond what a request can hold", count.value),
                format!("give a number below {}", u32::MAX),
            ));
        }
        narrow
    }

    /// Names each keyword that never applies to a value of this type.
    pub(crate) fn name_idle_keywords(&mut self, schema: &Schema, kind: SchemaType) {
        let numeric = matches!(kind, SchemaType::Integer | SchemaType::Number);
        let keywords: [(&str, bool, Option<Span>); 12] = [
            (
                "minLength",
                kind == SchemaType::String,
                span(schema.min_length.as_ref()),
            ),
            (
                "maxLength",
                kind == SchemaType::String,
                span(schema.max_length.as_ref()),
            ),
            (
                "pattern",
                kind == SchemaType::String,
                span(schema.pattern.as_ref()),
            ),
            ("minimum", numeric, span(schema.minimum.as_ref())),
            ("maximum", numeric, span(schema.maximum.as_ref())),
            ("multipleOf", numeric, span(schema.multiple_of.as_ref())),
            (
                "minItems",
                kind == SchemaType::Array,
                span(schema.min_items.as_ref()),
            ),
            (
                "maxItems",
                kind == SchemaType::Array,
                span(schema.max_items.as_ref()),
            ),
            (
                "uniqueItems",
                kind == SchemaType::Array,
                schema.unique_items.then_some(schema.span),
            ),
            (
                "minProperties",
                kind == SchemaType::Object,
                span(schema.min_properties.as_ref()),
            ),
            (
                "maxProperties",
                kind == SchemaType::Object,
                span(schema.max_properties.as_ref()),
            ),
            (
                "properties",
                kind == SchemaType::Object,
                schema.properties.first().map(|(name, _)| name.span),
            ),
        ];
        for (keyword, applies, place) in keywords {
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
}

/// A type of JSON Schema, with its article.
pub(crate) fn type_phrase(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::String => "a string",
        SchemaType::Number => "a number",
        SchemaType::Integer => "an integer",
        SchemaType::Boolean => "a boolean",
        SchemaType::Array => "an array",
        SchemaType::Object => "an object",
    }
}

fn decimal_text(number: &Number) -> DecimalText {
    DecimalText(number.text().to_owned())
}

/// The formats of the OpenAPI format registry that are a syntax of text.
fn text_format(name: &str) -> Option<TextFormat> {
    Some(match name {
        "email" => TextFormat::Email,
        "hostname" => TextFormat::Hostname,
        "ipv4" => TextFormat::Ipv4,
        "ipv6" => TextFormat::Ipv6,
        "uri" | "url" => TextFormat::Uri,
        "uri-reference" => TextFormat::UriReference,
        "uuid" => TextFormat::Uuid,
        "date-time" => TextFormat::DateTime,
        "date" => TextFormat::Date,
        "time" => TextFormat::Time,
        "byte" => TextFormat::Byte,
        _ => return None,
    })
}

fn span<T>(located: Option<&Located<T>>) -> Option<Span> {
    located.map(|located| located.span)
}
