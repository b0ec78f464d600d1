//! Operations and entities → behaviours: which operation works on which entity, and how.
//!
//! Two of three witnesses bind; an operation without a schema of its own (a deletion) borrows the binding of the other
//! operations of its resource; `x-table` settles everything. What is in doubt is refused with the candidates; what no
//! witness speaks for is left to hand-written code.

mod bodies;
mod columns;
mod entities;
mod keys;
mod list;
mod nouns;
mod path;
mod records;
mod refusals;
mod rows;
mod verbs;
mod witness;

use crate::types::Lowering;
use path::{Step, steps};
use records::Answered;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Action, Behaviour, Derived, EntityKind, Operation};
use specwright_openapi as openapi;
use specwright_openapi::TableExtension;
use verbs::Verb;
use witness::Testimony;

/// Everything about an operation that its binding looks at.
pub(crate) struct Candidate<'m> {
    pub operation: &'m Operation,
    pub steps: Vec<Step>,
    pub answered: Option<Answered>,
}

/// What one of the verbs is in full: the action, and which answer tells its success.
pub(crate) struct Parts {
    pub action: Action,
    pub answer: usize,
}

impl Lowering<'_> {
    /// Gives each operation its behaviour. `described` are the operations as the description has them, in the same order.
    pub(crate) fn bind(&mut self, operations: &mut [Operation], described: &[&openapi::Operation]) {
        if self.storage.entities.is_empty() {
            return;
        }
        let mut bindings: Vec<Option<Testimony>> = operations
            .iter()
            .zip(described)
            .map(|(operation, described)| self.entity_of(operation, described))
            .collect();
        self.borrow_bindings(operations, described, &mut bindings);
        let behaviours: Vec<Option<Derived>> = operations
            .iter()
            .zip(described)
            .zip(bindings)
            .map(|((operation, described), binding)| {
                self.derive(
                    operation,
                    self.table_extension(operation, described),
                    binding?,
                )
            })
            .collect();
        for (operation, derived) in operations.iter_mut().zip(behaviours) {
            if let Some(derived) = derived {
                operation.behaviour = Behaviour::Derived(Box::new(derived));
            }
        }
    }

    /// What a bound operation does; `None` where the shape of the operation is none of the usual ones.
    fn derive(
        &mut self,
        operation: &Operation,
        extension: Option<&TableExtension>,
        testimony: Testimony,
    ) -> Option<Derived> {
        let Some(steps) = steps(&operation.path) else {
            self.leave_custom(
                operation,
                &testimony,
                extension,
                "its path has a segment that is more than one parameter",
            );
            return None;
        };
        let candidate = Candidate {
            operation,
            steps,
            answered: self.answered(operation),
        };
        let verb = match extension.and_then(|extension| extension.behaviour.as_ref()) {
            Some(named) => self.named_verb(named)?,
            None => {
                let usual = self.usual_verb(&candidate, testimony.entity, extension.is_some());
                if usual.is_none() {
                    let why = "its method and path are none of the usual ones";
                    self.leave_custom(operation, &testimony, extension, why);
                }
                usual?
            }
        };
        let entity = self.storage.entity(testimony.entity);
        if matches!(entity.kind, EntityKind::View { .. }) && !matches!(verb, Verb::Get | Verb::List)
        {
            self.report(Diagnostic::new(
                &codes::BEHAVIOUR_DOES_NOT_FIT,
                operation.span,
                format!("`{}` would write the view `{}`", operation.id, entity.name),
                "bind it to a table, or say `x-custom: true`",
            ));
            return None;
        }
        self.derived(&candidate, testimony, verb)
    }

    fn leave_custom(
        &mut self,
        operation: &Operation,
        testimony: &Testimony,
        extension: Option<&TableExtension>,
        why: &str,
    ) {
        let table = &self.storage.entity(testimony.entity).name;
        let (code, help) = if extension.is_some() {
            (
                &codes::BEHAVIOUR_DOES_NOT_FIT,
                "say what it does with `x-table: {table: …, as: …}`, or `x-custom: true`"
                    .to_owned(),
            )
        } else {
            (
                &codes::PARTIAL_BINDING,
                format!("bind it with `x-table: {table}`, or confirm with `x-custom: true`"),
            )
        };
        self.report(Diagnostic::new(
            code,
            operation.span,
            format!(
                "`{}` is near `{table}`, but {why}: it becomes a hand-written function",
                operation.id
            ),
            help,
        ));
    }
}
