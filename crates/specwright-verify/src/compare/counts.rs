//! The numbers of characters, items and properties of one value against the rule that its reader is given.

use super::Comparison;
use super::rules::{Pair, Place};
use crate::expected::Limit;
use crate::recovered::{CountRule, Stated};
use specwright_diagnostics::{Code, Span, codes};
use specwright_source::Number;

impl Comparison<'_, '_> {
    /// Compares a least and a greatest number of members or characters.
    pub(super) fn counts(
        &mut self,
        code: &'static Code,
        place: Place<'_>,
        (min_keyword, min, stated_min): (&'static str, Option<&Limit>, Option<&Stated>),
        (max_keyword, max, stated_max): (&'static str, Option<&Limit>, Option<&Stated>),
    ) {
        let zero = Number::parse("0");
        let endless = Number::parse("4294967295");
        let min = min.filter(|limit| Some(&limit.value) != zero.as_ref());
        let stated_min = stated_min.filter(|stated| Some(&stated.value) != zero.as_ref());
        let max = max.filter(|limit| Some(&limit.value) < endless.as_ref());
        let stated_max = stated_max.filter(|stated| Some(&stated.value) < endless.as_ref());
        self.limit(
            code,
            place,
            &Pair {
                keyword: min_keyword,
                expected: min,
                actual: stated_min,
            },
        );
        self.limit(
            code,
            place,
            &Pair {
                keyword: max_keyword,
                expected: max,
                actual: stated_max,
            },
        );
    }

    /// Compares the rule of an array.
    pub(super) fn array_rule(
        &mut self,
        place: Place<'_>,
        (min, max, unique): (Option<&Limit>, Option<&Limit>, Option<Span>),
        rule: Option<&CountRule>,
    ) {
        let Some(rule) = rule else { return };
        let place = Place {
            at: rule.at,
            ..place
        };
        self.counts(
            &codes::ARRAY_RULE_DIFFERS,
            place,
            ("minItems", min, rule.min.as_ref()),
            ("maxItems", max, rule.max.as_ref()),
        );
        self.proof.constraints_recovered += usize::from(rule.unique.is_some());
        if unique.is_some() != rule.unique.is_some() {
            let (in_code, said) = if unique.is_some() {
                ("not checked", "demanded")
            } else {
                ("checked", "not demanded")
            };
            self.findings.between(
                &codes::ARRAY_RULE_DIFFERS,
                (rule.unique.unwrap_or(place.at), unique.unwrap_or(place.span)),
                format!("that the items of {} are unique is {in_code} in the code and {said} in the description", place.subject),
                format!("unique items are {said} here"),
            );
        }
    }
}
