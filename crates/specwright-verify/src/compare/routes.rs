//! One row of the table of routes against its operation.

use super::Comparison;
use crate::expected::{Operation, holds};
use crate::recovered::{BodyPresence, Route};
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
        let consumes = operation
            .body
            .as_ref()
            .map(|body| body.media_types.clone())
            .unwrap_or_default();
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

    /// Each declared media type is listed, and what is listed is declared; a type stands for a range that holds it.
    fn produces(&mut self, operation: &Operation<'a>, name: &str, route: &Route<'_>) {
        let contents = operation
            .responses
            .values()
            .flat_map(|response| &response.contents);
        let declared: BTreeSet<&str> = contents.map(|(media_type, _)| *media_type).collect();
        let (listed, at) = &route.produces;
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
