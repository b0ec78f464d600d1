//! The bounds of a value, as the parts of its schema state them together.

use super::schema::Facets;
use super::shape::{Limit, formats};
use specwright_diagnostics::Span;
use specwright_source::{Node, Number};

/// What a number must satisfy.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberPromise {
    pub(crate) minimum: Option<Limit>,
    pub(crate) maximum: Option<Limit>,
    /// Each once.
    pub(crate) multiples: Vec<Limit>,
    /// How many sides have a bound that the format alone says.
    pub(crate) from_format: usize,
}

/// The formats of integers that a range belongs to (OpenAPI format registry).
const RANGES: &[(&str, &str, &str)] = &[
    ("int8", "-128", "127"),
    ("uint8", "0", "255"),
    ("int16", "-32768", "32767"),
    ("uint16", "0", "65535"),
    ("uint32", "0", "4294967295"),
    ("double-int", "-9007199254740991", "9007199254740991"),
];

fn limit(node: &Node, exclusive: bool) -> Option<Limit> {
    Some(Limit {
        value: node.as_number()?.clone(),
        exclusive,
        span: node.span,
    })
}

/// The strictest of the numbers that the parts state under a key.
pub(super) fn strictest(facets: &Facets<'_>, key: &str, upper: bool) -> Option<Limit> {
    tightest(
        facets.values(key).filter_map(|node| limit(node, false)),
        upper,
    )
}

fn tightest(limits: impl Iterator<Item = Limit>, upper: bool) -> Option<Limit> {
    limits.reduce(|known, next| {
        let order = next.value.cmp(&known.value);
        let tighter = if upper { order.is_lt() } else { order.is_gt() };
        if tighter || (order.is_eq() && next.exclusive) {
            next
        } else {
            known
        }
    })
}

/// The bounds of a number.
pub(super) fn number(facets: &Facets<'_>) -> NumberPromise {
    let side = |inclusive: &'static str, exclusive: &'static str, upper: bool| {
        let limits = facets.parts.iter().flat_map(move |part| {
            let flag = part.get(exclusive);
            // 3.0: a boolean beside the bound; 3.1: a bound of its own.
            let strict = flag.and_then(Node::as_bool) == Some(true);
            let bound = part.get(inclusive).and_then(|node| limit(node, strict));
            [bound, flag.and_then(|node| limit(node, true))]
                .into_iter()
                .flatten()
        });
        tightest(limits, upper)
    };
    let mut multiples: Vec<Limit> = Vec::new();
    for divisor in facets
        .values("multipleOf")
        .filter_map(|node| limit(node, false))
    {
        if !multiples.iter().any(|known| known.value == divisor.value) {
            multiples.push(divisor);
        }
    }
    NumberPromise {
        minimum: side("minimum", "exclusiveMinimum", false),
        maximum: side("maximum", "exclusiveMaximum", true),
        multiples,
        from_format: 0,
    }
}

/// The bounds of an integer, with those that its format says.
pub(super) fn integer(facets: &Facets<'_>) -> NumberPromise {
    let mut promise = number(facets);
    for (name, span) in formats(facets) {
        let Some((_, low, high)) = RANGES.iter().find(|(known, ..)| *known == name) else {
            continue;
        };
        promise.minimum = bounded(promise.minimum, low, span, false, &mut promise.from_format);
        promise.maximum = bounded(promise.maximum, high, span, true, &mut promise.from_format);
    }
    promise
}

fn bounded(
    stated: Option<Limit>,
    text: &str,
    span: Span,
    upper: bool,
    from_format: &mut usize,
) -> Option<Limit> {
    let of_format = Number::parse(text).map(|value| Limit {
        value,
        exclusive: false,
        span,
    });
    *from_format += usize::from(stated.is_none());
    tightest(stated.into_iter().chain(of_format), upper)
}
