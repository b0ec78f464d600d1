//! The values of new and of changed rows: from the body, from the service, or from the column's default.

use super::Draft;
use super::defaults::{made, made_instead, made_name, moment};
use super::rows::field_form;
use crate::migration::stored_default;
use crate::models::Models;
use crate::services::Bound;
use crate::{Argument, Binding, FieldPresence, Ident, InputPlan, InputSource, Value};
use specwright_model::{Assignment, Column, Entity, Property, TypeId};

/// A write of a body to an entity.
pub(super) struct Writing<'w> {
    models: &'w Models<'w>,
    entity: &'w Entity,
    /// Which property fills which column.
    assignments: &'w [Assignment],
    /// The name of the body among the operation's inputs, and of the function's argument.
    body: &'w Ident,
    /// The record that the body is.
    record: TypeId,
}

impl<'w> Writing<'w> {
    pub(super) fn new(
        models: &'w Models<'w>,
        entity: &'w Entity,
        bound: Bound<'w>,
        assignments: &'w [Assignment],
    ) -> Self {
        let body = bound.operation.json_body().zip(json_input(bound.inputs));
        let (slot, input) = body.expect("lowering binds writes only where there is a JSON body");
        Self {
            models,
            entity,
            assignments,
            body: &input.name,
            record: slot.id,
        }
    }

    /// The values of a new row; `given` are the columns that the path fills.
    pub(super) fn created(&self, draft: &mut Draft, given: &[String]) -> Vec<(String, Value)> {
        let mut values = Vec::new();
        for (number, column) in self.entity.columns() {
            if given.contains(&column.name) {
                continue;
            }
            let assignment = self
                .assignments
                .iter()
                .find(|assignment| assignment.column == number);
            let value = match assignment {
                Some(assignment) => Some(self.assigned(draft, *assignment)),
                None => made(self.entity, number, column).map(|value| {
                    let name = draft.made(value, made_name(value, column));
                    Value::Placeholder(draft.bind(Binding::Argument(name)))
                }),
            };
            values.extend(value.map(|value| (column.name.clone(), value)));
        }
        values
    }

    /// The values of a row that is replaced: all that a body may say, and when it was said.
    pub(super) fn replaced(&self, draft: &mut Draft) -> Vec<(String, Value)> {
        self.changed(draft, Self::assigned)
    }

    /// The values of a merge patch (RFC 7396): what is absent is kept.
    pub(super) fn merged(&self, draft: &mut Draft) -> Vec<(String, Value)> {
        self.changed(draft, Self::patched)
    }

    fn changed(
        &self,
        draft: &mut Draft,
        value: fn(&Self, &mut Draft, Assignment) -> Value,
    ) -> Vec<(String, Value)> {
        let mut values: Vec<(String, Value)> = self
            .assignments
            .iter()
            .map(|assignment| {
                let column = self.entity.column(assignment.column).name.clone();
                (column, value(self, draft, *assignment))
            })
            .collect();
        values.extend(self.touched(draft));
        // An UPDATE needs a column; where nothing may be changed, the key is set to itself.
        if values.is_empty()
            && let Some(column) = self.entity.key.as_ref().and_then(|key| key.columns.first())
        {
            values.push((self.entity.column(*column).name.clone(), Value::Kept));
        }
        values
    }

    /// The value of a column that the body gives, or its default where the body does not.
    fn assigned(&self, draft: &mut Draft, assignment: Assignment) -> Value {
        let column = self.entity.column(assignment.column);
        let three_states = match self.models.presence(self.property(assignment)) {
            FieldPresence::Optional => false,
            FieldPresence::OptionalNullable => true,
            _ => return Value::Placeholder(self.bound_field(draft, assignment)),
        };
        if let Some(value) = made_instead(column) {
            self.take_body(draft);
            let otherwise = draft.made(value, made_name(value, column));
            return Value::Placeholder(draft.bind(Binding::FieldOr {
                argument: self.body.clone(),
                field: self.field(assignment),
                otherwise,
            }));
        }
        let placeholder = self.bound_field(draft, assignment);
        match (stored_default(column), three_states) {
            (None, _) => Value::Placeholder(placeholder),
            (Some(default), false) => Value::OrDefault {
                placeholder,
                default,
            },
            (Some(default), true) => Value::IfOrDefault {
                condition: self.bound_presence(draft, assignment),
                placeholder,
                default,
            },
        }
    }

    /// The value of a column that the body gives, or what stands in it where the body does not.
    fn patched(&self, draft: &mut Draft, assignment: Assignment) -> Value {
        let placeholder = self.bound_field(draft, assignment);
        match self.models.presence(self.property(assignment)) {
            FieldPresence::Optional => Value::OrKept(placeholder),
            FieldPresence::OptionalNullable => Value::IfOrKept {
                condition: self.bound_presence(draft, assignment),
                placeholder,
            },
            _ => Value::Placeholder(placeholder),
        }
    }

    /// The moment of the change, where the table keeps it and the body does not give it.
    fn touched(&self, draft: &mut Draft) -> Option<(String, Value)> {
        let updated_at = self.entity.updated_at.filter(|column| {
            self.assignments
                .iter()
                .all(|assignment| assignment.column != *column)
        })?;
        let column = self.entity.column(updated_at);
        let value = moment(&column.kind);
        let name = draft.made(value, made_name(value, column));
        let placeholder = draft.bind(Binding::Argument(name));
        Some((column.name.clone(), Value::Placeholder(placeholder)))
    }

    fn bound_field(&self, draft: &mut Draft, assignment: Assignment) -> usize {
        self.take_body(draft);
        let column: &Column = self.entity.column(assignment.column);
        draft.bind(Binding::Field {
            argument: self.body.clone(),
            field: self.field(assignment),
            form: field_form(self.models, column, self.property(assignment)),
        })
    }

    fn bound_presence(&self, draft: &mut Draft, assignment: Assignment) -> usize {
        draft.bind(Binding::IsPresent {
            argument: self.body.clone(),
            field: self.field(assignment),
            three_states: true,
        })
    }

    fn take_body(&self, draft: &mut Draft) {
        let kind = self.models.value_type(self.record);
        draft.take(self.body, kind, Argument::InputRef(self.body.clone()));
    }

    fn property(&self, assignment: Assignment) -> &'w Property {
        &self.models.record(self.record).properties[assignment.property]
    }

    fn field(&self, assignment: Assignment) -> Ident {
        self.models.field(self.record, assignment.property).clone()
    }
}

fn json_input(inputs: &[InputPlan]) -> Option<&InputPlan> {
    inputs.iter().find(
        |input| matches!(&input.source, InputSource::Body(body) if body.only_json().is_some()),
    )
}
