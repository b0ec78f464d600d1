//! Which value does the text of a parameter stand for?

use crate::json::format::parse_uuid;
use crate::json::number::{
    parse_decimal, parse_decimal_string, parse_int32, parse_int64, parse_number, parse_uint64,
};
use crate::json::{
    Breach, Format, IntegerRule, NumberRule, Quoted, StringRule, UnsignedRule, base64,
};
use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};
use std::borrow::Cow;

/// The decoded text of a parameter, or of one item of it, that is to become a value. What breaks a rule is recorded.
#[derive(Debug)]
pub struct Item<'c> {
    text: Cow<'c, str>,
    breaches: Vec<Breach>,
}

impl<'c> Item<'c> {
    pub(super) const fn new(text: Cow<'c, str>) -> Self {
        Self {
            text,
            breaches: Vec::new(),
        }
    }

    /// What broke rules so far.
    pub(super) fn into_breaches(self) -> Vec<Breach> {
        self.breaches
    }

    /// A string.
    pub fn string(&mut self, rule: &StringRule) -> Option<String> {
        rule.check(&self.text, &mut |breach| self.breaches.push(breach));
        self.breaches
            .is_empty()
            .then(|| std::mem::take(&mut self.text).into_owned())
    }

    /// An integer of 32 bits.
    pub fn int32(&mut self, rule: &IntegerRule) -> Option<i32> {
        parse_int32(&self.text, rule, &mut |breach| self.breaches.push(breach))
    }

    /// An integer of 64 bits.
    pub fn int64(&mut self, rule: &IntegerRule) -> Option<i64> {
        parse_int64(&self.text, rule, &mut |breach| self.breaches.push(breach))
    }

    /// An integer of 64 bits without a sign.
    pub fn uint64(&mut self, rule: &UnsignedRule) -> Option<u64> {
        parse_uint64(&self.text, rule, &mut |breach| self.breaches.push(breach))
    }

    /// A number.
    pub fn number(&mut self, rule: &NumberRule) -> Option<f64> {
        parse_number(&self.text, rule, &mut |breach| self.breaches.push(breach))
    }

    /// A number, exactly.
    pub fn decimal(&mut self, rule: &NumberRule) -> Option<Decimal> {
        parse_decimal(&self.text, rule, &mut |breach| self.breaches.push(breach))
    }

    /// A decimal number whose rule is one of text.
    pub fn decimal_string(&mut self, rule: &StringRule) -> Option<Quoted<Decimal>> {
        let read = parse_decimal_string(&self.text, rule, &mut |breach| self.breaches.push(breach));
        read.map(Quoted)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self) -> Option<bool> {
        match &*self.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.breaches
                    .push(Breach::new("type", "must be `true` or `false`"));
                None
            }
        }
    }

    /// One of the choices.
    pub fn choice<C: Choice>(&mut self) -> Option<C> {
        let found = C::from_wire(&self.text);
        if found.is_none() {
            self.breaches.push(Breach::not_a_choice(
                &mut C::CHOICES.iter().map(|(name, _)| *name),
            ));
        }
        found
    }

    /// A UUID.
    pub fn uuid(&mut self) -> Option<Uuid> {
        self.formatted(parse_uuid, Format::Uuid.noun())
    }

    /// An instant (`date-time`).
    pub fn timestamp(&mut self) -> Option<Timestamp> {
        self.formatted(|text| text.parse().ok(), Format::DateTime.noun())
    }

    /// A date and a time of day without an offset.
    pub fn local_timestamp(&mut self) -> Option<LocalTimestamp> {
        self.formatted(
            |text| text.parse().ok(),
            "a date and time without an offset",
        )
    }

    /// A date.
    pub fn date(&mut self) -> Option<Date> {
        self.formatted(|text| text.parse().ok(), Format::Date.noun())
    }

    /// A time of day.
    pub fn time(&mut self) -> Option<Time> {
        self.formatted(|text| text.parse().ok(), Format::TimeLocal.noun())
    }

    /// Bytes in base64 (`byte`).
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        self.formatted(base64::decode, Format::Byte.noun())
    }

    fn formatted<T>(&mut self, parse: fn(&str) -> Option<T>, noun: &'static str) -> Option<T> {
        let value = parse(&self.text);
        if value.is_none() {
            self.breaches
                .push(Breach::new("format", format!("must be {noun}")));
        }
        value
    }
}
