//! Which reader an integer needs, and which of its bounds the width implies.

use super::Comparison;
use super::rules::Place;
use super::words::kind_name;
use crate::expected::{Limit, NumberPromise};
use crate::recovered::ValueKind;
use specwright_source::Number;

/// The range of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Bits32,
    Bits64,
    /// 0 to 2^64 - 1.
    Unsigned,
}

impl Width {
    /// The least and the greatest value.
    pub(super) fn range(self) -> (i128, i128) {
        match self {
            Self::Bits32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
            Self::Bits64 => (i128::from(i64::MIN), i128::from(i64::MAX)),
            Self::Unsigned => (0, i128::from(u64::MAX)),
        }
    }
}

impl Comparison<'_, '_> {
    /// Compares the reader and the bounds of an integer; gives how many stated constraints its width implies.
    pub(super) fn integer(
        &mut self,
        place: Place<'_>,
        format: Option<&str>,
        promise: &NumberPromise,
        kind: &ValueKind,
    ) -> usize {
        let needed = needed(format, promise);
        let (width, rule) = match kind {
            ValueKind::Integer { bits: 32, rule } => (Width::Bits32, rule),
            ValueKind::Integer { rule, .. } => (Width::Bits64, rule),
            ValueKind::Unsigned(rule) => (Width::Unsigned, rule),
            // No width holds it: it is a decimal that must be whole.
            ValueKind::Decimal(rule) if needed.is_none() => {
                self.number_rule(place, &whole(promise, place.span), rule.as_ref(), None);
                return 0;
            }
            other => {
                self.type_differs(place, kind_name(other), "an integer");
                return 0;
            }
        };
        let fits = match needed {
            Some(Width::Bits64) if format.is_none_or(|name| !FORMATS.contains(&name)) => {
                width == Width::Bits64 || (width == Width::Bits32 && within(promise, width))
            }
            Some(needed) => width == needed,
            None => false,
        };
        if !fits {
            let told = |width: Option<Width>| match width {
                Some(Width::Bits32) => "an integer of 32 bits",
                Some(Width::Bits64) => "an integer of 64 bits",
                Some(Width::Unsigned) => "an integer of 64 bits without a sign",
                None => "an integer beyond 64 bits",
            };
            self.type_differs(place, told(Some(width)), told(needed));
        }
        self.number_rule(place, promise, rule.as_ref(), Some(width));
        implied_bounds(promise, width)
    }
}

/// The formats that name a reader.
const FORMATS: &[&str] = &[
    "double-int",
    "int16",
    "int32",
    "int64",
    "int8",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
];

/// The reader that an integer needs; `None` for one that no width holds.
fn needed(format: Option<&str>, promise: &NumberPromise) -> Option<Width> {
    let value = |limit: &Option<Limit>| limit.as_ref().map(|limit| limit.value.clone());
    let (low, high) = (value(&promise.minimum), value(&promise.maximum));
    let beyond = |limit: &Option<Number>, edge: i128, upper: bool| {
        let edge = Number::parse(&edge.to_string());
        limit.as_ref().zip(edge).is_some_and(
            |(limit, edge)| {
                if upper { *limit > edge } else { *limit < edge }
            },
        )
    };
    let (least, greatest) = Width::Bits64.range();
    match format {
        Some("int32" | "int8" | "int16" | "uint8" | "uint16") => Some(Width::Bits32),
        Some("int64" | "uint32" | "double-int") => Some(Width::Bits64),
        Some("uint64") => Some(Width::Unsigned),
        _ if beyond(&high, greatest, true) || beyond(&low, least, false) => {
            let positive =
                low.is_some_and(|low| Number::parse("0").is_some_and(|zero| low >= zero));
            let short = !beyond(&high, Width::Unsigned.range().1, true);
            (positive && short).then_some(Width::Unsigned)
        }
        _ => Some(Width::Bits64),
    }
}

/// Whether both bounds are stated and lie in the range of a width.
fn within(promise: &NumberPromise, width: Width) -> bool {
    let (least, greatest) = width.range();
    let holds = |limit: &Option<Limit>| {
        let value = limit.as_ref().and_then(|limit| limit.value.as_i128());
        value.is_some_and(|value| (least..=greatest).contains(&value))
    };
    holds(&promise.minimum) && holds(&promise.maximum)
}

/// How many bounds of an integer its width implies.
fn implied_bounds(promise: &NumberPromise, width: Width) -> usize {
    let (least, greatest) = width.range();
    let value = |limit: &Option<Limit>| limit.as_ref().and_then(|limit| limit.value.as_i128());
    let low = value(&promise.minimum).is_some_and(|value| value <= least);
    let high = value(&promise.maximum).is_some_and(|value| value >= greatest);
    let whole = promise
        .multiples
        .iter()
        .any(|limit| limit.value.as_i128() == Some(1));
    usize::from(low) + usize::from(high) + usize::from(whole)
}

/// The bounds of an integer that is read as a decimal.
fn whole(promise: &NumberPromise, span: specwright_diagnostics::Span) -> NumberPromise {
    let mut whole = promise.clone();
    if whole.multiples.is_empty() {
        whole
            .multiples
            .extend(Number::parse("1").map(|value| Limit {
                value,
                exclusive: false,
                span,
            }));
    }
    whole
}
