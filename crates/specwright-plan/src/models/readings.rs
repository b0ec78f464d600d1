//! Types of the model → how their values are read: the method, its rule, and the static that holds the rule.

use super::Models;
use crate::names::Statics;
use crate::{IntegerReading, NumberReading, Reading, TextReading};
use specwright_model::{
    Bound, CountRule, IntegerWidth, NumberRule, Shape, Slot, TextFormat, TextRule, TypeId,
};

impl Models<'_> {
    /// How a value that is neither absent nor null is read. `words` are what its statics are named after.
    pub(crate) fn reading(&self, id: TypeId, statics: &mut Statics, words: &[&str]) -> Reading {
        if let Some(name) = self.self_reading(id) {
            return Reading::Model(name.clone());
        }
        let reading = self.anonymous_reading(id, statics, words);
        match self.residue(id, statics, words) {
            Some(residue) => Reading::Checked {
                residue,
                reading: Box::new(reading),
            },
            None => reading,
        }
    }

    /// How a value is read without the name that a list or a map may have, and without what no type says.
    pub(crate) fn anonymous_reading(
        &self,
        id: TypeId,
        statics: &mut Statics,
        words: &[&str],
    ) -> Reading {
        match &self.model.type_of(id).shape {
            Shape::Text(rule) => Reading::Text(text_reading(rule, statics, words)),
            Shape::Integer(IntegerWidth::Bits32, rule) => {
                Reading::Int32(integer_reading(32, rule, statics, words))
            }
            Shape::Integer(IntegerWidth::Bits64, rule) => {
                Reading::Int64(integer_reading(64, rule, statics, words))
            }
            Shape::Integer(IntegerWidth::Unsigned64, rule) => {
                Reading::UInt64(integer_reading(64, rule, statics, words))
            }
            Shape::Float(rule) => Reading::Float(number_reading(rule, statics, words)),
            Shape::Decimal(rule) => Reading::Decimal(number_reading(rule, statics, words)),
            Shape::DecimalText(rule) => Reading::DecimalText(text_reading(rule, statics, words)),
            Shape::Boolean => Reading::Bool,
            Shape::Uuid => Reading::Uuid,
            Shape::Timestamp => Reading::Timestamp,
            Shape::Date => Reading::Date,
            Shape::Time => Reading::Time,
            Shape::Bytes => Reading::Bytes,
            Shape::Free | Shape::Problem => Reading::Json,
            Shape::Upload => Reading::Upload,
            Shape::Choice(_) => Reading::Choice(self.name(id).clone()),
            Shape::Record(_) | Shape::Union(_) => Reading::Model(self.name(id).clone()),
            Shape::List {
                item,
                count,
                unique,
            } => Reading::List {
                rule: (*unique || *count != CountRule::default())
                    .then(|| statics.rule(words, &format!("list {count:?} {unique}"))),
                item: Box::new(self.slot_reading(*item, statics, &longer(words, "item"))),
                min: count.min,
                max: count.max,
                unique: *unique,
            },
            Shape::Map { value, count } => Reading::Map {
                rule: (*count != CountRule::default())
                    .then(|| statics.rule(words, &format!("map {count:?}"))),
                value: Box::new(self.slot_reading(*value, statics, &longer(words, "value"))),
                min: count.min,
                max: count.max,
            },
        }
    }

    /// How a value is read back from where it was stored: by its type alone, since it was checked when it came.
    pub(crate) fn stored_reading(&self, id: TypeId) -> Reading {
        let stored = |slot: Slot| Box::new(or_null(slot, self.stored_reading(slot.id)));
        if let Some(name) = self.self_reading(id) {
            return Reading::Model(name.clone());
        }
        match &self.model.type_of(id).shape {
            Shape::Text(_) => Reading::Text(TextReading::default()),
            Shape::Integer(IntegerWidth::Bits32, _) => Reading::Int32(IntegerReading::default()),
            Shape::Integer(IntegerWidth::Bits64, _) => Reading::Int64(IntegerReading::default()),
            Shape::Float(_) => Reading::Float(NumberReading::default()),
            Shape::Decimal(_) => Reading::Decimal(NumberReading::default()),
            Shape::DecimalText(_) => Reading::DecimalText(TextReading::default()),
            Shape::List { item, .. } => Reading::List {
                rule: None,
                item: stored(*item),
                min: None,
                max: None,
                unique: false,
            },
            Shape::Map { value, .. } => Reading::Map {
                rule: None,
                value: stored(*value),
                min: None,
                max: None,
            },
            _ => self.anonymous_reading(id, &mut Statics::default(), &[]),
        }
    }

    /// How a value is read where null may stand, too.
    pub(crate) fn slot_reading(
        &self,
        slot: Slot,
        statics: &mut Statics,
        words: &[&str],
    ) -> Reading {
        or_null(slot, self.reading(slot.id, statics, words))
    }
}

fn or_null(slot: Slot, reading: Reading) -> Reading {
    if slot.nullable {
        Reading::Nullable(Box::new(reading))
    } else {
        reading
    }
}

fn text_reading(rule: &TextRule, statics: &mut Statics, words: &[&str]) -> TextReading {
    TextReading {
        rule: (*rule != TextRule::default()).then(|| statics.rule(words, &format!("{rule:?}"))),
        min_length: rule.min_length,
        max_length: rule.max_length,
        pattern: rule.pattern.as_ref().map(|pattern| {
            (
                statics.rule(&longer(words, "pattern"), pattern),
                pattern.clone(),
            )
        }),
        format: rule.format.map(format_variant),
    }
}

pub(super) fn format_variant(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Email => "Email",
        TextFormat::Hostname => "Hostname",
        TextFormat::Ipv4 => "Ipv4",
        TextFormat::Ipv6 => "Ipv6",
        TextFormat::Uri => "Uri",
        TextFormat::UriReference => "UriReference",
        TextFormat::Uuid => "Uuid",
        TextFormat::DateTime => "DateTime",
        TextFormat::Date => "Date",
        TextFormat::Time => "Time",
        TextFormat::Byte => "Byte",
        TextFormat::IdnEmail => "IdnEmail",
        TextFormat::IdnHostname => "IdnHostname",
        TextFormat::Iri => "Iri",
        TextFormat::IriReference => "IriReference",
        TextFormat::UriTemplate => "UriTemplate",
        TextFormat::DateTimeLocal => "DateTimeLocal",
        TextFormat::TimeLocal => "TimeLocal",
        TextFormat::Duration => "Duration",
        TextFormat::HttpDate => "HttpDate",
        TextFormat::JsonPointer => "JsonPointer",
        TextFormat::RelativeJsonPointer => "RelativeJsonPointer",
        TextFormat::Regex => "Regex",
        TextFormat::Base64url => "Base64url",
        TextFormat::Char => "Char",
        TextFormat::MediaRange => "MediaRange",
        TextFormat::SfString => "SfString",
        TextFormat::SfToken => "SfToken",
        TextFormat::SfBinary => "SfBinary",
        TextFormat::SfBoolean => "SfBoolean",
    }
}

fn integer_reading(
    bits: u32,
    rule: &NumberRule,
    statics: &mut Statics,
    words: &[&str],
) -> IntegerReading {
    let bound = |bound: &Option<Bound>| {
        bound
            .as_ref()
            .and_then(|bound| Some((decimal_to_integer(&bound.value.0)?, bound.exclusive)))
    };
    IntegerReading {
        rule: (*rule != NumberRule::default())
            .then(|| statics.rule(words, &format!("{bits} bits {rule:?}"))),
        minimum: bound(&rule.minimum),
        maximum: bound(&rule.maximum),
        multiple_of: rule
            .multiple_of
            .as_ref()
            .and_then(|divisor| decimal_to_integer(&divisor.0)),
    }
}

/// A whole number from its text, which may be written `10.0` or `1e3`; lowering has left out what is none.
fn decimal_to_integer(text: &str) -> Option<i128> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let shift = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let value: i128 = digits.parse().ok()?;
    let power = 10_i128.checked_pow(shift.unsigned_abs())?;
    if shift >= 0 {
        value.checked_mul(power)
    } else {
        Some(value / power)
    }
}

fn number_reading(rule: &NumberRule, statics: &mut Statics, words: &[&str]) -> NumberReading {
    let bound = |bound: &Option<Bound>| {
        bound
            .as_ref()
            .map(|bound| (bound.value.0.clone(), bound.exclusive))
    };
    NumberReading {
        rule: (*rule != NumberRule::default()).then(|| statics.rule(words, &format!("{rule:?}"))),
        minimum: bound(&rule.minimum),
        maximum: bound(&rule.maximum),
        multiple_of: rule.multiple_of.as_ref().map(|divisor| divisor.0.clone()),
    }
}

fn longer<'w>(words: &[&'w str], word: &'w str) -> Vec<&'w str> {
    words.iter().copied().chain([word]).collect()
}

#[cfg(test)]
mod tests {
    use super::decimal_to_integer;

    #[test]
    fn a_whole_number_may_be_written_as_a_decimal() {
        for (text, number) in [
            ("10", Some(10)),
            ("-10.0", Some(-10)),
            ("1e3", Some(1000)),
            ("1.5E1", Some(15)),
            ("1200e-2", Some(12)),
            ("9223372036854775807", Some(i64::MAX.into())),
            ("18446744073709551615", Some(u64::MAX.into())),
            ("1e40", None),
            ("1e9999999999", None),
            ("x", None),
        ] {
            assert_eq!(decimal_to_integer(text), number, "{text}");
        }
    }
}
