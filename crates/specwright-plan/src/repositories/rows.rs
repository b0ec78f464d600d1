//! Columns → fields of a record, and fields → parameters of a statement.

use super::Repositories;
use crate::models::Models;
use crate::{DocumentNull, FieldForm, FieldPresence, Ident, RowPlan, RowRef, RowValue};
use specwright_model::{Column, ColumnType, EntityId, Projection, Property, Shape};

impl Repositories<'_> {
    /// The mapping of rows to the record of a projection; one function serves all equal projections.
    pub(super) fn row(&mut self, entity: EntityId, projection: &Projection) -> RowRef {
        let models = self.models;
        let plain = Projection {
            envelope: None,
            ..projection.clone()
        };
        let mut rows = self.file(entity).rows.iter();
        if let Some((.., row)) = rows.find(|(of, known, _)| *of == entity && *known == plain) {
            return row.row.clone();
        }
        let record = models.name(projection.record).clone();
        let function = self.helping_name(entity, &[record.as_str(), "row"]);
        let row = RowRef { function, record };
        let fields = row_fields(models, entity, &plain);
        self.file(entity).rows.push((
            entity,
            plain,
            RowPlan {
                row: row.clone(),
                fields,
            },
        ));
        row
    }
}

/// How a property becomes a parameter for a column.
pub(super) fn field_form(models: &Models<'_>, column: &Column, property: &Property) -> FieldForm {
    if let ColumnType::Decimal { scale, .. } = column.kind {
        return FieldForm::Fixed(scale);
    }
    if !is_document(models, column, property) {
        let copied = models.value_type(property.slot.id).is_copy();
        return if copied {
            FieldForm::Copied
        } else {
            FieldForm::Scalar
        };
    }
    match document_null(models, property) {
        DocumentNull::Never => FieldForm::Document,
        DocumentNull::Option => FieldForm::OptionalDocument,
        DocumentNull::Presence => FieldForm::PresenceDocument,
    }
}

fn row_fields(
    models: &Models<'_>,
    entity: EntityId,
    projection: &Projection,
) -> Vec<(Ident, RowValue)> {
    let entity = models.model.storage.entity(entity);
    let record = models.record(projection.record);
    projection
        .columns
        .iter()
        .zip(&record.properties)
        .enumerate()
        .map(|(index, (column, property))| {
            let field = models.field(projection.record, index).clone();
            let value = if is_document(models, entity.column(*column), property) {
                RowValue::Document {
                    reading: models.stored_reading(property.slot.id),
                    nullable: document_null(models, property),
                }
            } else {
                RowValue::Get
            };
            (field, value)
        })
        .collect()
}

/// Whether a property is kept as a JSON document; what may be any JSON is a value of the column's own type.
fn is_document(models: &Models<'_>, column: &Column, property: &Property) -> bool {
    matches!(column.kind, ColumnType::Json | ColumnType::Jsonb)
        && models.model.type_of(property.slot.id).shape != Shape::Free
}

fn document_null(models: &Models<'_>, property: &Property) -> DocumentNull {
    match models.presence(property) {
        FieldPresence::Required | FieldPresence::Defaulted(_) => DocumentNull::Never,
        FieldPresence::OptionalNullable => DocumentNull::Presence,
        _ => DocumentNull::Option,
    }
}
