//! How are strings, numbers and what is written as them read?

use super::Reader;
use crate::json::format::{Format, parse_uuid};
use crate::json::number::{
    parse_decimal, parse_decimal_string, parse_int32, parse_int64, parse_number, parse_uint64,
};
use crate::json::{Breach, IntegerRule, NumberRule, Quoted, StringRule, Syntax, UnsignedRule};
use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};
use jiter::Peek;
use std::borrow::Cow;

impl<'j> Reader<'j> {
    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn boolean(&mut self) -> Result<Option<bool>, Syntax> {
        if self.in_texts()? {
            let noun = "`true` or `false`";
            let Some(text) = self.spelled(noun)? else {
                return Ok(None);
            };
            let value = text.parse().ok();
            if value.is_none() {
                self.record(Breach::new("type", format!("must be {noun}")));
            }
            return Ok(value);
        }
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
        let kept = rule.check(text, &mut |breach| {
            self.violations.push_at(&self.path, breach);
        });
        Ok(kept.then(|| text.to_owned()))
    }

    /// Reads an integer of 32 bits. `1.0` and `1e2` are integers.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn int32(&mut self, rule: &IntegerRule) -> Result<Option<i32>, Syntax> {
        let Some(number) = self.number_text("an integer")? else {
            return Ok(None);
        };
        Ok(parse_int32(&number, rule, &mut |breach| {
            self.record(breach);
        }))
    }

    /// Reads an integer of 64 bits. `1.0` and `1e2` are integers.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn int64(&mut self, rule: &IntegerRule) -> Result<Option<i64>, Syntax> {
        let Some(number) = self.number_text("an integer")? else {
            return Ok(None);
        };
        Ok(parse_int64(&number, rule, &mut |breach| {
            self.record(breach);
        }))
    }

    /// Reads an unsigned integer of 64 bits. `1.0` and `1e2` are integers.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn uint64(&mut self, rule: &UnsignedRule) -> Result<Option<u64>, Syntax> {
        let Some(number) = self.number_text("an integer")? else {
            return Ok(None);
        };
        Ok(parse_uint64(&number, rule, &mut |breach| {
            self.record(breach);
        }))
    }

    /// Reads a number as the nearest one of 64 bits. The rule is checked against the text.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn number(&mut self, rule: &NumberRule) -> Result<Option<f64>, Syntax> {
        let Some(number) = self.number_text("a number")? else {
            return Ok(None);
        };
        Ok(parse_number(&number, rule, &mut |breach| {
            self.record(breach);
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
        Ok(parse_decimal(&number, rule, &mut |breach| {
            self.record(breach);
        }))
    }

    /// Reads a string that holds a decimal number: `"12.50"`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn decimal_string(&mut self, rule: &StringRule) -> Result<Option<Quoted<Decimal>>, Syntax> {
        if !self.expect_string()? {
            return Ok(None);
        }
        let text = match self.jiter.known_str() {
            Ok(text) => text,
            Err(error) => return Err(Syntax::of(&error, self.text)),
        };
        let read = parse_decimal_string(text, rule, &mut |breach| {
            self.violations.push_at(&self.path, breach);
        });
        Ok(read.map(Quoted))
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
        self.formatted(|text| text.parse().ok(), Format::TimeLocal.noun())
    }

    /// Reads a string that holds bytes in base64 (`byte`).
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn bytes(&mut self) -> Result<Option<Vec<u8>>, Syntax> {
        self.formatted(crate::json::base64::decode, Format::Byte.noun())
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
            self.record(Breach::not_a_choice(
                &mut C::CHOICES.iter().map(|(name, _)| *name),
            ));
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
    fn number_text(&mut self, noun: &'static str) -> Result<Option<Cow<'j, str>>, Syntax> {
        if self.in_texts()? {
            return Ok(self.spelled(noun)?.map(Cow::Owned));
        }
        let Some(peek) = self.expect(Peek::is_num, noun)? else {
            return Ok(None);
        };
        let start = self.jiter.current_index();
        if let Err(error) = self.jiter.known_number_bytes(peek) {
            return Err(Syntax::of(&error, self.text));
        }
        let number = std::str::from_utf8(&self.text[start..self.jiter.current_index()]);
        Ok(Some(Cow::Borrowed(
            number.expect("the digits and signs of a number are ASCII"),
        )))
    }
}
