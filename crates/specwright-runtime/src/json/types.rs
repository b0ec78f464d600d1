//! Which JSON types may a value have?

use super::NumberText;

/// A set of JSON types: `Types::STRING.or(Types::NULL)`.
///
/// An integer is a number without a fraction: `1.0` and `1e2` are integers (JSON Schema 2020-12, core, section 4.2.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Types(u8);

/// Every type with its name, with an article, in the order in which messages name them.
const NAMES: &[(Types, &str)] = &[
    (Types::NULL, "null"),
    (Types::BOOLEAN, "a boolean"),
    (Types::NUMBER, "a number"),
    (Types::INTEGER, "an integer"),
    (Types::STRING, "a string"),
    (Types::ARRAY, "an array"),
    (Types::OBJECT, "an object"),
];

impl Types {
    /// No type: what no value has.
    pub(crate) const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(1 << 1);
    /// Numbers without a fraction.
    pub const INTEGER: Self = Self(1 << 2);
    /// Numbers with a fraction.
    const FRACTION: Self = Self(1 << 3);
    /// All numbers, integers too.
    pub const NUMBER: Self = Self::INTEGER.or(Self::FRACTION);
    /// Strings.
    pub const STRING: Self = Self(1 << 4);
    /// Arrays.
    pub const ARRAY: Self = Self(1 << 5);
    /// Objects.
    pub const OBJECT: Self = Self(1 << 6);
    /// All types.
    pub const ANY: Self = Self(0x7F);

    /// The types of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all types of the other set are in this one.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a type is in both sets.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The types of both sets that are in each.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The type of a number.
    pub(crate) fn of_number(number: &NumberText<'_>) -> Self {
        if number.is_integer() {
            Self::INTEGER
        } else {
            Self::FRACTION
        }
    }

    /// The types of the scalars that a text spells: a text is a string at least.
    pub(crate) fn spelled(text: &str) -> Self {
        let other = match text {
            "true" | "false" => Self::BOOLEAN,
            _ => NumberText::parse(text).map_or(Self::NONE, |number| Self::of_number(&number)),
        };
        Self::STRING.or(other)
    }

    /// What a value of this type is, for messages: it is known to be a number, but not wanted as an integer.
    pub(crate) fn noun_of_value(self) -> String {
        if self.meets(Self::NUMBER) {
            Self::NUMBER.noun()
        } else {
            self.noun()
        }
    }

    /// The names of the types, for messages: `a string or null`.
    pub(crate) fn noun(self) -> String {
        let mut names: Vec<&str> = NAMES
            .iter()
            .filter(|(types, _)| self.contains(*types))
            .filter(|(types, _)| *types != Self::INTEGER || !self.contains(Self::NUMBER))
            .map(|(_, name)| *name)
            .collect();
        match (names.pop(), names.is_empty()) {
            (None, _) => "nothing".to_owned(),
            (Some(last), true) => last.to_owned(),
            (Some(last), false) => format!("{} or {last}", names.join(", ")),
        }
    }
}

impl std::fmt::Debug for Types {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Types({})", self.noun())
    }
}
