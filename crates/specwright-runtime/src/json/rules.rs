//! What does a schema demand of a string or a container? Rules are data; emitted models hold them as statics.

use super::{Breach, Format, Pattern};

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

    /// The rule with `minLength`.
    #[must_use]
    pub const fn min_length(self, count: u32) -> Self {
        Self {
            min_length: count,
            ..self
        }
    }

    /// The rule with `maxLength`.
    #[must_use]
    pub const fn max_length(self, count: u32) -> Self {
        Self {
            max_length: count,
            ..self
        }
    }

    /// The rule with a `pattern`.
    #[must_use]
    pub const fn pattern(self, pattern: &'static Pattern) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// The rule with a `format`.
    #[must_use]
    pub const fn format(self, format: Format) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

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
                report(too_short(self.min_length));
            }
            if characters > self.max_length as usize {
                report(too_long(self.max_length));
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
            report(not_matching(pattern));
        }
        if let Some(format) = self.format
            && !format.accepts(text)
        {
            report(not_of_format(format));
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

    /// The rule with `minItems`.
    #[must_use]
    pub const fn min_items(self, count: u32) -> Self {
        Self {
            min_items: count,
            ..self
        }
    }

    /// The rule with `maxItems`.
    #[must_use]
    pub const fn max_items(self, count: u32) -> Self {
        Self {
            max_items: count,
            ..self
        }
    }

    /// The rule with `uniqueItems`.
    #[must_use]
    pub const fn unique(self) -> Self {
        Self {
            unique: true,
            ..self
        }
    }

    /// Reports whether there are too few or too many items.
    pub(crate) fn check(&self, items: usize, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if items < self.min_items as usize {
            report(too_few_items(self.min_items));
        }
        if items > self.max_items as usize {
            report(too_many_items(self.max_items));
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

    /// The rule with `minProperties`.
    #[must_use]
    pub const fn min_properties(self, count: u32) -> Self {
        Self {
            min_properties: count,
            ..self
        }
    }

    /// The rule with `maxProperties`.
    #[must_use]
    pub const fn max_properties(self, count: u32) -> Self {
        Self {
            max_properties: count,
            ..self
        }
    }

    /// Reports whether there are too few or too many members.
    pub(crate) fn check(self, members: usize, report: &mut dyn FnMut(Breach)) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if members < self.min_properties as usize {
            report(too_few_properties(self.min_properties));
        }
        if members > self.max_properties as usize {
            report(too_many_properties(self.max_properties));
        }
        kept
    }
}

pub(super) fn too_short(least: u32) -> Breach {
    let least = counted(least, "character");
    Breach::new("minLength", format!("must have at least {least}"))
}

pub(super) fn too_long(most: u32) -> Breach {
    let most = counted(most, "character");
    Breach::new("maxLength", format!("must have at most {most}"))
}

pub(super) fn not_matching(pattern: &Pattern) -> Breach {
    let source = pattern.source();
    Breach::new("pattern", format!("must match the pattern {source}"))
}

pub(super) fn not_of_format(format: Format) -> Breach {
    Breach::new("format", format!("must be {}", format.noun()))
}

fn too_few_items(least: u32) -> Breach {
    let least = counted(least, "item");
    Breach::new("minItems", format!("must have at least {least}"))
}

fn too_many_items(most: u32) -> Breach {
    let most = counted(most, "item");
    Breach::new("maxItems", format!("must have at most {most}"))
}

pub(super) fn not_unique(one: usize, two: usize) -> Breach {
    let detail = format!("must have unique items, but {one} and {two} are equal");
    Breach::new("uniqueItems", detail)
}

fn too_few_properties(least: u32) -> Breach {
    let least = properties(least);
    Breach::new("minProperties", format!("must have at least {least}"))
}

fn too_many_properties(most: u32) -> Breach {
    let most = properties(most);
    Breach::new("maxProperties", format!("must have at most {most}"))
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
