//! What an operation does with an entity, in one word.

use super::Candidate;
use super::nouns::normal;
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{EntityId, Method};
use specwright_source::Located;

/// The usual things that are done with a row or with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Get,
    List,
    Create,
    Replace,
    Merge,
    Delete,
}

impl Verb {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "get" => Self::Get,
            "list" => Self::List,
            "create" => Self::Create,
            "replace" => Self::Replace,
            "update" => Self::Merge,
            "delete" => Self::Delete,
            _ => return None,
        })
    }
}

impl Lowering<'_> {
    /// The verb that method and path have by convention.
    pub(crate) fn usual_verb(
        &self,
        candidate: &Candidate<'_>,
        entity: EntityId,
        forced: bool,
    ) -> Option<Verb> {
        let (last, before) = candidate.steps.split_last()?;
        let entity = self.storage.entity(entity);
        let previous = before.last().map_or("", |step| step.noun.as_str());
        let name = normal(&entity.name);
        let is_named = |noun: &str| normal(noun) == name;
        if !forced && !is_named(&last.noun) && !is_named(&format!("{previous}_{}", last.noun)) {
            return None;
        }
        let many = candidate
            .answered
            .as_ref()
            .and_then(|answered| answered.data.as_ref())
            .is_some_and(|data| data.many);
        match (candidate.operation.method, last.parameters.is_empty()) {
            (Method::Get, true) if many => Some(Verb::List),
            (Method::Get, true) if entity.key.is_none() => Some(Verb::Get),
            (Method::Get, false) if !many => Some(Verb::Get),
            (Method::Post, true) => Some(Verb::Create),
            (Method::Put, false) => Some(Verb::Replace),
            (Method::Patch, false) => Some(Verb::Merge),
            (Method::Delete, false) => Some(Verb::Delete),
            _ => None,
        }
    }

    /// The verb that `x-table` names.
    pub(crate) fn named_verb(&mut self, named: &Located<String>) -> Option<Verb> {
        let verb = Verb::named(&named.value);
        if verb.is_none() {
            self.report(Diagnostic::new(
                &codes::BEHAVIOUR_DOES_NOT_FIT,
                named.span,
                format!("`{}` is no behaviour that can be derived yet", named.value),
                "use `get`, `list`, `create`, `replace`, `update` or `delete`, or say `x-custom: true`",
            ));
        }
        verb
    }
}
