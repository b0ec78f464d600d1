//! Which number, in a type of Rust, does a text say, and does it keep its rule?

use super::{Breach, IntegerRule, NumberRule, NumberText, StringRule};
use crate::value::Decimal;

/// The text of a number as an integer of 32 bits that keeps the rule.
pub(crate) fn parse_int32(
    number: &str,
    rule: &IntegerRule,
    report: &mut dyn FnMut(Breach),
) -> Option<i32> {
    let value = parse_integer(number, report)?;
    let Some(value) = value.and_then(|value| i32::try_from(value).ok()) else {
        report(Breach::new("format", "must be in the range of 32 bits"));
        return None;
    };
    keeps(&mut |report| rule.check(value.into(), report), report).then_some(value)
}

/// The text of a number as an integer of 64 bits that keeps the rule.
pub(crate) fn parse_int64(
    number: &str,
    rule: &IntegerRule,
    report: &mut dyn FnMut(Breach),
) -> Option<i64> {
    let Some(value) = parse_integer(number, report)? else {
        report(Breach::new("format", "must be in the range of 64 bits"));
        return None;
    };
    keeps(&mut |report| rule.check(value, report), report).then_some(value)
}

/// The text of a number as the nearest one of 64 bits.
pub(crate) fn parse_number(
    number: &str,
    rule: &NumberRule,
    report: &mut dyn FnMut(Breach),
) -> Option<f64> {
    let text = parse_text(number, "a number", report)?;
    let kept = keeps(&mut |report| rule.check(&text, report), report);
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
    let kept = keeps(&mut |report| rule.check(&text, report), report);
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
    let kept = keeps(&mut |report| rule.check(text, report), report);
    parse_decimal(text, &NumberRule::ANY, report).filter(|_| kept)
}

/// The inner `None` is an integer beyond 64 bits.
fn parse_integer(number: &str, report: &mut dyn FnMut(Breach)) -> Option<Option<i64>> {
    // Up to 18 digits always fit, and nearly all integers are written with no more and nothing else.
    let digits = number.strip_prefix('-').unwrap_or(number).as_bytes();
    if digits.len() <= 18
        && (matches!(digits, [b'1'..=b'9', ..]) || digits == b"0")
        && digits.iter().all(u8::is_ascii_digit)
    {
        let value = digits
            .iter()
            .fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        return Some(Some(if number.starts_with('-') {
            -value
        } else {
            value
        }));
    }
    let text = parse_text(number, "an integer", report)?;
    if !text.is_integer() {
        report(Breach::new("type", "must be an integer"));
        return None;
    }
    Some(text.to_i64())
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

/// Whether a check reports nothing.
fn keeps(check: &mut dyn FnMut(&mut dyn FnMut(Breach)), report: &mut dyn FnMut(Breach)) -> bool {
    let mut kept = true;
    check(&mut |breach| {
        kept = false;
        report(breach);
    });
    kept
}
