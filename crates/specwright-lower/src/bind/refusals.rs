//! Why an operation that is bound to an entity cannot be derived all the same.

use super::Candidate;
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Entity, Location};

impl Lowering<'_> {
    /// The path's parameters lead to no column, or to no single row.
    pub(crate) fn refuse_parameters(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        why: &str,
    ) {
        self.report(
            Diagnostic::new(
                &codes::PARAMETER_WITHOUT_COLUMN,
                candidate.operation.span,
                format!("`{}` cannot be derived: {why}", candidate.operation.id),
                "name the column with `x-column` on the parameter, or say `x-custom: true`",
            )
            .with_related(entity.span, "the table"),
        );
    }

    /// A parameter outside of the path that a derived operation would pass over.
    pub(crate) fn refuse_idle_parameters(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        used: &[usize],
    ) {
        for (index, parameter) in candidate.operation.parameters.iter().enumerate() {
            if parameter.location != Location::Path && !used.contains(&index) {
                self.report(
                    Diagnostic::new(
                        &codes::PARAMETER_WITHOUT_COLUMN,
                        parameter.span,
                        format!("the parameter `{}` would have no effect on `{}`", parameter.wire, candidate.operation.id),
                        "name a column with `x-column`, remove the parameter, or say `x-custom: true` on the operation",
                    )
                    .with_related(entity.span, "the table"),
                );
            }
        }
    }

    /// The answer is not what the behaviour gives.
    pub(crate) fn refuse_answer(&mut self, candidate: &Candidate<'_>, entity: &Entity, why: &str) {
        self.report(
            Diagnostic::new(
                &codes::ANSWER_DOES_NOT_FIT,
                candidate.operation.span,
                format!("`{}` cannot be derived: {why}", candidate.operation.id),
                "answer the record of the table, or say `x-custom: true`",
            )
            .with_related(entity.span, "the table"),
        );
    }

    /// The body is not what the behaviour takes.
    pub(crate) fn refuse_behaviour(&mut self, candidate: &Candidate<'_>, why: &str) {
        self.report(Diagnostic::new(
            &codes::BEHAVIOUR_DOES_NOT_FIT,
            candidate.operation.span,
            format!("`{}` cannot be derived: {why}", candidate.operation.id),
            "give it a JSON object as its body, or say `x-custom: true`",
        ));
    }
}
