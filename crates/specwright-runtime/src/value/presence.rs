//! Was a field left out, null, or given?

/// The three states of a field that is both optional and nullable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Presence<T> {
    /// The field is not there.
    #[default]
    Absent,
    /// The field is there and is `null`.
    Null,
    /// The field is there and has a value.
    Value(T),
}

impl<T> Presence<T> {
    /// A field that is there: `None` is null.
    pub fn of_nullable(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }

    /// Whether the field is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is there, be it null or a value: what a merge patch asks before it sets a column.
    pub const fn is_present(&self) -> bool {
        !self.is_absent()
    }

    /// Whether the field is there and is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the field has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The same state of a reference.
    pub const fn as_ref(&self) -> Presence<&T> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Value(value) => Presence::Value(value),
        }
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// What a patch of this field gives: the old content if it is absent.
    pub fn or_keep(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Absent => old,
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The same state of a changed value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Presence<U> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Value(value) => Presence::Value(change(value)),
        }
    }
}

/// The outer `None` is absent, the inner one null.
impl<T> From<Option<Option<T>>> for Presence<T> {
    fn from(value: Option<Option<T>>) -> Self {
        value.map_or(Self::Absent, Self::of_nullable)
    }
}

impl<T> From<Presence<T>> for Option<Option<T>> {
    fn from(presence: Presence<T>) -> Self {
        match presence {
            Presence::Absent => None,
            Presence::Null => Some(None),
            Presence::Value(value) => Some(Some(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_keeps_clears_or_sets() {
        assert_eq!(Presence::Absent.or_keep(Some(1)), Some(1));
        assert_eq!(Presence::Null.or_keep(Some(1)), None);
        assert_eq!(Presence::Value(2).or_keep(Some(1)), Some(2));
    }

    #[test]
    fn nested_options_say_the_same() {
        for nested in [None, Some(None), Some(Some(7))] {
            assert_eq!(Option::<Option<i32>>::from(Presence::from(nested)), nested);
        }
        assert_eq!(Presence::of_nullable(None::<i32>), Presence::Null);
    }
}
