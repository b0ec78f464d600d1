//! The constraints of one value against the rule that its reader is given.

use super::integers::Width;
use super::{Comparison, Subject};
use crate::claim::{TYPES, concerns};
use crate::expected::{Facets, Limit, NumberPromise, TextPromise};
use crate::recovered::{NumberRule, Stated, TextRule, ValueKind};
use crate::syntax::At;
use specwright_diagnostics::{Code, Span, codes};
use specwright_source::{Node, Number, Value};
use std::collections::BTreeSet;

/// The keywords that constrain a value, beside its type, its format and its closed set of values.
pub(crate) const CONSTRAINTS: &[&str] = &[
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// One side of one rule.
pub(super) struct Pair<'p> {
    pub(super) keyword: &'static str,
    pub(super) expected: Option<&'p Limit>,
    pub(super) actual: Option<&'p Stated>,
}

/// What is compared, and where findings point when one side has no place of its own.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) subject: &'s Subject<'s>,
    pub(super) span: Span,
    pub(super) at: At,
}

impl Comparison<'_, '_> {
    /// Compares the two sides of a bound.
    pub(super) fn limit(&mut self, code: &'static Code, place: Place<'_>, pair: &Pair<'_>) {
        let Pair {
            keyword,
            expected,
            actual,
        } = *pair;
        let same = match (expected, actual) {
            (None, None) => return,
            (Some(expected), Some(actual)) => {
                expected.value == actual.value && expected.exclusive == actual.exclusive
            }
            _ => false,
        };
        self.proof.constraints_recovered += usize::from(actual.is_some());
        if same {
            return;
        }
        let told = |value: Option<(&Number, bool)>| match value {
            None => "none".to_owned(),
            Some((value, false)) => value.to_string(),
            Some((value, true)) => format!("{value} (exclusive)"),
        };
        let in_code = told(actual.map(|stated| (&stated.value, stated.exclusive)));
        let promised = told(expected.map(|limit| (&limit.value, limit.exclusive)));
        let at = actual.map_or(place.at, |stated| stated.at);
        let span = expected.map_or(place.span, |limit| limit.span);
        self.findings.between(
            code,
            (at, span),
            format!(
                "`{keyword}` of {} is {in_code} in the code and {promised} in the description",
                place.subject
            ),
            format!("`{keyword}` is {promised} here"),
        );
    }

    /// Compares the bounds of a number. For integers of a width, bounds that the width implies say nothing.
    pub(super) fn number_rule(
        &mut self,
        place: Place<'_>,
        promise: &NumberPromise,
        rule: Option<&NumberRule>,
        width: Option<Width>,
    ) {
        let Some(rule) = rule else { return };
        let place = Place {
            at: rule.at,
            ..place
        };
        let expected = [
            inclusive(promise.minimum.clone(), width, false),
            inclusive(promise.maximum.clone(), width, true),
            self.multiple(place, promise, rule, width),
        ];
        let as_limit = |stated: &Option<Stated>, upper| {
            let stated = stated.clone()?;
            let limit = Limit {
                value: stated.value,
                exclusive: stated.exclusive,
                span: place.span,
            };
            let kept = inclusive(Some(limit), width, upper)?;
            Some(Stated {
                value: kept.value,
                exclusive: kept.exclusive,
                at: stated.at,
            })
        };
        let actual = [
            as_limit(&rule.minimum, false),
            as_limit(&rule.maximum, true),
            rule.multiple_of
                .clone()
                .filter(|stated| !(width.is_some() && stated.value == one())),
        ];
        for (index, keyword) in ["minimum", "maximum", "multipleOf"].into_iter().enumerate() {
            let pair = Pair {
                keyword,
                expected: expected[index].as_ref(),
                actual: actual[index].as_ref(),
            };
            self.limit(&codes::BOUND_DIFFERS, place, &pair);
        }
    }

    /// The divisor that a rule has to state: the one that it does if there are several, and the others are not checked.
    fn multiple(
        &mut self,
        place: Place<'_>,
        promise: &NumberPromise,
        rule: &NumberRule,
        width: Option<Width>,
    ) -> Option<Limit> {
        let stated: Vec<&Limit> = promise
            .multiples
            .iter()
            .filter(|limit| !(width.is_some() && limit.value == one()))
            .collect();
        let same = |limit: &&&Limit| {
            let checked = rule.multiple_of.as_ref();
            checked.is_some_and(|checked| checked.value == limit.value)
        };
        let chosen = stated.iter().find(same).or(stated.first()).copied();
        for other in &stated {
            if chosen.is_some_and(|chosen| chosen.value != other.value) {
                self.limit(
                    &codes::BOUND_DIFFERS,
                    place,
                    &Pair {
                        keyword: "multipleOf",
                        expected: Some(other),
                        actual: None,
                    },
                );
            }
        }
        chosen.cloned()
    }

    /// Compares the lengths and the pattern of a text.
    pub(super) fn text_rule(
        &mut self,
        place: Place<'_>,
        promise: &TextPromise<'_>,
        rule: Option<&TextRule>,
    ) {
        let Some(rule) = rule else { return };
        let place = Place {
            at: rule.at,
            ..place
        };
        self.counts(
            &codes::LENGTH_DIFFERS,
            place,
            (
                "minLength",
                promise.min_length.as_ref(),
                rule.min_length.as_ref(),
            ),
            (
                "maxLength",
                promise.max_length.as_ref(),
                rule.max_length.as_ref(),
            ),
        );
        self.proof.constraints_recovered += usize::from(rule.pattern.is_some());
        let checked = rule.pattern.as_ref();
        let chosen = promise
            .patterns
            .iter()
            .find(|(text, _)| checked.is_some_and(|(checked, _)| checked == text))
            .or(promise.patterns.first());
        if chosen.is_some() || checked.is_some() {
            self.pattern(place, chosen.copied(), checked);
        }
        for other in promise
            .patterns
            .iter()
            .filter(|other| chosen != Some(other))
        {
            self.pattern(place, Some(*other), None);
        }
    }

    fn pattern(
        &mut self,
        place: Place<'_>,
        promised: Option<(&str, Span)>,
        checked: Option<&(String, At)>,
    ) {
        let told = |text: Option<&str>| text.map_or("none".to_owned(), |text| format!("`{text}`"));
        let in_code = checked.map(|(text, _)| text.as_str());
        let said = promised.map(|(text, _)| text);
        if in_code == said {
            return;
        }
        let at = checked.map_or(place.at, |(_, at)| *at);
        let span = promised.map_or(place.span, |(_, span)| span);
        self.findings.between(
            &codes::PATTERN_DIFFERS,
            (at, span),
            format!(
                "the pattern of {} is {} in the code and {} in the description",
                place.subject,
                told(in_code),
                told(said)
            ),
            format!("the pattern is {} here", told(said)),
        );
    }

    /// Counts the constraints that the parts of a schema state for a kind of values, straight from the untyped tree, and
    /// marks them as compared. Gives how many there are.
    pub(super) fn count_stated(&mut self, facets: &Facets<'_>, kind: &ValueKind) -> usize {
        let types = kind_types(kind);
        let mut keywords = BTreeSet::new();
        for part in &facets.parts {
            for entry in part.entries() {
                if !CONSTRAINTS.contains(&entry.key.as_str()) {
                    continue;
                }
                self.accounted.insert(entry.node.span);
                if says_nothing(&entry.key, &entry.node) || !concerns(&entry.key, &types) {
                    continue;
                }
                // A flag of 3.0 belongs to its bound; a bound of 3.1 replaces it.
                let keyword = match (entry.key.as_str(), &entry.node.value) {
                    ("exclusiveMinimum", _) => "minimum",
                    ("exclusiveMaximum", _) => "maximum",
                    (other, _) => other,
                };
                keywords.insert(keyword);
            }
        }
        keywords.len()
    }
}

/// The types of JSON Schema that a kind of values has; all where any value is taken.
pub(super) fn kind_types(kind: &ValueKind) -> BTreeSet<&'static str> {
    let name = match kind {
        ValueKind::Any
        | ValueKind::Union(_)
        | ValueKind::Newtype(_)
        | ValueKind::Checked { .. } => {
            return TYPES.iter().copied().collect();
        }
        ValueKind::Boolean => "boolean",
        ValueKind::Integer { .. } | ValueKind::Unsigned(_) => "integer",
        ValueKind::Number(_) | ValueKind::Decimal(_) => "number",
        ValueKind::List { .. } => "array",
        ValueKind::Map { .. } | ValueKind::Record(_) | ValueKind::Problem => "object",
        _ => "string",
    };
    BTreeSet::from([name])
}

fn one() -> Number {
    Number::parse("1").expect("1 is a number")
}

/// Whether a keyword's value excludes nothing.
pub(crate) fn says_nothing(keyword: &str, node: &Node) -> bool {
    match (keyword, &node.value) {
        ("uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum", Value::Bool(flag)) => {
            // The flags of 3.0 count with their bounds.
            keyword != "uniqueItems" || !flag
        }
        ("minLength" | "minItems" | "minProperties", Value::Number(number)) => {
            number.as_u64() == Some(0)
        }
        ("maxLength" | "maxItems" | "maxProperties", Value::Number(number)) => number
            .as_u64()
            .is_none_or(|value| value >= u64::from(u32::MAX)),
        _ => false,
    }
}

/// A bound of an integer as the last integer inside it, without bounds that its width implies; other bounds as they are.
fn inclusive(limit: Option<Limit>, width: Option<Width>, upper: bool) -> Option<Limit> {
    let limit = limit?;
    let Some(width) = width else {
        return Some(limit);
    };
    let step = i128::from(limit.exclusive && limit.value.is_integer());
    let whole = match limit.value.as_i128() {
        Some(value) => value,
        // A fraction lies between two integers; what is beyond 2^127 is beyond every width.
        None if limit.value.is_integer() => {
            return if beyond(&limit.value, upper) {
                None
            } else {
                Some(limit)
            };
        }
        None => fraction_floor(&limit.value).map_or(0, |floor| floor + i128::from(!upper)),
    };
    let last = if upper { whole - step } else { whole + step };
    let (low, high) = width.range();
    if (upper && last >= high) || (!upper && last <= low) {
        return None;
    }
    Number::parse(&last.to_string()).map(|value| Limit {
        value,
        exclusive: false,
        span: limit.span,
    })
}

fn beyond(value: &Number, upper: bool) -> bool {
    Number::parse("0").is_some_and(|zero| if upper { *value > zero } else { *value < zero })
}

/// The greatest integer below a number with a fraction.
fn fraction_floor(value: &Number) -> Option<i128> {
    let text = value.text();
    if text.contains(['e', 'E']) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a bound with an exponent and a fraction is small"
        )]
        return Some(value.as_f64().floor() as i128);
    }
    let whole: i128 = text.split('.').next()?.parse().ok()?;
    Some(if text.starts_with('-') {
        whole - 1
    } else {
        whole
    })
}
