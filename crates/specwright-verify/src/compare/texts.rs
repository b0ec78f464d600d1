//! Texts: plain ones, those that have a type of their own, and closed sets.

use super::rules::Place;
use super::words::kind_name;
use super::{Comparison, Direction};
use crate::claim::ASSERTED_FORMATS;
use crate::expected::{Limit, TextPromise};
use crate::recovered::{TextRule, ValueKind};
use crate::syntax::At;
use specwright_diagnostics::{Code, Span, codes};
use std::collections::BTreeSet;

impl Comparison<'_, '_> {
    /// Compares a table of choices with a closed set.
    pub(super) fn choice(
        &mut self,
        place: Place<'_>,
        promised: &BTreeSet<&str>,
        table: &[(&str, &str, At)],
    ) {
        let known: BTreeSet<&str> = table.iter().map(|(wire, _, _)| *wire).collect();
        let variants: BTreeSet<&str> = table.iter().map(|(_, variant, _)| *variant).collect();
        let at = table.first().map_or(place.at, |(_, _, at)| *at);
        let listed = |names: Vec<&&str>| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let lost: Vec<&&str> = promised.difference(&known).collect();
        let added: Vec<&&str> = known.difference(promised).collect();
        let lost_and_added = lost.len() + added.len();
        if !lost.is_empty() {
            self.findings.between(
                &codes::ENUM_DIFFERS,
                (at, place.span),
                format!(
                    "the table of choices for {} lacks {}",
                    place.subject,
                    listed(lost)
                ),
                "the values are listed here",
            );
        }
        if !added.is_empty() {
            self.findings.between(
                &codes::ENUM_DIFFERS,
                (at, place.span),
                format!(
                    "the table of choices for {} has {}, which the description does not list",
                    place.subject,
                    listed(added)
                ),
                "the values are listed here",
            );
        }
        if known.len() != table.len() || variants.len() != table.len() {
            let message = format!(
                "the table of choices for {} has a value or a variant twice",
                place.subject
            );
            self.findings.between(
                &codes::ENUM_DIFFERS,
                (at, place.span),
                message,
                "the values are listed here",
            );
        }
        if lost_and_added == 0
            && known.len() == table.len()
            && let Some((wire, variant, at)) = crossed(table)
        {
            let message = format!(
                "the value `{wire}` stands for the variant `{variant}`, and another value for its own name"
            );
            self.findings.in_output(
                &codes::FIELDS_CROSSED,
                at,
                message,
                crate::findings::REGENERATE,
            );
        }
    }

    /// A text, or a type of its own that travels as text; gives how many stated constraints the type implies.
    pub(super) fn text(
        &mut self,
        place: Place<'_>,
        promise: &TextPromise<'_>,
        kind: &ValueKind,
        direction: Direction,
    ) -> usize {
        let formats: Vec<&str> = promise.formats.iter().map(|(name, _)| *name).collect();
        let format = formats.first().copied();
        let own = match kind {
            ValueKind::Text(rule) => {
                self.plain_text(place, promise, rule.as_ref(), direction);
                return 0;
            }
            ValueKind::Uuid => ("uuid", Some((36, 36))),
            ValueKind::Timestamp => ("date-time", None),
            ValueKind::Date => ("date", Some((10, 10))),
            ValueKind::Time => ("time-local", None),
            ValueKind::Bytes => ("byte", None),
            ValueKind::Upload => ("binary", None),
            ValueKind::DecimalText(rule) => {
                if formats.contains(&"decimal") {
                    if direction == Direction::Read {
                        self.text_rule(place, promise, rule.as_ref());
                    }
                    return 0;
                }
                ("decimal", None)
            }
            other => {
                let promised = format.map_or("a string".to_owned(), |format| {
                    format!("a string (`{format}`)")
                });
                self.type_differs(place, kind_name(other), &promised);
                return 0;
            }
        };
        let (wire, length) = own;
        if !formats.contains(&wire) {
            let promised = format.map_or("a plain string".to_owned(), |format| {
                format!("a string (`{format}`)")
            });
            self.type_differs(place, kind_name(kind), &promised);
            return 0;
        }
        if direction == Direction::Write {
            return 0;
        }
        let mut implied = 0_usize;
        let says = |limit: &Option<Limit>| limit.as_ref().and_then(|limit| limit.value.as_u64());
        let zero = usize::from(says(&promise.min_length) == Some(0));
        for (keyword, limit, fits) in [
            (
                "minLength",
                &promise.min_length,
                says(&promise.min_length)
                    .is_some_and(|min| length.is_some_and(|(short, _)| min <= short)),
            ),
            (
                "maxLength",
                &promise.max_length,
                says(&promise.max_length)
                    .is_some_and(|max| length.is_some_and(|(_, long)| max >= long)),
            ),
        ] {
            match limit {
                Some(_) if fits => implied += 1,
                Some(limit) if says(&Some(limit.clone())) != Some(0) => {
                    self.unchecked(&codes::LENGTH_DIFFERS, place, keyword, limit.span);
                }
                _ => {}
            }
        }
        for (_, span) in &promise.patterns {
            self.unchecked(&codes::PATTERN_DIFFERS, place, "pattern", *span);
        }
        for (_, span) in other_formats(promise, wire) {
            self.unchecked(&codes::FORMAT_DIFFERS, place, "format", span);
        }
        implied.saturating_sub(zero)
    }

    fn unchecked(&mut self, code: &'static Code, place: Place<'_>, keyword: &str, span: Span) {
        self.findings.between(
            code,
            (place.at, span),
            format!(
                "`{keyword}` of {} is not checked in the code",
                place.subject
            ),
            format!("`{keyword}` is demanded here"),
        );
    }

    fn plain_text(
        &mut self,
        place: Place<'_>,
        promise: &TextPromise<'_>,
        rule: Option<&TextRule>,
        direction: Direction,
    ) {
        if direction == Direction::Write {
            return;
        }
        self.text_rule(place, promise, rule);
        let checked = rule.and_then(|rule| rule.format);
        let in_code = checked.map(|(name, _)| name);
        let must = |name: &str| ASSERTED_FORMATS.contains(&name);
        let formats = promise.formats.iter();
        let chosen = formats
            .clone()
            .find(|(name, _)| in_code == Some(name))
            .or_else(|| formats.clone().find(|(name, _)| must(name)))
            .or(promise.formats.first());
        let promised = chosen.map(|(name, _)| *name);
        for (_, span) in other_formats(promise, promised.unwrap_or_default()) {
            self.unchecked(&codes::FORMAT_DIFFERS, place, "format", span);
        }
        let must = promised.filter(|name| must(name));
        if in_code == promised || (in_code.is_none() && must.is_none()) {
            if let (None, Some(format)) = (in_code, promised) {
                self.proof
                    .untested
                    .insert(format!("the format `{format}`, which only advises"));
            }
            return;
        }
        let told = |name: Option<&str>| name.map_or("none".to_owned(), |name| format!("`{name}`"));
        self.findings.between(
            &codes::FORMAT_DIFFERS,
            (
                checked.map_or(place.at, |(_, at)| at),
                chosen.map_or(place.span, |(_, span)| *span),
            ),
            format!(
                "the format of {} is {} in the code and {} in the description",
                place.subject,
                told(in_code),
                told(promised)
            ),
            format!("the format is {} here", told(promised)),
        );
    }
}

/// The formats beside the one that is compared that a reader must check.
fn other_formats<'p>(promise: &TextPromise<'p>, compared: &str) -> Vec<(&'p str, Span)> {
    let formats = promise.formats.iter().copied();
    formats
        .filter(|(name, _)| *name != compared && ASSERTED_FORMATS.contains(name))
        .collect()
}

/// A value that stands for a variant which another value is the very name of.
fn crossed<'t>(table: &[(&'t str, &'t str, At)]) -> Option<(&'t str, &'t str, At)> {
    let letters = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let own: std::collections::BTreeMap<String, &str> = table
        .iter()
        .map(|(wire, _, _)| (letters(wire), *wire))
        .collect();
    table.iter().copied().find(|(wire, variant, _)| {
        let variant = letters(variant);
        letters(wire) != variant && own.contains_key(&variant)
    })
}
