//! The functions that write: a new row, a changed row, a row that goes.

use super::values::Writing;
use super::{Called, Draft, Repositories, columns};
use crate::services::Bound;
use crate::{Fetch, Query, Value};
use specwright_model::{Assignment, Entity, Projection};

/// What becomes of a column that the body could fill and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It gets its default.
    Replace,
    /// It stays as it is.
    Merge,
}

impl Repositories<'_> {
    /// A function that adds a row.
    pub(crate) fn create(
        &mut self,
        bound: Bound<'_>,
        input: &[Assignment],
        output: Option<&Projection>,
    ) -> Called {
        let id = bound.derived.entity;
        let entity = self.entity(id);
        let mut draft = Draft::default();
        let mut values: Vec<(String, Value)> = self
            .parent_conditions(&mut draft, bound)
            .into_iter()
            .map(|condition| (condition.column, Value::Placeholder(condition.placeholder)))
            .collect();
        let given: Vec<String> = values.iter().map(|(column, _)| column.clone()).collect();
        let writing = Writing::new(self.models, entity, bound, input);
        values.extend(writing.created(&mut draft, &given));
        let query = Query::Insert {
            entity: entity.name.clone(),
            values,
            returning: returning(entity, output),
        };
        let fetch = match output {
            Some(output) => Fetch::One(self.row(id, output)),
            None => Fetch::Changed,
        };
        let docs = format!("Adds a row to `{}`.", entity.name);
        self.add(id, bound.function.clone(), docs, draft, query, fetch)
    }

    /// A function that changes a row.
    pub(crate) fn update(
        &mut self,
        bound: Bound<'_>,
        input: &[Assignment],
        output: Option<&Projection>,
        change: Change,
    ) -> Called {
        let id = bound.derived.entity;
        let entity = self.entity(id);
        let mut draft = Draft::default();
        let conditions = self.key_conditions(&mut draft, bound);
        let writing = Writing::new(self.models, entity, bound, input);
        let values = match change {
            Change::Replace => writing.replaced(&mut draft),
            Change::Merge => writing.merged(&mut draft),
        };
        let query = Query::Update {
            entity: entity.name.clone(),
            values,
            conditions,
            returning: returning(entity, output),
        };
        let (fetch, says) = match output {
            Some(output) => (Fetch::Optional(self.row(id, output)), "if it is there"),
            None => (Fetch::Changed, "and says how many there were"),
        };
        let docs = format!("Changes a row of `{}`, {says}.", entity.name);
        self.add(id, bound.function.clone(), docs, draft, query, fetch)
    }

    /// A function that deletes a row.
    pub(crate) fn delete(&mut self, bound: Bound<'_>) -> Called {
        let id = bound.derived.entity;
        let entity = self.entity(id);
        let mut draft = Draft::default();
        let conditions = self.key_conditions(&mut draft, bound);
        let query = Query::Delete {
            entity: entity.name.clone(),
            conditions,
        };
        let docs = format!(
            "Deletes a row of `{}`, and says how many there were.",
            entity.name
        );
        let function = bound.function.clone();
        self.add(id, function, docs, draft, query, Fetch::Changed)
    }
}

fn returning(entity: &Entity, output: Option<&Projection>) -> Vec<String> {
    output
        .map(|output| columns(entity, output))
        .unwrap_or_default()
}
