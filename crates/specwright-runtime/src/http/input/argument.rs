//! How does one parameter become a value?

mod written;

use super::Input;
use crate::http::style::Shape;
use crate::http::texts::Tree;
use crate::http::{Item, Style};
use crate::json::Quoted;
use crate::json::texts::read_texts;
use crate::json::{
    ArrayRule, Breach, IntegerRule, Location, NumberRule, Reader, StringRule, Syntax, UnsignedRule,
    read_document,
};
use crate::value::{Choice, Date, Decimal, LocalTimestamp, Time, Timestamp, Uuid};

/// A parameter that is to become a value. Each method that takes it gives the value, or `None` if the parameter is
/// absent or breaks a rule.
#[derive(Debug)]
#[must_use = "a parameter is read by the method of its type"]
pub struct Argument<'i, 'c> {
    input: &'i mut Input<'c>,
    location: Location,
    name: &'static str,
    required: bool,
    empty_is_absent: bool,
    default: Option<&'static [&'static str]>,
    shape: Shape,
}

impl<'i, 'c> Argument<'i, 'c> {
    pub(super) fn new(input: &'i mut Input<'c>, location: Location, name: &'static str) -> Self {
        Self {
            input,
            location,
            name,
            required: false,
            empty_is_absent: false,
            default: None,
            shape: Shape::Open,
        }
    }

    /// The parameter must be there.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A parameter without any text counts as absent (`allowEmptyValue`). Without this it is an empty text.
    pub fn empty_is_absent(mut self) -> Self {
        self.empty_is_absent = true;
        self
    }

    /// What stands for a parameter that is absent: the texts as a request would have them, decoded. There is one for
    /// each item of a list, and for an object a name and a value in turn.
    pub fn or(mut self, texts: &'static [&'static str]) -> Self {
        self.default = Some(texts);
        self
    }

    /// The value is one text, for [`Argument::value`]: what looks like a separator in it is none.
    pub fn scalar(mut self) -> Self {
        self.shape = Shape::Scalar;
        self
    }

    /// The value is a list, for [`Argument::value`].
    pub fn items(mut self) -> Self {
        self.shape = Shape::List;
        self
    }

    /// The value is an object, for [`Argument::value`]. Where its members are spread over the query or over cookies
    /// (`form`, exploded), only these names are members of it.
    pub fn members(mut self, names: &'static [&'static str]) -> Self {
        self.shape = Shape::Members(names);
        self
    }

    /// The value is an object whose members may have any names, for [`Argument::value`]. Where they are spread over the
    /// query or over cookies, all names but these, which are other parameters, are members of it.
    pub fn members_beside(mut self, others: &'static [&'static str]) -> Self {
        self.shape = Shape::MembersBeside(others);
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

    /// An integer of 64 bits without a sign.
    #[must_use]
    pub fn uint64(self, rule: &UnsignedRule) -> Option<u64> {
        self.one(|item| item.uint64(rule))
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
    pub fn decimal_string(self, rule: &StringRule) -> Option<Quoted<Decimal>> {
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

    /// A value of any type: its texts become whatever `read` reads.
    pub fn value<T>(
        mut self,
        style: Style,
        read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>,
    ) -> Option<T> {
        let texts = self.tree(style)?.into_texts();
        match read_texts(self.input.call.texts.keep(texts), read) {
            Ok(value) => Some(value),
            Err(refusal) => self.refuse_inside(refusal),
        }
    }

    /// A value in JSON: a parameter with `content` in place of a schema.
    pub fn json<T>(mut self, read: fn(&mut Reader<'c>) -> Result<Option<T>, Syntax>) -> Option<T> {
        let texts = Tree::Json(self.text()?).into_texts();
        match read_document(&self.input.call.texts.keep(texts).text, read) {
            Ok(value) => Some(value),
            Err(refusal) => self.refuse_inside(refusal),
        }
    }

    fn one<T>(mut self, read: impl FnOnce(&mut Item<'c>) -> Option<T>) -> Option<T> {
        let mut item = Item::new(self.text()?);
        let value = read(&mut item);
        for breach in item.into_breaches() {
            self.refuse(breach);
        }
        value
    }
}
