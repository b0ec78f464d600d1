//! How are strings, numbers and what is written as them read?

use super::Reader;
use crate::json::format::{Format, parse_uuid};
use crate::json::{Breach, IntegerRule, NumberRule, NumberText, StringRule, Syntax};
use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};
use jiter::Peek;

impl<'j> Reader<'j> {
    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn boolean(&mut self) -> Result<Option<bool>, Syntax> {
        let wanted = |peek| matches!(peek, Peek::True | Peek::False);
        let Some(peek) = self.expect(wanted, "a boolean")? else {
            return Ok(None);
        };
        let value = self.jiter.known_bool(peek);
        value.map(Some).map_err(|error| self.syntax(&error))
    }

    /// Reads a string.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn string(&mut self, rule: &StringRule) -> Result<Option<String>, Syntax> {
        if !self.expect_string()? {
            return Ok(None);
        }
        let text = match self.jiter.known_str() {
            Ok(text) => text,
            Err(error) => return Err(Syntax::of(&error, self.text)),
        };
        let before = self.violations.count();
        rule.check(text, &mut |breach| {
            self.violations.push_at(&self.path, breach);
        });
        Ok((self.violations.count() == before).then(|| text.to_owned()))
    }

    /// Reads an integer of 32 bits. `1.0` and `1e2` are integers.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn int32(&mut self, rule: &IntegerRule) -> Result<Option<i32>, Syntax> {
        let Some(number) = self.number_text("an integer")? else {
            return Ok(None);
        };
        Ok(parse_int32(number, rule, &mut |breach| self.record(breach)))
    }

    /// Reads an integer of 64 bits. `1.0` and `1e2` are integers.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn int64(&mut self, rule: &IntegerRule) -> Result<Option<i64>, Syntax> {
        let Some(number) = self.number_text("an integer")? else {
            return Ok(None);
        };
        Ok(parse_int64(number, rule, &mut |breach| self.record(breach)))
    }

    /// Reads a number as the nearest one of 64 bits. The rule is checked against the text.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn number(&mut self, rule: &NumberRule) -> Result<Option<f64>, Syntax> {
        let Some(number) = self.number_text("a number")? else {
            return Ok(None);
        };
        Ok(parse_number(number, rule, &mut |breach| {
            self.record(breach)
        }))
    }

    /// Reads a number exactly.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn decimal(&mut self, rule: &NumberRule) -> Result<Option<Decimal>, Syntax> {
        let Some(number) = self.number_text("a number")? else {
            return Ok(None);
        };
        Ok(parse_decimal(number, rule, &mut |breach| {
            self.record(breach)
        }))
    }

    /// Reads a string that holds a decimal number: `"12.50"`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn decimal_string(&mut self, rule: &NumberRule) -> Result<Option<Decimal>, Syntax> {
        if !self.expect_string()? {
            return Ok(None);
        }
        let text = match self.jiter.known_str() {
            Ok(text) => text,
            Err(error) => return Err(Syntax::of(&error, self.text)),
        };
        Ok(parse_decimal(text, rule, &mut |breach| {
            self.violations.push_at(&self.path, breach);
        }))
    }

    /// Reads a string that holds a UUID.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn uuid(&mut self) -> Result<Option<Uuid>, Syntax> {
        self.formatted(parse_uuid, Format::Uuid.noun())
    }

    /// Reads a string that holds an instant (`date-time`).
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn timestamp(&mut self) -> Result<Option<Timestamp>, Syntax> {
        self.formatted(|text| text.parse().ok(), Format::DateTime.noun())
    }

    /// Reads a string that holds a date and a time of day without an offset.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn local_timestamp(&mut self) -> Result<Option<LocalTimestamp>, Syntax> {
        self.formatted(
            |text| text.parse().ok(),
            "a date and time without an offset",
        )
    }

    /// Reads a string that holds a date.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn date(&mut self) -> Result<Option<Date>, Syntax> {
        self.formatted(|text| text.parse().ok(), Format::Date.noun())
    }

    /// Reads a string that holds a time of day.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn time(&mut self) -> Result<Option<Time>, Syntax> {
        self.formatted(|text| text.parse().ok(), Format::Time.noun())
    }

    /// Reads a string that holds bytes in base64 (`byte`).
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn bytes(&mut self) -> Result<Option<Vec<u8>>, Syntax> {
        self.formatted(crate::json::base64_decode, Format::Byte.noun())
    }

    /// Reads a string that is one of the choices.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn choice<C: Choice>(&mut self) -> Result<Option<C>, Syntax> {
        if !self.expect_string()? {
            return Ok(None);
        }
        let found = match self.jiter.known_str() {
            Ok(text) => C::from_wire(text),
            Err(error) => return Err(Syntax::of(&error, self.text)),
        };
        if found.is_none() {
            self.record(not_a_choice(&mut C::CHOICES.iter().map(|(name, _)| *name)));
        }
        Ok(found)
    }

    fn expect_string(&mut self) -> Result<bool, Syntax> {
        let wanted = |peek| peek == Peek::String;
        Ok(self.expect(wanted, "a string")?.is_some())
    }

    /// Reads a string that stands for a value of another type.
    fn formatted<T>(
        &mut self,
        parse: fn(&str) -> Option<T>,
        noun: &'static str,
    ) -> Result<Option<T>, Syntax> {
        if !self.expect_string()? {
            return Ok(None);
        }
        let value = match self.jiter.known_str() {
            Ok(text) => parse(text),
            Err(error) => return Err(Syntax::of(&error, self.text)),
        };
        if value.is_none() {
            self.record(Breach::new("format", format!("must be {noun}")));
        }
        Ok(value)
    }

    /// Reads a number as it is written.
    fn number_text(&mut self, noun: &'static str) -> Result<Option<&'j str>, Syntax> {
        let Some(peek) = self.expect(Peek::is_num, noun)? else {
            return Ok(None);
        };
        let start = self.jiter.current_index();
        if let Err(error) = self.jiter.known_number_bytes(peek) {
            return Err(Syntax::of(&error, self.text));
        }
        let number = std::str::from_utf8(&self.text[start..self.jiter.current_index()]);
        Ok(Some(
            number.expect("the digits and signs of a number are ASCII"),
        ))
    }
}

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

/// So many choices are named in a message.
const MAX_NAMES: usize = 24;

/// The breach of a text that is none of the choices.
#[cold]
pub(crate) fn not_a_choice(names: &mut dyn Iterator<Item = &'static str>) -> Breach {
    let mut named: Vec<String> = names
        .take(MAX_NAMES + 1)
        .map(|name| format!("`{name}`"))
        .collect();
    if named.len() > MAX_NAMES {
        named.truncate(MAX_NAMES);
        named.push("…".to_owned());
    }
    Breach::new("enum", format!("must be one of {}", named.join(", ")))
}
