//! The properties of bodies and answers → the columns that they fill and are filled from.

use super::Verb;
use super::columns::{Traveller, Way, column_of_property};
use super::nouns::snake;
use super::records::Data;
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{Assignment, ColumnId, Entity, Projection, Property, Record, TypeId};

impl Lowering<'_> {
    /// Which property of a body fills which column; `from_path` are the columns that the path fills.
    pub(crate) fn assignments(
        &mut self,
        entity: &Entity,
        id: TypeId,
        from_path: &[ColumnId],
        verb: Verb,
    ) -> Option<Vec<Assignment>> {
        let record = self.record(id).clone();
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

    /// Which columns fill the record of an answer.
    pub(crate) fn projection(&mut self, entity: &Entity, data: &Data) -> Option<Projection> {
        let record = self.record(data.record).clone();
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
}
