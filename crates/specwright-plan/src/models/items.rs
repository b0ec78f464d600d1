//! Named types → the items of the files of models.

use super::Models;
use crate::names::{Case, Settled, Statics, Wanted, allocate};
use crate::{
    AdditionalPlan, ChoicePlan, Docs, FieldPlan, Ident, ModelFile, ModelItem, NewtypePlan, Reading,
    RecordPlan, RustType, UnionPlan, VariantPlan, doc_text,
};
use specwright_model::{Additional, Matching, Property, Record, Shape, TypeId, Union};
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
                Shape::Union(union) => {
                    let (plan, notes) = self.union_plan(*id, name, union, docs, statics);
                    settled.extend(notes);
                    ModelItem::Union(Box::new(plan))
                }
                _ => ModelItem::Newtype(Box::new(self.newtype_plan(*id, name, docs, statics))),
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
            residue: self.residue(id, statics, &[name.as_str()]),
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
        let words = [name.as_str(), property.wire.as_str()];
        let (value, reading) = self.held(id, property.slot.id, statics, &words);
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

    /// The type and the reading of a value that a record or a union holds, in a box where it holds its holder in turn.
    fn held(
        &self,
        holder: TypeId,
        id: TypeId,
        statics: &mut Statics,
        words: &[&str],
    ) -> (RustType, Reading) {
        let value = self.value_type(id);
        let boxed = self.components[holder.0] == self.components[id.0];
        match (boxed, self.reading(id, statics, words)) {
            (true, Reading::Model(model)) => {
                (RustType::Boxed(Box::new(value)), Reading::BoxedModel(model))
            }
            (_, reading) => (value, reading),
        }
    }

    fn newtype_plan(
        &self,
        id: TypeId,
        name: &Ident,
        docs: Docs,
        statics: &mut Statics,
    ) -> NewtypePlan {
        let words = [name.as_str()];
        let reading = self.anonymous_reading(id, statics, &words);
        NewtypePlan {
            name: name.clone(),
            docs,
            deprecated: self.model.type_of(id).deprecated,
            value: self.anonymous_type(id),
            reading: match self.residue(id, statics, &words) {
                Some(residue) => Reading::Checked {
                    residue,
                    reading: Box::new(reading),
                },
                None => reading,
            },
            reads: self.uses.reads(id),
            writes: self.uses.writes(id),
        }
    }

    fn union_plan(
        &self,
        id: TypeId,
        name: &Ident,
        union: &Union,
        docs: Docs,
        statics: &mut Statics,
    ) -> (UnionPlan, Vec<Settled>) {
        let wanted: Vec<Wanted> = union
            .variants
            .iter()
            .enumerate()
            .map(|(index, variant)| Wanted {
                words: variant.words.clone(),
                origin: format!("{}/{index} {}", self.origin(id), variant.origin),
            })
            .collect();
        let (idents, notes) = allocate(&wanted, Case::Type, &["Self"], "Value");
        let rule = statics.name(&[name.as_str()]);
        let signs = self.signs(union);
        let variants = union
            .variants
            .iter()
            .zip(idents)
            .zip(signs)
            .map(|((variant, ident), signs)| {
                let words = [name.as_str(), ident.as_str()];
                let (value, reading) = self.held(id, variant.slot.id, statics, &words);
                let (value, reading) = if variant.slot.nullable {
                    let value = RustType::Optional(Box::new(value));
                    (value, Reading::Nullable(Box::new(reading)))
                } else {
                    (value, reading)
                };
                VariantPlan {
                    docs: doc_text::docs(
                        None,
                        self.model.type_of(variant.slot.id).description.as_deref(),
                    ),
                    name: ident,
                    value,
                    reading,
                    types: signs.types.into(),
                    required: signs.required,
                    tags: signs.tags,
                }
            })
            .collect();
        let plan = UnionPlan {
            name: name.clone(),
            rule,
            docs,
            deprecated: self.model.type_of(id).deprecated,
            any: union.matching == Matching::Any,
            discriminator: union.discriminator.clone(),
            variants,
            reads: self.uses.reads(id),
            writes: self.uses.writes(id),
        };
        (plan, notes)
    }
}
