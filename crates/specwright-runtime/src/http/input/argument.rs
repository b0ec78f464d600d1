//! How does one parameter become a value?

use super::Input;
use crate::http::Item;
use crate::http::cookie::cookie;
use crate::http::percent::{Undecodable, decode_query, decode_segment};
use crate::json::{ArrayRule, Breach, IntegerRule, Location, NumberRule, StringRule};
use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};
use std::borrow::Cow;

/// How a list is written in a parameter. Separators are looked for before percent-encoding is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `form`, exploded: `label=a&label=b`.
    FormExploded,
    /// `form`, not exploded: `label=a,b`.
    Form,
    /// `spaceDelimited`: `label=a%20b`, or `a+b`.
    SpaceDelimited,
    /// `pipeDelimited`: `label=a|b`, or `a%7Cb`.
    PipeDelimited,
    /// `simple`, in paths and headers: `a,b`.
    Simple,
}

/// A parameter that is to become a value. Each method that takes it gives the value, or `None` if the parameter is
/// absent or breaks a rule.
#[derive(Debug)]
#[must_use = "a parameter is read by the method of its type"]
pub struct Argument<'i, 'c> {
    input: &'i mut Input<'c>,
    location: Location,
    name: &'static str,
    required: bool,
}

impl<'i, 'c> Argument<'i, 'c> {
    pub(super) fn new(input: &'i mut Input<'c>, location: Location, name: &'static str) -> Self {
        Self {
            input,
            location,
            name,
            required: false,
        }
    }

    /// The parameter must be there.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A string.
    #[must_use]
    pub fn string(self, rule: &StringRule) -> Option<String> {
        self.one(|item| item.string(rule))
    }

    /// An integer of 32 bits.
    #[must_use]
    pub fn int32(self, rule: &IntegerRule) -> Option<i32> {
        self.one(|item| item.int32(rule))
    }

    /// An integer of 64 bits.
    #[must_use]
    pub fn int64(self, rule: &IntegerRule) -> Option<i64> {
        self.one(|item| item.int64(rule))
    }

    /// A number.
    #[must_use]
    pub fn number(self, rule: &NumberRule) -> Option<f64> {
        self.one(|item| item.number(rule))
    }

    /// A number, exactly.
    #[must_use]
    pub fn decimal(self, rule: &NumberRule) -> Option<Decimal> {
        self.one(|item| item.decimal(rule))
    }

    /// A decimal number whose rule is one of text.
    #[must_use]
    pub fn decimal_string(self, rule: &StringRule) -> Option<Decimal> {
        self.one(|item| item.decimal_string(rule))
    }

    /// `true` or `false`.
    #[must_use]
    pub fn boolean(self) -> Option<bool> {
        self.one(Item::boolean)
    }

    /// One of the choices.
    pub fn choice<C: Choice>(self) -> Option<C> {
        self.one(Item::choice)
    }

    /// A UUID.
    #[must_use]
    pub fn uuid(self) -> Option<Uuid> {
        self.one(Item::uuid)
    }

    /// An instant (`date-time`).
    #[must_use]
    pub fn timestamp(self) -> Option<Timestamp> {
        self.one(Item::timestamp)
    }

    /// A date and a time of day without an offset.
    #[must_use]
    pub fn local_timestamp(self) -> Option<LocalTimestamp> {
        self.one(Item::local_timestamp)
    }

    /// A date.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        self.one(Item::date)
    }

    /// A time of day.
    #[must_use]
    pub fn time(self) -> Option<Time> {
        self.one(Item::time)
    }

    /// Bytes in base64 (`byte`).
    #[must_use]
    pub fn bytes(self) -> Option<Vec<u8>> {
        self.one(Item::bytes)
    }

    /// A list.
    pub fn list<T>(
        mut self,
        style: Style,
        rule: &ArrayRule,
        read: fn(&mut Item<'c>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let texts = self.texts(style, rule)?;
        let mut values = Vec::with_capacity(texts.len());
        for (index, text) in texts.into_iter().enumerate() {
            let mut item = Item::new(text);
            values.extend(read(&mut item));
            for breach in item.into_breaches() {
                let detail = format!("item {} {}", index + 1, breach.detail);
                self.refuse(Breach::new(breach.code, detail));
            }
        }
        Some(values)
    }

    fn one<T>(mut self, read: impl FnOnce(&mut Item<'c>) -> Option<T>) -> Option<T> {
        let mut item = Item::new(self.text()?);
        let value = read(&mut item);
        for breach in item.into_breaches() {
            self.refuse(breach);
        }
        value
    }

    /// The text of a parameter that has one value.
    fn text(&mut self) -> Option<Cow<'c, str>> {
        let raw = self.raw();
        match raw.as_slice() {
            [] => {
                self.refuse_absent();
                None
            }
            [one] => self.decode(one),
            _ => {
                self.refuse(Breach::new("duplicate", "must not be given more than once"));
                None
            }
        }
    }

    /// The texts of the items of a list, if their number is right.
    fn texts(&mut self, style: Style, rule: &ArrayRule) -> Option<Vec<Cow<'c, str>>> {
        let raw = self.raw();
        if raw.is_empty() {
            self.refuse_absent();
            return None;
        }
        let in_header = matches!(self.location, Location::Header(_));
        if raw.len() > 1 && style != Style::FormExploded && !in_header {
            self.refuse(Breach::new("duplicate", "must not be given more than once"));
            return None;
        }
        let items: Vec<&'c [u8]> = match style {
            Style::FormExploded => raw,
            _ => raw
                .into_iter()
                .flat_map(|raw| separate(raw, style))
                .collect(),
        };
        let mut good = true;
        rule.check(items.len(), &mut |breach| {
            good = false;
            self.refuse(breach);
        });
        if !good {
            return None;
        }
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            texts.push(self.decode(item)?);
        }
        if rule.unique {
            let mut sorted: Vec<&str> = texts.iter().map(|text| &**text).collect();
            sorted.sort_unstable();
            if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
                self.refuse(Breach::new("uniqueItems", "must have unique items"));
                return None;
            }
        }
        Some(texts)
    }

    /// The values as they stand in the request.
    fn raw(&self) -> Vec<&'c [u8]> {
        let call = self.input.call;
        match self.location {
            Location::Path(_) => call
                .path_value(self.name)
                .map(str::as_bytes)
                .into_iter()
                .collect(),
            Location::Query(_) => self
                .input
                .query
                .values(self.name)
                .map(str::as_bytes)
                .collect(),
            Location::Cookie(_) => cookie(&call.headers, self.name).into_iter().collect(),
            Location::Header(_) => {
                let values = call.headers.get_all(self.name).iter();
                values.map(|value| value.as_bytes().trim_ascii()).collect()
            }
            Location::Body(_) => Vec::new(),
        }
    }

    /// The text that a value in the request stands for. Headers are not percent-encoded.
    fn decode(&mut self, raw: &'c [u8]) -> Option<Cow<'c, str>> {
        let decoded = match (std::str::from_utf8(raw), &self.location) {
            (Err(_), _) => Err(Undecodable::Encoding),
            (Ok(raw), Location::Header(_)) => Ok(Cow::Borrowed(raw)),
            (Ok(raw), Location::Query(_)) => decode_query(raw),
            (Ok(raw), _) => decode_segment(raw),
        };
        match decoded {
            Ok(text) => Some(text),
            Err(Undecodable::Encoding) => {
                self.refuse(Breach::new("encoding", "must be UTF-8"));
                None
            }
            Err(Undecodable::Escape) => {
                self.refuse(Breach::new(
                    "encoding",
                    "must have two hexadecimal digits behind each `%`",
                ));
                None
            }
        }
    }

    fn refuse_absent(&mut self) {
        if self.required {
            self.refuse(Breach::new("required", "is required"));
        }
    }

    fn refuse(&mut self, breach: Breach) {
        self.input.violations.push(self.location.clone(), breach);
    }
}

/// The items of a list as they stand in the request. Of an empty text there are none.
fn separate(raw: &[u8], style: Style) -> Vec<&[u8]> {
    let (plain, encoded): (&[u8], &[u8]) = match style {
        Style::SpaceDelimited => (b"+ ", b"20"),
        Style::PipeDelimited => (b"|", b"7C"),
        Style::Form | Style::FormExploded | Style::Simple => (b",", b""),
    };
    let mut items = Vec::new();
    if raw.is_empty() {
        return items;
    }
    let (mut start, mut at) = (0, 0);
    while at < raw.len() {
        let escape = raw.get(at + 1..at + 3).filter(|_| raw[at] == b'%');
        let length = if plain.contains(&raw[at]) {
            1
        } else if escape.is_some_and(|digits| digits.eq_ignore_ascii_case(encoded)) {
            3
        } else {
            at += 1;
            continue;
        };
        items.push(raw[start..at].trim_ascii());
        at += length;
        start = at;
    }
    items.push(raw[start..].trim_ascii());
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_found_before_decoding() {
        for (raw, style, items) in [
            ("a,b%2Cc,", Style::Form, &["a", "b%2Cc", ""][..]),
            ("a%20b+c", Style::SpaceDelimited, &["a", "b", "c"]),
            (
                "a|b%7cc%7Cd%2C",
                Style::PipeDelimited,
                &["a", "b", "c", "d%2C"],
            ),
            ("a, b ,c", Style::Simple, &["a", "b", "c"]),
            ("", Style::Form, &[]),
            (",", Style::Form, &["", ""]),
            ("a%2", Style::PipeDelimited, &["a%2"]),
        ] {
            let items: Vec<&[u8]> = items.iter().map(|item| item.as_bytes()).collect();
            assert_eq!(separate(raw.as_bytes(), style), items, "{raw}");
        }
    }
}
