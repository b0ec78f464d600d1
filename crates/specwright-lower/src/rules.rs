//! Keywords of schemas that must hold together → rules of the model: of two limits the tighter one.

mod idle;

use crate::types::{Conjunction, Lowering};
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{Bound, CountRule, DecimalText, NumberRule, TextFormat, TextRule};
use specwright_openapi::Schema;
use specwright_source::{Located, Number};
use std::fmt::Display;

impl<'a> Lowering<'a> {
    /// `minLength`, `maxLength`, the first `pattern` and the first `format` that names a syntax of text.
    pub(crate) fn text_rule(&mut self, conjunction: &Conjunction<'a>) -> TextRule {
        let length = self.count_rule(
            conjunction,
            |schema| schema.min_length.as_ref(),
            |schema| schema.max_length.as_ref(),
        );
        let mut patterns = conjunction
            .schemas()
            .filter_map(|schema| schema.pattern.as_ref());
        let mut formats = conjunction
            .schemas()
            .filter_map(|schema| text_format(&schema.format.as_ref()?.value));
        let pattern = patterns.next();
        if let Some(pattern) = pattern {
            self.check_pattern(pattern);
        }
        TextRule {
            min_length: length.min,
            max_length: length.max,
            pattern: pattern.map(|pattern| pattern.value.clone()),
            format: formats.next(),
        }
    }

    /// Refuses an expression that no engine of the emitted service can match faithfully.
    pub(crate) fn check_pattern(&mut self, pattern: &Located<String>) {
        if let Err(error) = specwright_pattern::translate(&pattern.value) {
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
    }

    /// `minimum`, `maximum` with their exclusive forms, and the first `multipleOf`.
    pub(crate) fn number_rule(conjunction: &Conjunction<'a>) -> NumberRule {
        let mut rule = NumberRule::default();
        let mut least: Option<&Number> = None;
        let mut most: Option<&Number> = None;
        for schema in conjunction.schemas() {
            if let Some(minimum) = &schema.minimum
                && least.is_none_or(|known| {
                    minimum.value > *known || minimum.value == *known && schema.exclusive_minimum
                })
            {
                least = Some(&minimum.value);
                rule.minimum = Some(bound(&minimum.value, schema.exclusive_minimum));
            }
            if let Some(maximum) = &schema.maximum
                && most.is_none_or(|known| {
                    maximum.value < *known || maximum.value == *known && schema.exclusive_maximum
                })
            {
                most = Some(&maximum.value);
                rule.maximum = Some(bound(&maximum.value, schema.exclusive_maximum));
            }
            if rule.multiple_of.is_none() {
                rule.multiple_of = schema
                    .multiple_of
                    .as_ref()
                    .map(|divisor| decimal_text(divisor.value.text()));
            }
        }
        rule
    }

    /// `minItems` and `maxItems`.
    pub(crate) fn item_count(&mut self, conjunction: &Conjunction<'a>) -> CountRule {
        self.count_rule(
            conjunction,
            |schema| schema.min_items.as_ref(),
            |schema| schema.max_items.as_ref(),
        )
    }

    /// `minProperties` and `maxProperties`.
    pub(crate) fn property_count(&mut self, conjunction: &Conjunction<'a>) -> CountRule {
        self.count_rule(
            conjunction,
            |schema| schema.min_properties.as_ref(),
            |schema| schema.max_properties.as_ref(),
        )
    }

    fn count_rule(
        &mut self,
        conjunction: &Conjunction<'a>,
        min: fn(&Schema) -> Option<&Located<u64>>,
        max: fn(&Schema) -> Option<&Located<u64>>,
    ) -> CountRule {
        let least = conjunction.schemas().filter_map(min);
        let least = least.max_by_key(|count| count.value);
        let most = conjunction.schemas().filter_map(max);
        let most = most.min_by_key(|count| count.value);
        self.count_between(least, most)
    }

    /// The numbers of two keywords as a rule.
    pub(crate) fn count_between(
        &mut self,
        min: Option<&Located<u64>>,
        max: Option<&Located<u64>>,
    ) -> CountRule {
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

fn bound(value: &Number, exclusive: bool) -> Bound {
    Bound {
        value: decimal_text(value.text()),
        exclusive,
    }
}

/// A number as its text.
pub(crate) fn decimal_text(number: impl Display) -> DecimalText {
    DecimalText(number.to_string())
}

/// The whole number that a text stands for, if it stands for one.
pub(crate) fn whole(text: &DecimalText) -> Option<i128> {
    Number::parse(&text.0)?.as_i128()
}

/// The formats of the OpenAPI format registry that are a syntax of text.
pub(crate) fn text_format(name: &str) -> Option<TextFormat> {
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
        "idn-email" => TextFormat::IdnEmail,
        "idn-hostname" => TextFormat::IdnHostname,
        "iri" => TextFormat::Iri,
        "iri-reference" => TextFormat::IriReference,
        "uri-template" => TextFormat::UriTemplate,
        "date-time-local" => TextFormat::DateTimeLocal,
        "time-local" => TextFormat::TimeLocal,
        "duration" => TextFormat::Duration,
        "http-date" => TextFormat::HttpDate,
        "json-pointer" => TextFormat::JsonPointer,
        "relative-json-pointer" => TextFormat::RelativeJsonPointer,
        "regex" => TextFormat::Regex,
        "base64url" => TextFormat::Base64url,
        "char" => TextFormat::Char,
        "media-range" => TextFormat::MediaRange,
        "sf-string" => TextFormat::SfString,
        "sf-token" => TextFormat::SfToken,
        "sf-binary" => TextFormat::SfBinary,
        "sf-boolean" => TextFormat::SfBoolean,
        _ => return None,
    })
}

fn span<T>(located: Option<&Located<T>>) -> Option<Span> {
    located.map(|located| located.span)
}
