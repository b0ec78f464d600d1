//! Which number, in a type of Rust, does a text say, and does it keep its rule?

use super::{Breach, IntegerRule, NumberRule, NumberText, StringRule, UnsignedRule};
use crate::value::Decimal;

/// The text of a number as an integer of 32 bits that keeps the rule.
pub(crate) fn parse_int32(
    number: &str,
    rule: &IntegerRule,
    report: &mut dyn FnMut(Breach),
) -> Option<i32> {
    let value = parse_integer(number).and_then(|value| {
        i32::try_from(value).map_err(|_| Breach::new("format", "must be in the range of 32 bits"))
    });
    match value {
        Ok(value) => rule.check(value.into(), report).then_some(value),
        Err(breach) => {
            report(breach);
            None
        }
    }
}

/// The text of a number as an integer of 64 bits that keeps the rule.
pub(crate) fn parse_int64(
    number: &str,
    rule: &IntegerRule,
    report: &mut dyn FnMut(Breach),
) -> Option<i64> {
    match parse_integer(number) {
        Ok(value) => rule.check(value, report).then_some(value),
        Err(breach) => {
            report(breach);
            None
        }
    }
}

/// The text of a number as an unsigned integer of 64 bits that keeps the rule.
pub(crate) fn parse_uint64(
    number: &str,
    rule: &UnsignedRule,
    report: &mut dyn FnMut(Breach),
) -> Option<u64> {
    let value = match NumberText::parse(number) {
        Some(text) if text.is_integer() => text
            .to_u64()
            .ok_or_else(|| Breach::new("format", "must be in the range of 64 bits without a sign")),
        _ => Err(Breach::new("type", "must be an integer")),
    };
    match value {
        Ok(value) => rule.check(value, report).then_some(value),
        Err(breach) => {
            report(breach);
            None
        }
    }
}

/// The text of a number as the nearest one of 64 bits.
pub(crate) fn parse_number(
    number: &str,
    rule: &NumberRule,
    report: &mut dyn FnMut(Breach),
) -> Option<f64> {
    let text = parse_text(number, "a number", report)?;
    let kept = rule.check(&text, report);
    let value = number.parse::<f64>().ok().filter(|value| value.is_finite());
    if value.is_none() {
        report(Breach::new("format", "must be in the range of a double"));
    }
    value.filter(|_| kept)
}

/// The text of a number, exactly.
pub(crate) fn parse_decimal(
    number: &str,
    rule: &NumberRule,
    report: &mut dyn FnMut(Breach),
) -> Option<Decimal> {
    let text = parse_text(number, "a decimal number", report)?;
    let kept = rule.check(&text, report);
    let value = number.parse::<Decimal>();
    if let Err(error) = &value {
        report(Breach::new("format", error.to_string()));
    }
    value.ok().filter(|_| kept)
}

/// The text of a decimal number that travels as a string, whose rule is one of text.
pub(crate) fn parse_decimal_string(
    text: &str,
    rule: &StringRule,
    report: &mut dyn FnMut(Breach),
) -> Option<Decimal> {
    let kept = rule.check(text, report);
    parse_decimal(text, &NumberRule::ANY, report).filter(|_| kept)
}

fn parse_integer(number: &str) -> Result<i64, Breach> {
    // Up to 18 digits always fit, and nearly all integers are written with no more and nothing else.
    let digits = number.strip_prefix('-').unwrap_or(number).as_bytes();
    if digits.len() <= 18
        && (matches!(digits, [b'1'..=b'9', ..]) || digits == b"0")
        && digits.iter().all(u8::is_ascii_digit)
    {
        let join = |value, digit: &u8| value * 10 + i64::from(digit - b'0');
        let value = digits.iter().fold(0, join);
        return Ok(if number.starts_with('-') {
            -value
        } else {
            value
        });
    }
    match NumberText::parse(number) {
        Some(text) if text.is_integer() => text
            .to_i64()
            .ok_or_else(|| Breach::new("format", "must be in the range of 64 bits")),
        _ => Err(Breach::new("type", "must be an integer")),
    }
}

fn parse_text<'t>(
    number: &'t str,
    noun: &'static str,
    report: &mut dyn FnMut(Breach),
) -> Option<NumberText<'t>> {
    let text = NumberText::parse(number);
    if text.is_none() {
        report(Breach::new("type", format!("must be {noun}")));
    }
    text
}
