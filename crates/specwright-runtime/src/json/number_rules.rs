//! What does a schema demand of a number? Rules are data; emitted models hold them as statics.

use super::{Breach, NumberText};
use std::cmp::Ordering;

/// What a number must be, by bounds that are given as `N`.
#[derive(Debug, Clone, Copy)]
pub struct NumericRule<N> {
    /// `minimum`.
    pub minimum: Option<N>,
    /// `maximum`.
    pub maximum: Option<N>,
    /// Whether the minimum itself is out of bounds.
    pub exclusive_minimum: bool,
    /// Whether the maximum itself is out of bounds.
    pub exclusive_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<N>,
}

/// What an integer must be, beside being in the range of its type.
pub type IntegerRule = NumericRule<i64>;

/// What an unsigned integer must be, beside being in the range of its type.
pub type UnsignedRule = NumericRule<u64>;

/// What a number must be. Bounds are decimal numbers as text, and compared exactly with the text of the value.
pub type NumberRule = NumericRule<&'static str>;

impl<N: Copy> NumericRule<N> {
    /// Every number.
    pub const ANY: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
    };

    /// The rule with a `minimum`.
    #[must_use]
    pub const fn minimum(self, bound: N) -> Self {
        Self {
            minimum: Some(bound),
            exclusive_minimum: false,
            ..self
        }
    }

    /// The rule with a `minimum` that is itself out of bounds.
    #[must_use]
    pub const fn exclusive_minimum(self, bound: N) -> Self {
        Self {
            minimum: Some(bound),
            exclusive_minimum: true,
            ..self
        }
    }

    /// The rule with a `maximum`.
    #[must_use]
    pub const fn maximum(self, bound: N) -> Self {
        Self {
            maximum: Some(bound),
            exclusive_maximum: false,
            ..self
        }
    }

    /// The rule with a `maximum` that is itself out of bounds.
    #[must_use]
    pub const fn exclusive_maximum(self, bound: N) -> Self {
        Self {
            maximum: Some(bound),
            exclusive_maximum: true,
            ..self
        }
    }

    /// The rule with a `multipleOf`.
    #[must_use]
    pub const fn multiple_of(self, factor: N) -> Self {
        Self {
            multiple_of: Some(factor),
            ..self
        }
    }
}

impl IntegerRule {
    /// Every integer of 32 bits.
    pub const INT32: Self = Self::ANY;
    /// Every integer of 64 bits.
    pub const INT64: Self = Self::ANY;

    /// Reports every way in which the integer breaks the rule.
    pub(crate) fn check(&self, value: i64, report: &mut dyn FnMut(Breach)) -> bool {
        let is_multiple = |factor| value.checked_rem(factor).is_none_or(|rest| rest == 0);
        self.check_integer(&value, is_multiple, report)
    }
}

impl UnsignedRule {
    /// Every unsigned integer of 64 bits.
    pub const UINT64: Self = Self::ANY;

    /// Reports every way in which the integer breaks the rule.
    pub(crate) fn check(&self, value: u64, report: &mut dyn FnMut(Breach)) -> bool {
        let is_multiple = |factor| value.checked_rem(factor).is_none_or(|rest| rest == 0);
        self.check_integer(&value, is_multiple, report)
    }
}

impl<N: Copy + Ord + std::fmt::Display> NumericRule<N> {
    fn check_integer(
        &self,
        value: &N,
        is_multiple: impl FnOnce(N) -> bool,
        report: &mut dyn FnMut(Breach),
    ) -> bool {
        let mut kept = true;
        let mut report = |breach| {
            kept = false;
            report(breach);
        };
        if let Some(minimum) = self.minimum
            && (*value < minimum || self.exclusive_minimum && *value == minimum)
        {
            report(below(&minimum, self.exclusive_minimum));
        }
        if let Some(maximum) = self.maximum
            && (*value > maximum || self.exclusive_maximum && *value == maximum)
        {
            report(above(&maximum, self.exclusive_maximum));
        }
        if let Some(factor) = self.multiple_of
            && !is_multiple(factor)
        {
            report(not_a_multiple(&factor));
        }
        kept
    }
}

impl NumberRule {
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

pub(super) fn below(minimum: &dyn std::fmt::Display, exclusive: bool) -> Breach {
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

pub(super) fn above(maximum: &dyn std::fmt::Display, exclusive: bool) -> Breach {
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

pub(super) fn not_a_multiple(factor: &dyn std::fmt::Display) -> Breach {
    Breach::new("multipleOf", format!("must be a multiple of {factor}"))
}
