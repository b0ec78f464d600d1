//! How are the alternatives of a union told apart?

use super::Types;

/// What a value must be that is one of several alternatives: what [`crate::Reader::union`] reads by.
#[derive(Debug, Clone, Copy)]
pub struct UnionRule {
    /// How many alternatives must match.
    pub matching: Matching,
    /// The property whose value names the alternative, by the [`Tag`]s of the alternatives.
    pub discriminator: Option<&'static str>,
    /// The alternatives, in the order of their readers.
    pub alternatives: &'static [Alternative],
}

/// How many alternatives of a union must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// Exactly one (`oneOf`).
    One,
    /// At least one (`anyOf`): of several the one that knows most of the value's members is taken, else the first.
    Any,
}

/// What an alternative surely demands. Nothing here admits a value: it only excludes alternatives that would fail when
/// they are read.
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The JSON types that it can be.
    pub types: Types,
    /// Properties that an object must have.
    pub required: &'static [&'static str],
    /// Properties of an object that, where they are present, must hold one of a few strings.
    pub tags: &'static [Tag],
}

/// A property that, where it is present, must hold one of these strings.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// The property.
    pub property: &'static str,
    /// The strings.
    pub values: &'static [&'static str],
}

impl Matching {
    /// The keyword that asks for it.
    pub(crate) const fn keyword(self) -> &'static str {
        match self {
            Self::One => "oneOf",
            Self::Any => "anyOf",
        }
    }
}

impl Alternative {
    /// An alternative of which nothing is known.
    pub const ANY: Self = Self {
        types: Types::ANY,
        required: &[],
        tags: &[],
    };
}
