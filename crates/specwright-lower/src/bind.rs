//! Operations and entities → behaviours: which operation works on which entity, and how.
//!
//! Two of three witnesses bind; an operation without a schema of its own (a deletion) borrows the binding of the other
//! operations of its resource; `x-table` settles everything. What is in doubt is refused with the candidates; what no
//! witness speaks for is left to hand-written code.

mod columns;
mod list;
mod nouns;
mod path;
mod records;
mod rows;
mod witness;

use crate::types::Lowering;
use path::{Step, steps};
use records::Answered;
use specwright_diagnostics::{Diagnostic, codes, nearest};
use specwright_model::{Action, Behaviour, Derived, EntityId, EntityKind, Method, Operation};
use specwright_openapi::TableExtension;
use witness::Testimony;

/// Everything about an operation that its binding looks at.
pub(crate) struct Candidate<'m> {
    pub operation: &'m Operation,
    pub steps: Vec<Step>,
    pub answered: Option<Answered>,
}

impl<'a> Lowering<'a> {
    /// Gives each operation its behaviour. `described` are the operations as the description has them, in the same order.
    pub(crate) fn bind(
        &mut self,
        operations: &mut [Operation],
        described: &[specwright_openapi::Operation],
    ) {
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

    /// The entity that an operation is bound to by `x-table` or by its own witnesses.
    fn entity_of(
        &mut self,
        operation: &Operation,
        described: &specwright_openapi::Operation,
    ) -> Option<Testimony> {
        if described.custom.as_ref().is_some_and(|custom| custom.value) {
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
    fn borrow_bindings(
        &mut self,
        operations: &[Operation],
        described: &[specwright_openapi::Operation],
        bindings: &mut [Option<Testimony>],
    ) {
        let resource = |operation: &Operation| {
            let steps = steps(&operation.path)?;
            let fixed: Vec<&str> = steps.iter().map(|step| step.noun.as_str()).collect();
            Some(fixed.join("/"))
        };
        let bound: Vec<(String, EntityId)> = operations
            .iter()
            .zip(&*bindings)
            .filter_map(|(operation, binding)| {
                Some((resource(operation)?, binding.as_ref()?.entity))
            })
            .collect();
        for (index, operation) in operations.iter().enumerate() {
            let custom = described[index]
                .custom
                .as_ref()
                .is_some_and(|custom| custom.value);
            if bindings[index].is_some() || custom || operation.body.is_some() {
                continue;
            }
            let answered = self.answered(operation);
            if answered
                .as_ref()
                .is_some_and(|answered| answered.data.is_some())
            {
                continue;
            }
            let (Some(own), Some(steps)) = (resource(operation), steps(&operation.path)) else {
                continue;
            };
            let own_testimonies = self.testimonies(operation, &steps, answered.as_ref());
            let mut neighbours: Vec<EntityId> = bound
                .iter()
                .filter(|(resource, _)| *resource == own)
                .map(|(_, entity)| *entity)
                .collect();
            neighbours.sort_unstable();
            neighbours.dedup();
            let [entity] = neighbours.as_slice() else {
                continue;
            };
            if let Some(testimony) = own_testimonies
                .into_iter()
                .find(|testimony| testimony.entity == *entity)
            {
                let mut evidence = testimony.evidence;
                evidence.push(format!(
                    "the other operations of the resource are bound to `{}`",
                    self.storage.entity(*entity).name
                ));
                bindings[index] = Some(Testimony {
                    entity: *entity,
                    evidence,
                });
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
            Some(named) => {
                let verb = Verb::named(&named.value);
                if verb.is_none() {
                    self.report(Diagnostic::new(
                        &codes::BEHAVIOUR_DOES_NOT_FIT,
                        named.span,
                        format!("`{}` is no behaviour that can be derived yet", named.value),
                        "use `get`, `list`, `create`, `replace`, `update` or `delete`, or say `x-custom: true`",
                    ));
                }
                verb?
            }
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

    /// The verb that method and path have by convention.
    fn usual_verb(
        &self,
        candidate: &Candidate<'_>,
        entity: EntityId,
        forced: bool,
    ) -> Option<Verb> {
        let last = candidate.steps.last()?;
        let entity = self.storage.entity(entity);
        let whole = nouns::normal(&format!(
            "{}_{}",
            candidate
                .steps
                .len()
                .checked_sub(2)
                .map_or("", |index| candidate.steps[index].noun.as_str()),
            last.noun
        ));
        let name = nouns::normal(&entity.name);
        if !forced && nouns::normal(&last.noun) != name && whole != name {
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

    /// `x-table` of the operation or of its path, else of the schema that it answers or takes.
    fn table_extension<'o>(
        &self,
        operation: &Operation,
        described: &'o specwright_openapi::Operation,
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

/// What one of the verbs is in full.
pub(crate) struct Parts {
    pub action: Action,
    pub answer: usize,
}
