//! One bound operation → its action, with every parameter and property led to a column.

use super::keys::selects_one;
use super::witness::Testimony;
use super::{Candidate, Parts, Verb};
use crate::types::Lowering;
use specwright_model::{Action, ColumnId, Derived, Entity, Parent, Projection};

impl Lowering<'_> {
    /// The behaviour of an operation that is bound to an entity.
    pub(crate) fn derived(
        &mut self,
        candidate: &Candidate<'_>,
        testimony: Testimony,
        verb: Verb,
    ) -> Option<Derived> {
        let entity = self.storage.entity(testimony.entity);
        let (last, before) = candidate.steps.split_last()?;
        let key = self.key_of(candidate, entity, &last.parameters)?;
        let mut parents = Vec::new();
        for step in before.iter().filter(|step| !step.parameters.is_empty()) {
            parents.push(self.parent(candidate, &step.noun, &step.parameters)?);
        }
        self.link_parents(candidate, &mut parents, testimony.entity)?;
        if !selects_one(entity, &key, &parents) {
            self.refuse_parameters(
                candidate,
                entity,
                "the path's parameters select no single row",
            );
            return None;
        }
        let Parts { action, answer } = match verb {
            Verb::List => self.list_parts(candidate, entity)?,
            Verb::Get | Verb::Delete => self.reading_parts(candidate, entity, verb)?,
            Verb::Create | Verb::Replace | Verb::Merge => {
                self.writing_parts(candidate, entity, verb, &parents)?
            }
        };
        if verb != Verb::List {
            self.refuse_idle_parameters(candidate, entity, &[]);
        }
        Some(Derived {
            entity: testimony.entity,
            action,
            parents,
            key,
            answer,
            evidence: testimony.evidence,
        })
    }

    fn reading_parts(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        verb: Verb,
    ) -> Option<Parts> {
        let Some(answered) = &candidate.answered else {
            self.refuse_answer(candidate, entity, "it declares no success");
            return None;
        };
        let answer = answered.answer;
        if verb == Verb::Delete {
            if !candidate.operation.answers[answer].contents.is_empty() {
                self.refuse_answer(
                    candidate,
                    entity,
                    "a deletion answers nothing: declare `204`",
                );
                return None;
            }
            return Some(Parts {
                action: Action::Delete,
                answer,
            });
        }
        if let Some(data) = answered.data.as_ref().filter(|data| !data.many) {
            let action = Action::Get(self.projection(entity, data)?);
            return Some(Parts { action, answer });
        }
        self.refuse_answer(candidate, entity, "its answer is not one record");
        None
    }

    fn writing_parts(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        verb: Verb,
        parents: &[Parent],
    ) -> Option<Parts> {
        let Some(record) = self.body_record(candidate.operation) else {
            self.refuse_behaviour(candidate, "it has no JSON object as its body");
            return None;
        };
        let body = candidate.operation.body.as_ref();
        if body.is_some_and(|body| !body.required) {
            self.refuse_behaviour(candidate, "its body may be left out: say `required: true`");
            return None;
        }
        let (answer, output) = self.written(candidate, entity)?;
        let from_path: Vec<ColumnId> = parents
            .last()
            .map(|parent| parent.child_columns.clone())
            .unwrap_or_default();
        let input = self.assignments(entity, record, &from_path, verb)?;
        let action = match verb {
            Verb::Create => Action::Create { input, output },
            Verb::Replace => Action::Replace { input, output },
            _ => Action::Merge { input, output },
        };
        Some(Parts { action, answer })
    }

    /// The answer to a write, and the record in it.
    fn written(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
    ) -> Option<(usize, Option<Projection>)> {
        let Some(answered) = &candidate.answered else {
            self.refuse_answer(candidate, entity, "it declares no success");
            return None;
        };
        let answer = answered.answer;
        match &answered.data {
            Some(data) if data.many => {
                self.refuse_answer(candidate, entity, "its answer is a list");
                None
            }
            Some(data) => Some((answer, Some(self.projection(entity, data)?))),
            None if !candidate.operation.answers[answer].contents.is_empty() => {
                self.refuse_answer(candidate, entity, "its answer is not the record");
                None
            }
            None => Some((answer, None)),
        }
    }
}
