//! Named types → the items of the files of models.

use super::Models;
use crate::names::{Settled, Statics};
use crate::{
    AdditionalPlan, ChoicePlan, Docs, FieldPlan, Ident, ModelFile, ModelItem, Reading, RecordPlan,
    RustType, doc_text,
};
use specwright_model::{Additional, Property, Record, Shape, TypeId};
use std::collections::BTreeMap;

impl Models<'_> {
    /// All files of models that something reads or writes.
    pub(crate) fn files(&self, settled: &mut Vec<Settled>) -> Vec<ModelFile> {
        let mut files: BTreeMap<&Ident, (Vec<ModelItem>, Statics)> = BTreeMap::new();
        for (id, name) in self
            .names
            .iter()
            .filter(|(id, _)| self.uses.reads(**id) || self.uses.writes(**id))
        {
            let (items, statics) = files.entry(&self.modules[id]).or_default();
            let type_ = self.model.type_of(*id);
            let docs = doc_text::docs(None, type_.description.as_deref());
            items.push(match &type_.shape {
                Shape::Record(record) => {
                    ModelItem::Record(Box::new(self.record_plan(*id, name, record, docs, statics)))
                }
                Shape::Choice(choices) => {
                    let (idents, notes) = self.variants(*id);
                    settled.extend(notes);
                    ModelItem::Choice(ChoicePlan {
                        name: name.clone(),
                        docs,
                        deprecated: type_.deprecated,
                        variants: idents
                            .into_iter()
                            .zip(choices.iter().map(|choice| choice.wire.clone()))
                            .collect(),
                    })
                }
                _ => continue,
            });
        }
        files
            .into_iter()
            .map(|(module, (items, _))| ModelFile {
                module: module.clone(),
                items,
            })
            .collect()
    }

    fn record_plan(
        &self,
        id: TypeId,
        name: &Ident,
        record: &Record,
        docs: Docs,
        statics: &mut Statics,
    ) -> RecordPlan {
        let rule = statics.name(&[name.as_str()]);
        let fields = record
            .properties
            .iter()
            .enumerate()
            .map(|(index, property)| self.field_plan(id, name, index, property, statics))
            .collect();
        let additional = match record.additional {
            Additional::Refused => AdditionalPlan::Refused,
            Additional::Ignored => AdditionalPlan::Ignored,
            Additional::Kept(slot) => AdditionalPlan::Kept {
                field: self.field(id, record.properties.len()).clone(),
                value: self.slot_type(slot),
                reading: self.slot_reading(slot, statics, &[name.as_str(), "additional"]),
            },
        };
        RecordPlan {
            name: name.clone(),
            rule,
            docs,
            deprecated: self.model.type_of(id).deprecated,
            fields,
            additional,
            min_properties: record.count.min,
            max_properties: record.count.max,
            reads: self.uses.reads(id),
            writes: self.uses.writes(id),
        }
    }

    fn field_plan(
        &self,
        id: TypeId,
        name: &Ident,
        index: usize,
        property: &Property,
        statics: &mut Statics,
    ) -> FieldPlan {
        let reading = self.reading(property.slot.id, statics, &[name.as_str(), &property.wire]);
        let value = self.value_type(property.slot.id);
        let boxed = matches!(reading, Reading::Record(_))
            && self.components[id.0] == self.components[property.slot.id.0];
        let (value, reading) = match (boxed, reading) {
            (true, Reading::Record(record)) => (
                RustType::Boxed(Box::new(value)),
                Reading::BoxedRecord(record),
            ),
            (_, reading) => (value, reading),
        };
        let presence = self.presence(property);
        FieldPlan {
            name: self.field(id, index).clone(),
            wire: property.wire.clone(),
            docs: doc_text::docs(None, property.description.as_deref()),
            deprecated: property.deprecated,
            presence,
            value,
            reading,
        }
    }
}
