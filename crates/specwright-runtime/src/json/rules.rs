//! What does a schema demand of a value? Rules are data; emitted models hold them as statics.

use super::number_text::NumberText;
use super::{Breach, Format, Pattern};
use std::cmp::Ordering;

/// What an object must be.
#[derive(Debug, Clone, Copy)]
pub struct ObjectRule {
    /// The properties by name, in the order in which they usually come: well-ordered input is the fastest.
    pub properties: &'static [Property],
    /// What becomes of keys that are no properties.
    pub additional: Additional,
    /// `minProperties`.
    pub min_properties: u32,
    /// `maxProperties`.
    pub max_properties: u32,
}

/// One property of an object.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// The key.
    pub name: &'static str,
    /// Whether the object must have it.
    pub required: bool,
}

/// What becomes of keys that are no properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// They are violations.
    Refused,
    /// They are read over.
    Ignored,
    /// [`crate::Reader::property`] reports them as the index behind the last property, and
    /// [`crate::Reader::key`] is the key.
    Collected,
}

/// What a string must be.
#[derive(Debug, Clone, Copy)]
pub struct StringRule {
    /// `minLength`, in code points.
    pub min_length: u32,
    /// `maxLength`, in code points.
    pub max_length: u32,
    /// `pattern`.
    pub pattern: Option<&'static Pattern>,
    /// `format`, where the value stays text.
    pub format: Option<Format>,
}

/// What an integer must be, beside being in the range of its type.
#[derive(Debug, Clone, Copy)]
pub struct IntegerRule {
    /// `minimum`.
    pub minimum: Option<i64>,
    /// `maximum`.
    pub maximum: Option<i64>,
    /// Whether the minimum itself is out of bounds.
    pub exclusive_minimum: bool,
    /// Whether the maximum itself is out of bounds.
    pub exclusive_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<i64>,
}

/// What a number must be. Bounds are decimal numbers as text, and compared exactly with the text of the value.
#[derive(Debug, Clone, Copy)]
pub struct NumberRule {
    /// `minimum`.
    pub minimum: Option<&'static str>,
    /// `maximum`.
    pub maximum: Option<&'static str>,
    /// Whether the minimum itself is out of bounds.
    pub exclusive_minimum: bool,
    /// Whether the maximum itself is out of bounds.
    pub exclusive_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<&'static str>,
}

/// What an array must be, beside its items.
#[derive(Debug, Clone, Copy)]
pub struct ArrayRule {
    /// `minItems`.
    pub min_items: u32,
    /// `maxItems`.
    pub max_items: u32,
    /// `uniqueItems`: no two items are the same JSON value.
    pub unique: bool,
}

/// What an object must be whose keys no schema names, beside its values.
#[derive(Debug, Clone, Copy)]
pub struct MapRule {
    /// `minProperties`.
    pub min_properties: u32,
    /// `maxProperties`.
    pub max_properties: u32,
}

impl ObjectRule {
    /// No properties, all keys ignored.
    pub const ANY: Self = Self {
        properties: &[],
        additional: Additional::Ignored,
        min_properties: 0,
        max_properties: u32::MAX,
    };
}

impl Property {
    /// A property that must be there.
    #[must_use]
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            required: true,
        }
    }

    /// A property that may be absent.
    #[must_use]
    pub const fn optional(name: &'static str) -> Self {
        Self {
            name,
            required: false,
        }
    }
}

impl StringRule {
    /// Every string without U+0000.
    pub const ANY: Self = Self {
        min_length: 0,
        max_length: u32::MAX,
        pattern: None,
        format: None,
    };

    /// Reports every way in which the text breaks the rule, and says whether there is none.
    pub(crate) fn check(&self, text: &str, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        // A character has one to four bytes, so most texts need no counting.
        let bytes = text.len();
        let surely_long = bytes >= self.min_length as usize * 4 || self.min_length <= 1;
        if bytes > self.max_length as usize || !surely_long || bytes < self.min_length as usize {
            let characters = text.chars().count();
            if characters < self.min_length as usize {
                report(Breach::new(
                    "minLength",
                    format!(
                        "must have at least {}",
                        counted(self.min_length, "character")
                    ),
                ));
            }
            if characters > self.max_length as usize {
                report(Breach::new(
                    "maxLength",
                    format!(
                        "must have at most {}",
                        counted(self.max_length, "character")
                    ),
                ));
            }
        }
        if text.as_bytes().contains(&0) {
            report(Breach::new(
                "format",
                "must not contain the character U+0000",
            ));
        }
        if let Some(pattern) = self.pattern
            && !pattern.matches(text)
        {
            report(Breach::new(
                "pattern",
                format!("must match the pattern {}", pattern.source()),
            ));
        }
        if let Some(format) = self.format
            && !format.accepts(text)
        {
            report(Breach::new("format", format!("must be {}", format.noun())));
        }
        kept
    }
}

impl IntegerRule {
    const ANY: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
    };
    /// Every integer of 32 bits.
    pub const INT32: Self = Self::ANY;
    /// Every integer of 64 bits.
    pub const INT64: Self = Self::ANY;

    /// Reports every way in which the integer breaks the rule.
    pub(crate) fn check(&self, value: i64, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if let Some(minimum) = self.minimum
            && (value < minimum || self.exclusive_minimum && value == minimum)
        {
            report(below(&minimum, self.exclusive_minimum));
        }
        if let Some(maximum) = self.maximum
            && (value > maximum || self.exclusive_maximum && value == maximum)
        {
            report(above(&maximum, self.exclusive_maximum));
        }
        if let Some(factor) = self.multiple_of
            && value.checked_rem(factor).is_some_and(|rest| rest != 0)
        {
            report(not_a_multiple(&factor));
        }
        kept
    }
}

impl NumberRule {
    /// Every number.
    pub const ANY: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
    };

    /// Reports every way in which the number breaks the rule.
    pub(crate) fn check(&self, value: &NumberText<'_>, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if let Some(minimum) = self.minimum {
            let ordering = NumberText::parse(minimum).map(|minimum| value.compare(&minimum));
            if ordering != Some(Ordering::Greater)
                && (self.exclusive_minimum || ordering != Some(Ordering::Equal))
            {
                report(below(&minimum, self.exclusive_minimum));
            }
        }
        if let Some(maximum) = self.maximum {
            let ordering = NumberText::parse(maximum).map(|maximum| value.compare(&maximum));
            if ordering != Some(Ordering::Less)
                && (self.exclusive_maximum || ordering != Some(Ordering::Equal))
            {
                report(above(&maximum, self.exclusive_maximum));
            }
        }
        if let Some(factor) = self.multiple_of
            && !NumberText::parse(factor).is_some_and(|factor| value.is_multiple_of(&factor))
        {
            report(not_a_multiple(&factor));
        }
        kept
    }
}

impl ArrayRule {
    /// Every array.
    pub const ANY: Self = Self {
        min_items: 0,
        max_items: u32::MAX,
        unique: false,
    };

    /// Reports whether there are too few or too many items.
    pub(crate) fn check(&self, items: usize, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if items < self.min_items as usize {
            report(Breach::new(
                "minItems",
                format!("must have at least {}", counted(self.min_items, "item")),
            ));
        }
        if items > self.max_items as usize {
            report(Breach::new(
                "maxItems",
                format!("must have at most {}", counted(self.max_items, "item")),
            ));
        }
        kept
    }
}

impl MapRule {
    /// Every object.
    pub const ANY: Self = Self {
        min_properties: 0,
        max_properties: u32::MAX,
    };

    /// Reports whether there are too few or too many members.
    pub(crate) fn check(self, members: usize, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if members < self.min_properties as usize {
            let least = properties(self.min_properties);
            report(Breach::new(
                "minProperties",
                format!("must have at least {least}"),
            ));
        }
        if members > self.max_properties as usize {
            let most = properties(self.max_properties);
            report(Breach::new(
                "maxProperties",
                format!("must have at most {most}"),
            ));
        }
        kept
    }
}

fn below(minimum: &dyn std::fmt::Display, exclusive: bool) -> Breach {
    Breach::new(
        if exclusive {
            "exclusiveMinimum"
        } else {
            "minimum"
        },
        format!(
            "must be {} {minimum}",
            if exclusive { "more than" } else { "at least" }
        ),
    )
}

fn above(maximum: &dyn std::fmt::Display, exclusive: bool) -> Breach {
    Breach::new(
        if exclusive {
            "exclusiveMaximum"
        } else {
            "maximum"
        },
        format!(
            "must be {} {maximum}",
            if exclusive { "less than" } else { "at most" }
        ),
    )
}

fn not_a_multiple(factor: &dyn std::fmt::Display) -> Breach {
    Breach::new("multipleOf", format!("must be a multiple of {factor}"))
}

fn counted(count: u32, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn properties(count: u32) -> String {
    format!(
        "{count} {}",
        if count == 1 { "property" } else { "properties" }
    )
}
