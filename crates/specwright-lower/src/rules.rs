//! Keywords of a schema → rules of the model.

mod idle;

use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{
    Bound, CountRule, DecimalText, IntegerWidth, NumberRule, TextFormat, TextRule,
};
use specwright_openapi::Schema;
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
        let length = self.count_rule(schema.min_length.as_ref(), schema.max_length.as_ref());
        TextRule {
            min_length: length.min,
            max_length: length.max,
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
        let (bits, range) = match width {
            IntegerWidth::Bits32 => (32, i128::from(i32::MIN)..=i128::from(i32::MAX)),
            IntegerWidth::Bits64 => (64, i128::from(i64::MIN)..=i128::from(i64::MAX)),
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
                    format!("`{}` is no whole number of {bits} bits", limit.value),
                    "give a whole number inside of the type's range, or leave the bound out: the range itself is always checked",
                ));
            }
        }
        Self::number_rule(schema)
    }

    /// `minItems` and `maxItems`.
    pub(crate) fn item_count(&mut self, schema: &Schema) -> CountRule {
        self.count_rule(schema.min_items.as_ref(), schema.max_items.as_ref())
    }

    /// `minProperties` and `maxProperties`.
    pub(crate) fn property_count(&mut self, schema: &Schema) -> CountRule {
        self.count_rule(
            schema.min_properties.as_ref(),
            schema.max_properties.as_ref(),
        )
    }

    fn count_rule(&mut self, min: Option<&Located<u64>>, max: Option<&Located<u64>>) -> CountRule {
        CountRule {
            min: self.count(min).filter(|count| *count > 0),
            max: self.count(max),
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
