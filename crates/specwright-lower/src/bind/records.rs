//! The record that an answer or a body is about, out of its envelope.

use crate::types::Lowering;
use specwright_model::{Envelope, Operation, Record, Shape, Status, TypeId, only_json};

/// What the answer to a success holds.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    /// The index in [`Operation::answers`].
    pub answer: usize,
    /// The record, where the answer holds one.
    pub data: Option<Data>,
}

/// One record or many.
#[derive(Debug, Clone)]
pub(crate) struct Data {
    /// The record.
    pub record: TypeId,
    /// Whether it is a list of records.
    pub many: bool,
    /// The record around, if there is one.
    pub envelope: Option<Envelope>,
}

impl Lowering<'_> {
    /// The first answer of class 2 that has one status, and the record in it.
    pub(crate) fn answered(&self, operation: &Operation) -> Option<Answered> {
        let (answer, found) = operation.answers.iter().enumerate().find(
            |(_, answer)| matches!(answer.status, Status::Code(code) if (200..300).contains(&code)),
        )?;
        let data = only_json(&found.contents).and_then(|slot| self.data(slot.id));
        Some(Answered { answer, data })
    }

    /// The record of a JSON body.
    pub(crate) fn body_record(&self, operation: &Operation) -> Option<TypeId> {
        let body = operation.json_body()?;
        self.is_record(body.id).then_some(body.id)
    }

    fn data(&self, id: TypeId) -> Option<Data> {
        match self.shape_of(id) {
            Shape::List { item, .. } if self.is_record(item.id) => Some(Data {
                record: item.id,
                many: true,
                envelope: None,
            }),
            Shape::Record(record) => {
                let inside = self
                    .data_of_page(id, record)
                    .or_else(|| self.data_alone(id, record));
                Some(inside.unwrap_or(Data {
                    record: id,
                    many: false,
                    envelope: None,
                }))
            }
            _ => None,
        }
    }

    /// The records in a record around a list of them, if that looks like a page.
    fn data_of_page(&self, id: TypeId, record: &Record) -> Option<Data> {
        let mut properties = record.properties.iter().enumerate();
        let (data, item) =
            properties.find_map(|(index, property)| match self.shape_of(property.slot.id) {
                Shape::List { item, .. } if self.is_record(item.id) => Some((index, item.id)),
                _ => None,
            })?;
        let facts_only = record
            .properties
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != data)
            .all(|(_, property)| {
                matches!(
                    self.shape_of(property.slot.id),
                    Shape::Integer(..) | Shape::Boolean | Shape::Text(_)
                )
            });
        (facts_only && self.looks_like_page(id, record, data)).then_some(Data {
            record: item,
            many: true,
            envelope: Some(Envelope { record: id, data }),
        })
    }

    /// The record in a record with nothing else in it.
    fn data_alone(&self, id: TypeId, record: &Record) -> Option<Data> {
        match record.properties.as_slice() {
            [only] if only.required && self.is_record(only.slot.id) => Some(Data {
                record: only.slot.id,
                many: false,
                envelope: Some(Envelope {
                    record: id,
                    data: 0,
                }),
            }),
            _ => None,
        }
    }

    /// A record around a list is a page when the list has one of the usual names, or nothing but facts stands beside it.
    fn looks_like_page(&self, id: TypeId, record: &Record, list: usize) -> bool {
        const NAMES: &[&str] = &[
            "items", "data", "results", "content", "entries", "records", "rows", "values", "list",
        ];
        let name = record.properties[list].wire.to_lowercase();
        let page_like = |name: &str| {
            ["page", "list", "collection", "response", "envelope"]
                .iter()
                .any(|end| name.to_lowercase().ends_with(end))
        };
        NAMES.contains(&name.as_str())
            || record.properties.len() == 1
            || self.types[id.0]
                .name
                .as_ref()
                .is_some_and(|name| name.words.first().is_some_and(|word| page_like(word)))
    }

    pub(crate) fn is_record(&self, id: TypeId) -> bool {
        self.shape_of(id).as_record().is_some()
    }
}
