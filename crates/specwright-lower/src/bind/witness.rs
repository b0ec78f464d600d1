//! The three witnesses that bind an operation to an entity: the noun of its path, the name of its schema, and the
//! overlap of properties and columns.

use super::columns::column_of_property;
use super::nouns::{normal, normal_of_schema};
use super::path::Step;
use super::records::Answered;
use crate::types::Lowering;
use specwright_model::{Entity, EntityId, Operation, Shape, TypeId};

/// What the witnesses say about one entity.
#[derive(Debug, Clone)]
pub(crate) struct Testimony {
    /// The entity.
    pub entity: EntityId,
    /// One line a witness that speaks for it.
    pub evidence: Vec<String>,
}

/// The share of properties that must have a column, in per cent.
const ENOUGH_OVERLAP: usize = 60;

impl Lowering<'_> {
    /// The entities that at least one witness speaks for, the best first.
    pub(crate) fn testimonies(
        &self,
        operation: &Operation,
        steps: &[Step],
        answered: Option<&Answered>,
    ) -> Vec<Testimony> {
        let nouns = nouns(steps);
        let answer_record = answered.and_then(|answered| answered.data.as_ref());
        let records: Vec<TypeId> = answer_record
            .map(|data| data.record)
            .into_iter()
            .chain(self.body_record(operation))
            .collect();
        let mut schema_names: Vec<&str> = records
            .iter()
            .filter_map(|record| self.first_word(*record))
            .collect();
        let envelope = answer_record.and_then(|data| data.envelope.as_ref());
        schema_names.extend(envelope.and_then(|envelope| self.first_word(envelope.record)));
        let mut testimonies: Vec<Testimony> = self
            .storage
            .entities
            .iter()
            .enumerate()
            .map(|(index, entity)| {
                let name = normal(&entity.name);
                let mut evidence = Vec::new();
                if let Some(noun) = nouns.iter().find(|noun| normal(noun) == name) {
                    evidence.push(format!("the path's noun `{noun}` is `{}`", entity.name));
                }
                if let Some(schema) = schema_names
                    .iter()
                    .find(|schema| normal_of_schema(schema) == name)
                {
                    evidence.push(format!(
                        "the schema `{schema}` is named after `{}`",
                        entity.name
                    ));
                }
                if let Some((found, all)) = records
                    .iter()
                    .find_map(|record| self.overlap(*record, entity))
                {
                    evidence.push(format!(
                        "{found} of {all} properties are columns of `{}`",
                        entity.name
                    ));
                }
                Testimony {
                    entity: EntityId(index),
                    evidence,
                }
            })
            .filter(|testimony| !testimony.evidence.is_empty())
            .collect();
        testimonies.sort_by_key(|testimony| std::cmp::Reverse(testimony.evidence.len()));
        testimonies
    }

    fn first_word(&self, id: TypeId) -> Option<&str> {
        self.types[id.0]
            .name
            .as_ref()?
            .words
            .first()
            .map(String::as_str)
    }

    /// How many properties have a column, and of how many, where that is enough.
    fn overlap(&self, record: TypeId, entity: &Entity) -> Option<(usize, usize)> {
        let Shape::Record(record) = &self.types[record.0].shape else {
            return None;
        };
        let all = record.properties.len();
        let found = record
            .properties
            .iter()
            .filter(|property| column_of_property(entity, property).is_some())
            .count();
        (all > 0 && found * 100 >= all * ENOUGH_OVERLAP).then_some((found, all))
    }
}

/// The noun that a path ends with, alone and together with the fixed segment before it.
fn nouns(steps: &[Step]) -> Vec<String> {
    let Some((last, before)) = steps.split_last() else {
        return Vec::new();
    };
    let mut nouns = vec![last.noun.clone()];
    if let Some(previous) = before
        .last()
        .filter(|previous| previous.parameters.is_empty())
    {
        nouns.push(format!("{}_{}", previous.noun, last.noun));
    }
    nouns
}
