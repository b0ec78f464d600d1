//! One bound operation → its action, with every parameter and property led to a column.

use super::columns::{Traveller, Way, column_of_parameter, column_of_property, is_unique};
use super::nouns::{normal, snake};
use super::records::Data;
use super::witness::Testimony;
use super::{Candidate, Parts, Verb};
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{
    Action, Assignment, ColumnId, Derived, Entity, EntityId, KeyParameter, Location, Parent,
    Projection, Property, Record, Shape, Slot, TypeId,
};

impl Lowering<'_> {
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
        let own: Vec<ColumnId> = key.iter().map(|key| key.column).collect();
        let inside = parents
            .last()
            .map(|parent| parent.child_columns.as_slice())
            .unwrap_or_default();
        let together: Vec<ColumnId> = own.iter().chain(inside).copied().collect();
        if !own.is_empty() && !is_unique(entity, &own) && !is_unique(entity, &together) {
            self.refuse_parameters(
                candidate,
                entity,
                "the path's parameters select no single row",
            );
            return None;
        }
        let parts = match verb {
            Verb::List => self.list_parts(candidate, entity)?,
            Verb::Get | Verb::Delete => self.reading_parts(candidate, entity, verb)?,
            Verb::Create | Verb::Replace | Verb::Merge => {
                self.writing_parts(candidate, entity, verb, &parents)?
            }
        };
        if verb != Verb::List {
            self.refuse_idle_parameters(candidate, entity, &[]);
        }
        let Parts { action, answer } = parts;
        Some(Derived {
            entity: testimony.entity,
            action,
            parents,
            key,
            answer,
            evidence: testimony.evidence,
        })
    }

    /// The columns that the last parameters of the path select a row by.
    fn key_of(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        names: &[String],
    ) -> Option<Vec<KeyParameter>> {
        let mut key = Vec::new();
        for name in names {
            let (index, parameter) =
                candidate
                    .operation
                    .parameters
                    .iter()
                    .enumerate()
                    .find(|(_, parameter)| {
                        parameter.location == Location::Path && parameter.wire == *name
                    })?;
            self.refuse_unknown_column(entity, parameter.stored_as.as_ref());
            let Some(column) = column_of_parameter(entity, parameter.stored_as.as_ref(), name)
            else {
                if parameter.stored_as.is_none() {
                    self.refuse_parameters(
                        candidate,
                        entity,
                        &format!("the parameter `{name}` has no column in `{}`", entity.name),
                    );
                }
                return None;
            };
            let slot = Slot {
                id: parameter.kind,
                nullable: false,
            };
            self.check_key_fit(parameter.span, name, slot, entity, column);
            key.push(KeyParameter {
                parameter: index,
                column,
            });
        }
        Some(key)
    }

    /// A value that only selects a row need not fit the column's bounds: one that no row can have finds none.
    fn check_key_fit(
        &mut self,
        place: specwright_diagnostics::Span,
        name: &str,
        slot: Slot,
        entity: &Entity,
        column: ColumnId,
    ) {
        let text = matches!(self.types[slot.id.0].shape, Shape::Text(_));
        let textual = matches!(
            entity.column(column).kind,
            specwright_model::ColumnType::Varchar { .. }
                | specwright_model::ColumnType::Char { .. }
        );
        if !(text && textual) {
            let traveller = Traveller {
                place,
                what: &format!("the parameter `{name}`"),
                slot,
                required: true,
                way: Way::In,
            };
            self.check_fit(&traveller, entity, column);
        }
    }

    fn parent(
        &mut self,
        candidate: &Candidate<'_>,
        noun: &str,
        names: &[String],
    ) -> Option<Parent> {
        let entity = self
            .storage
            .entities
            .iter()
            .position(|entity| normal(&entity.name) == normal(noun))
            .map(EntityId);
        let Some(entity) = entity else {
            self.report(Diagnostic::new(
                &codes::PARAMETER_WITHOUT_COLUMN,
                candidate.operation.span,
                format!(
                    "`{}` goes through `/{noun}`, which is no table",
                    candidate.operation.id
                ),
                "name the table after the path's noun, or say `x-custom: true`",
            ));
            return None;
        };
        let key = self.key_of(candidate, self.storage.entity(entity), names)?;
        Some(Parent {
            entity,
            key,
            child_columns: Vec::new(),
        })
    }

    /// Finds the foreign key by which each step of the path hangs on the one before it.
    fn link_parents(
        &mut self,
        candidate: &Candidate<'_>,
        parents: &mut [Parent],
        last: EntityId,
    ) -> Option<()> {
        for index in 0..parents.len() {
            let child = parents.get(index + 1).map_or(last, |next| next.entity);
            let child = self.storage.entity(child);
            let parent = &parents[index];
            let key: Vec<ColumnId> = parent.key.iter().map(|key| key.column).collect();
            let links: Vec<&specwright_model::ForeignKey> = child
                .foreign_keys
                .iter()
                .filter(|foreign_key| {
                    foreign_key.target == parent.entity && foreign_key.target_columns == key
                })
                .collect();
            let wire =
                |key: &KeyParameter| snake(&candidate.operation.parameters[key.parameter].wire);
            let named = |link: &&&specwright_model::ForeignKey| {
                link.key
                    .columns
                    .iter()
                    .zip(&parent.key)
                    .all(|(column, key)| child.column(*column).name == wire(key))
            };
            let link = match links.as_slice() {
                [only] => Some(*only),
                several => several.iter().find(named).copied(),
            };
            let Some(link) = link else {
                let parent_name = &self.storage.entity(parent.entity).name;
                let why = if links.is_empty() {
                    "no foreign key"
                } else {
                    "more than one foreign key"
                };
                self.report(
                    Diagnostic::new(
                        &codes::PARAMETER_WITHOUT_COLUMN,
                        candidate.operation.span,
                        format!("`{}` goes from `{parent_name}` to `{}`, which has {why} to it", candidate.operation.id, child.name),
                        "add the foreign key to the contract, name the path's parameter after its column, or say `x-custom: true`",
                    )
                    .with_related(child.span, "the table"),
                );
                return None;
            };
            parents[index].child_columns.clone_from(&link.key.columns);
        }
        Some(())
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
            if candidate.operation.answers[answer].body.is_some() {
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
        if candidate
            .operation
            .body
            .as_ref()
            .is_some_and(|body| !body.required)
        {
            self.refuse_behaviour(candidate, "its body may be left out: say `required: true`");
            return None;
        }
        let Some(answered) = &candidate.answered else {
            self.refuse_answer(candidate, entity, "it declares no success");
            return None;
        };
        let answer = answered.answer;
        let output = match &answered.data {
            Some(data) if data.many => {
                self.refuse_answer(candidate, entity, "its answer is a list");
                return None;
            }
            Some(data) => Some(self.projection(entity, data)?),
            None if candidate.operation.answers[answer].body.is_some() => {
                self.refuse_answer(candidate, entity, "its answer is not the record");
                return None;
            }
            None => None,
        };
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

    fn assignments(
        &mut self,
        entity: &Entity,
        id: TypeId,
        from_path: &[ColumnId],
        verb: Verb,
    ) -> Option<Vec<Assignment>> {
        let record = self.record(id);
        let mut input = Vec::new();
        let mut complete = true;
        for (index, property) in record.properties.iter().enumerate() {
            let Some(column) = self.bound_column(entity, property) else {
                complete = false;
                continue;
            };
            if from_path.contains(&column) {
                self.report(Diagnostic::new(
                    &codes::PROPERTY_WITHOUT_COLUMN,
                    property.span,
                    format!(
                        "`{}` is given by the path as well as by the body",
                        property.wire
                    ),
                    "leave it out of the body, or mark it `readOnly`",
                ));
            }
            let traveller = Traveller {
                place: property.span,
                what: &format!("the property `{}`", property.wire),
                slot: property.slot,
                required: property.required,
                way: Way::In,
            };
            self.check_fit(&traveller, entity, column);
            input.push(Assignment {
                property: index,
                column,
            });
        }
        if verb != Verb::Merge {
            self.check_completeness(entity, &record, &input, from_path, verb, id);
        }
        complete.then_some(input)
    }

    /// Each column that needs a value must get one from somewhere.
    fn check_completeness(
        &mut self,
        entity: &Entity,
        record: &Record,
        input: &[Assignment],
        from_path: &[ColumnId],
        verb: Verb,
        id: TypeId,
    ) {
        for (number, column) in entity.columns() {
            let assigned = input.iter().find(|assignment| assignment.column == number);
            let always = assigned.is_some_and(|assignment| {
                let property = &record.properties[assignment.property];
                property.required || property.default.is_some()
            });
            let by_itself = column.nullable
                || column.generated.is_some()
                || column.identity.is_some()
                || column.default.is_some()
                || entity.created_at == Some(number)
                || entity.updated_at == Some(number);
            let kept = verb == Verb::Replace && assigned.is_none();
            if always || by_itself || kept || from_path.contains(&number) {
                continue;
            }
            let what = if assigned.is_some() {
                "is optional in the body"
            } else {
                "is not in the body"
            };
            self.report(
                Diagnostic::new(
                    &codes::COLUMN_WITHOUT_VALUE,
                    self.types[id.0].span,
                    format!(
                        "the column `{}.{}` needs a value, but {what}",
                        entity.name, column.name
                    ),
                    "make the property required, or give the column a default or `nullable: true`",
                )
                .with_related(column.span, "the column"),
            );
        }
    }

    /// Which columns fill the record of an answer.
    pub(crate) fn projection(&mut self, entity: &Entity, data: &Data) -> Option<Projection> {
        let record = self.record(data.record);
        let mut columns = Vec::new();
        for property in &record.properties {
            let Some(column) = self.bound_column(entity, property) else {
                continue;
            };
            let traveller = Traveller {
                place: property.span,
                what: &format!("the property `{}`", property.wire),
                slot: property.slot,
                required: property.required || property.default.is_some(),
                way: Way::Out,
            };
            self.check_fit(&traveller, entity, column);
            columns.push(column);
        }
        (columns.len() == record.properties.len()).then(|| Projection {
            record: data.record,
            columns,
            envelope: data.envelope.clone(),
        })
    }

    fn bound_column(&mut self, entity: &Entity, property: &Property) -> Option<ColumnId> {
        self.refuse_unknown_column(entity, property.stored_as.as_ref());
        let column = column_of_property(entity, property);
        if column.is_none() && property.stored_as.is_none() {
            self.report(
                Diagnostic::new(
                    &codes::PROPERTY_WITHOUT_COLUMN,
                    property.span,
                    format!(
                        "the property `{}` has no column in `{}`",
                        property.wire, entity.name
                    ),
                    format!(
                        "add a column `{}`, or name one with `x-column`",
                        snake(&property.wire)
                    ),
                )
                .with_related(entity.span, "the table"),
            );
        }
        column
    }

    fn record(&self, id: TypeId) -> Record {
        match &self.types[id.0].shape {
            Shape::Record(record) => record.clone(),
            _ => unreachable!("only records are bound"),
        }
    }

    fn refuse_parameters(&mut self, candidate: &Candidate<'_>, entity: &Entity, why: &str) {
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

    fn refuse_behaviour(&mut self, candidate: &Candidate<'_>, why: &str) {
        self.report(Diagnostic::new(
            &codes::BEHAVIOUR_DOES_NOT_FIT,
            candidate.operation.span,
            format!("`{}` cannot be derived: {why}", candidate.operation.id),
            "give it a JSON object as its body, or say `x-custom: true`",
        ));
    }
}
