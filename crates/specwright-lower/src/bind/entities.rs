//! Which entity an operation is bound to: by `x-table`, by its own witnesses, or by the other operations of its resource.

use super::path::steps;
use super::witness::Testimony;
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes, nearest};
use specwright_model::{EntityId, Operation};
use specwright_openapi as openapi;
use specwright_openapi::TableExtension;
use std::collections::BTreeSet;

impl<'a> Lowering<'a> {
    /// The entity that an operation is bound to by `x-table` or by its own witnesses.
    pub(crate) fn entity_of(
        &mut self,
        operation: &Operation,
        described: &openapi::Operation,
    ) -> Option<Testimony> {
        if is_custom(described) {
            return None;
        }
        if let Some(table) = self.table_extension(operation, described) {
            let Some(entity) = self.storage.find(&table.table.value) else {
                self.refuse_unknown_table(table);
                return None;
            };
            return Some(Testimony {
                entity,
                evidence: vec![format!("`x-table` says `{}`", table.table.value)],
            });
        }
        let steps = steps(&operation.path)?;
        let answered = self.answered(operation);
        let testimonies = self.testimonies(operation, &steps, answered.as_ref());
        let best = testimonies.first()?;
        let rivals: Vec<&Testimony> = testimonies
            .iter()
            .filter(|testimony| testimony.evidence.len() == best.evidence.len())
            .collect();
        match (best.evidence.len(), rivals.len()) {
            (2.., 1) => Some(best.clone()),
            (2.., _) => {
                self.refuse_ambiguity(operation, &rivals);
                None
            }
            _ => None,
        }
    }

    /// An operation without a record of its own belongs where the others of its resource belong.
    pub(crate) fn borrow_bindings(
        &mut self,
        operations: &[Operation],
        described: &[&openapi::Operation],
        bindings: &mut [Option<Testimony>],
    ) {
        let bound: Vec<(String, EntityId)> = operations
            .iter()
            .zip(&*bindings)
            .filter_map(|(operation, binding)| {
                Some((resource(operation)?, binding.as_ref()?.entity))
            })
            .collect();
        for (index, operation) in operations.iter().enumerate() {
            if bindings[index].is_none() && !is_custom(described[index]) {
                bindings[index] = self.borrowed(operation, &bound);
            }
        }
    }

    /// The binding of the one entity that all bound operations of the resource have, if a witness speaks for it.
    fn borrowed(&self, operation: &Operation, bound: &[(String, EntityId)]) -> Option<Testimony> {
        let answered = self.answered(operation);
        let has_own = answered.as_ref().is_some_and(|answered| {
            answered.data.is_some() || operation.answers[answered.answer].contents.len() > 1
        });
        if operation.body.is_some() || has_own {
            return None;
        }
        let own = resource(operation)?;
        let neighbours: BTreeSet<EntityId> = bound
            .iter()
            .filter(|(resource, _)| *resource == own)
            .map(|(_, entity)| *entity)
            .collect();
        let entity = neighbours.first().filter(|_| neighbours.len() == 1)?;
        let steps = steps(&operation.path)?;
        let mut testimony = self
            .testimonies(operation, &steps, answered.as_ref())
            .into_iter()
            .find(|testimony| testimony.entity == *entity)?;
        testimony.evidence.push(format!(
            "the other operations of the resource are bound to `{}`",
            self.storage.entity(*entity).name
        ));
        Some(testimony)
    }

    /// `x-table` of the operation or of its path, else of the schema that it answers or takes.
    pub(crate) fn table_extension<'o>(
        &self,
        operation: &Operation,
        described: &'o openapi::Operation,
    ) -> Option<&'o TableExtension>
    where
        'a: 'o,
    {
        let answered = || {
            self.answered(operation)
                .and_then(|answered| answered.data)
                .map(|data| data.record)
        };
        described.table.as_ref().or_else(|| {
            answered()
                .into_iter()
                .chain(self.body_record(operation))
                .find_map(|record| self.tables.get(&record).copied())
        })
    }

    fn refuse_unknown_table(&mut self, table: &TableExtension) {
        let near = nearest(
            &table.table.value,
            self.storage
                .entities
                .iter()
                .map(|entity| entity.name.as_str()),
        );
        let help = near.map_or_else(
            || "name a table or a view of the database contract".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        self.report(Diagnostic::new(
            &codes::UNKNOWN_TABLE,
            table.table.span,
            format!("there is no table or view `{}`", table.table.value),
            help,
        ));
    }

    fn refuse_ambiguity(&mut self, operation: &Operation, rivals: &[&Testimony]) {
        let mut diagnostic = Diagnostic::new(
            &codes::AMBIGUOUS_BINDING,
            operation.span,
            format!("`{}` fits more than one table", operation.id),
            format!(
                "add `x-table: {}` to the operation, or `x-custom: true`",
                rivals
                    .iter()
                    .map(|rival| self.storage.entity(rival.entity).name.as_str())
                    .collect::<Vec<_>>()
                    .join("` or `x-table: ")
            ),
        );
        for rival in rivals {
            let entity = self.storage.entity(rival.entity);
            diagnostic = diagnostic.with_related(entity.span, rival.evidence.join("; "));
        }
        self.report(diagnostic);
    }
}

fn is_custom(described: &openapi::Operation) -> bool {
    described.custom.as_ref().is_some_and(|custom| custom.value)
}

/// The nouns of a path: what operations on one resource have in common.
fn resource(operation: &Operation) -> Option<String> {
    let nouns: Vec<String> = steps(&operation.path)?
        .into_iter()
        .map(|step| step.noun)
        .collect();
    Some(nouns.join("/"))
}
