//! What JSON Schema demands of a value of any type, where no type of the model can say it.

use crate::{CountRule, DecimalText, TextFormat, TypeName};
use specwright_diagnostics::Span;

/// The number of a demand in [`crate::Model::demands`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DemandId(pub usize);

/// Assertions that must all hold of a value (JSON Schema Validation).
#[derive(Debug, Clone)]
pub struct Demand {
    /// The place.
    pub span: Span,
    /// What it is called where others refer to it by name, which they may do in circles.
    pub name: Option<TypeName>,
    /// The assertions.
    pub assertions: Vec<Assertion>,
}

/// One keyword of JSON Schema. An assertion about another type than the value's holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assertion {
    /// The value is of one of these types.
    Types(TypeSet),
    /// The value is one of these, as JSON texts.
    Values(Vec<String>),
    /// The number of code points of a text.
    Length(CountRule),
    /// A regular expression of ECMA-262 is found in a text.
    Pattern(String),
    /// A text has a named syntax.
    Format(TextFormat),
    /// A number is not below this; with `exclusive`, above it.
    Minimum {
        /// The limit.
        value: DecimalText,
        /// Whether the limit itself is outside.
        exclusive: bool,
    },
    /// A number is not above this; with `exclusive`, below it.
    Maximum {
        /// The limit.
        value: DecimalText,
        /// Whether the limit itself is outside.
        exclusive: bool,
    },
    /// A number is a multiple of this.
    MultipleOf(DecimalText),
    /// The number of items of a list.
    Items(CountRule),
    /// No two items of a list are equal.
    Unique,
    /// The first items of a list, one by one.
    First(Vec<DemandId>),
    /// Every item of a list; every one behind the first, where those are described.
    Every(DemandId),
    /// Some items of a list.
    Some {
        /// What is demanded of them.
        demand: DemandId,
        /// How many do so.
        count: CountRule,
    },
    /// The number of an object's properties.
    Properties(CountRule),
    /// Properties that an object has.
    Required(Vec<String>),
    /// Properties by name.
    Named(Vec<(String, DemandId)>),
    /// Properties whose names match regular expressions.
    Matching(Vec<(String, DemandId)>),
    /// All other properties.
    Others(DemandId),
    /// The names of the properties.
    Names(DemandId),
    /// Properties that an object with a certain property has, too.
    RequiredWith(Vec<(String, Vec<String>)>),
    /// What is demanded of an object with a certain property.
    With(Vec<(String, DemandId)>),
    /// All hold.
    All(Vec<DemandId>),
    /// At least one holds.
    Any(Vec<DemandId>),
    /// Exactly one holds.
    One(Vec<DemandId>),
    /// It does not hold.
    Not(DemandId),
    /// If the first holds, then the second does, else the third.
    If {
        /// The condition.
        when: DemandId,
        /// What then holds.
        then: Option<DemandId>,
        /// What else holds.
        otherwise: Option<DemandId>,
    },
}

/// A set of the types of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TypeSet(u8);

impl TypeSet {
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(2);
    /// Numbers without a fraction.
    pub const INTEGER: Self = Self(4);
    /// All numbers.
    pub const NUMBER: Self = Self(8 | 4);
    /// Texts.
    pub const STRING: Self = Self(16);
    /// Lists.
    pub const ARRAY: Self = Self(32);
    /// Objects.
    pub const OBJECT: Self = Self(64);
    /// All.
    pub const ANY: Self = Self(127);

    /// What is in one of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of the other is in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The types in it, by their names in JSON Schema; an integer is not named beside the numbers.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let all = [
            (Self::NULL, "null"),
            (Self::BOOLEAN, "boolean"),
            (Self::INTEGER, "integer"),
            (Self::NUMBER, "number"),
            (Self::STRING, "string"),
            (Self::ARRAY, "array"),
            (Self::OBJECT, "object"),
        ];
        all.into_iter()
            .filter(|(set, name)| {
                self.contains(*set) && !(*name == "integer" && self.contains(Self::NUMBER))
            })
            .map(|(_, name)| name)
            .collect()
    }
}
