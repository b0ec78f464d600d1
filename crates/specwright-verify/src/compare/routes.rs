//! One row of the table of routes against its operation.

use super::Comparison;
use crate::expected::{Operation, holds};
use crate::recovered::{BodyPresence, BodyValue, Contents, Reads, Route, Validator};
use crate::syntax::At;
use specwright_diagnostics::{Code, Span, codes};
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// Compares statuses, media types and whether there is a body.
    pub(super) fn row(&mut self, operation: &Operation<'a>, name: &str, route: &Route<'_>) {
        let statuses = operation
            .responses
            .keys()
            .map(|status| status.number())
            .collect();
        self.set(
            &codes::STATUSES_DIFFER,
            ("statuses", name, operation.span),
            &statuses,
            (&route.statuses.0, route.statuses.1),
        );
        let declared = operation.body.iter().flat_map(|body| &body.contents);
        // What need not be there may be there all the same.
        let consumes = declared
            .filter(|media_type| {
                route.consumes.0.contains(&media_type.name)
                    || !self.allowances.touch(media_type.span)
            })
            .map(|media_type| media_type.name)
            .collect();
        self.set(
            &codes::CONSUMES_DIFFER,
            ("request media types", name, operation.span),
            &consumes,
            (&route.consumes.0, route.consumes.1),
        );
        self.produces(operation, name, route);
        let promised = match &operation.body {
            None => BodyPresence::None,
            Some(body) if body.required => BodyPresence::Required,
            Some(_) => BodyPresence::Optional,
        };
        if promised != route.body.0 {
            let span = operation
                .body
                .as_ref()
                .map_or(operation.span, |body| body.span);
            self.findings.between(
                &codes::BODY_PRESENCE_DIFFERS,
                (route.body.1, span),
                format!(
                    "`{name}` takes {} in the code and {} in the description",
                    route.body.0.as_str(),
                    promised.as_str()
                ),
                format!("it takes {}", promised.as_str()),
            );
        }
    }

    /// A body is taken in as it is read: piece by piece where one of its kinds is handed over as it comes, in parts where
    /// one is a form of several parts, else as a whole.
    pub(super) fn reads(
        &mut self,
        operation: &Operation<'a>,
        name: &str,
        route: &Route<'_>,
        validator: &Validator<'_>,
    ) {
        let body = validator.body.as_ref();
        let reads = |is_read: fn(&BodyValue<'_>) -> bool| {
            body.is_some_and(|body| match &body.contents {
                Contents::One(value) => is_read(value),
                Contents::Among(_) => body.arms.iter().any(|(_, value)| is_read(value)),
            })
        };
        let needed = if reads(|value| matches!(value, BodyValue::Stream)) {
            Reads::Stream
        } else if reads(|value| matches!(value, BodyValue::Parts(_))) {
            Reads::Parts
        } else {
            Reads::Whole
        };
        let (taken, at) = route.reads;
        if taken != needed {
            let span = operation
                .body
                .as_ref()
                .map_or(operation.span, |body| body.span);
            self.findings.between(
                &codes::READS_DIFFER,
                (at, span),
                format!(
                    "`{name}` takes its body {}, and its validator reads it {}",
                    taken.as_str(),
                    needed.as_str()
                ),
                "the body is declared here",
            );
        }
    }

    /// Each declared media type is listed, and what is listed is declared; a type stands for a range that holds it.
    fn produces(&mut self, operation: &Operation<'a>, name: &str, route: &Route<'_>) {
        let contents = operation
            .responses
            .values()
            .flat_map(|response| &response.contents);
        let (listed, at) = &route.produces;
        let declared: BTreeSet<&str> = contents
            .filter(|media_type| {
                listed.contains(&media_type.name) || !self.allowances.touch(media_type.span)
            })
            .map(|media_type| media_type.name)
            .collect();
        let covered = |range: &&str| listed.iter().any(|media_type| holds(range, media_type));
        let within = |media_type: &&str| declared.iter().any(|range| holds(range, media_type));
        let promised = declared
            .iter()
            .copied()
            .filter(|media_type| listed.contains(media_type) || !covered(media_type));
        let promised: BTreeSet<&str> = promised.collect();
        let kept = listed
            .iter()
            .copied()
            .filter(|media_type| promised.contains(media_type) || !within(media_type));
        let kept: Vec<&str> = kept.collect();
        let what = ("response media types", name, operation.span);
        self.set(&codes::PRODUCES_DIFFER, what, &promised, (&kept, *at));
    }

    fn set<T: Ord + Clone + std::fmt::Display>(
        &mut self,
        code: &'static Code,
        (what, name, span): (&str, &str, Span),
        promised: &BTreeSet<T>,
        (listed, at): (&[T], At),
    ) {
        let in_code: BTreeSet<T> = listed.iter().cloned().collect();
        if in_code == *promised && in_code.len() == listed.len() {
            return;
        }
        let told = |set: &BTreeSet<T>| {
            let names: Vec<String> = set.iter().map(|item| format!("`{item}`")).collect();
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        };
        self.findings.between(
            code,
            (at, span),
            format!(
                "the {what} of `{name}` are {} in the code and {} in the description",
                told(&in_code),
                told(promised)
            ),
            format!("they are {}", told(promised)),
        );
    }
}
