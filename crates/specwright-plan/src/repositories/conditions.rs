//! Parameters of the path → the conditions on the rows of a statement.

use super::{Draft, Repositories};
use crate::services::Bound;
use crate::{Condition, InputPlan};
use specwright_model::{Derived, Entity, KeyParameter, Parent};

impl Repositories<'_> {
    /// The conditions of a row by its key, inside of its last parent.
    pub(super) fn key_conditions(&self, draft: &mut Draft, bound: Bound<'_>) -> Vec<Condition> {
        let Derived { entity, key, .. } = bound.derived;
        let mut conditions = equations(draft, self.entity(*entity), key, bound.inputs);
        conditions.extend(self.parent_conditions(draft, bound));
        conditions
    }

    /// The conditions of the rows inside of the last parent.
    pub(super) fn parent_conditions(&self, draft: &mut Draft, bound: Bound<'_>) -> Vec<Condition> {
        let Some(parent) = bound.derived.parents.last() else {
            return Vec::new();
        };
        let key: Vec<KeyParameter> = handed_down(parent).collect();
        equations(draft, self.entity(bound.derived.entity), &key, bound.inputs)
    }
}

/// The columns of the next entity on the path that hold the parent's key.
pub(super) fn handed_down(parent: &Parent) -> impl Iterator<Item = KeyParameter> {
    parent
        .key
        .iter()
        .zip(&parent.child_columns)
        .map(|(key, column)| KeyParameter {
            parameter: key.parameter,
            column: *column,
        })
}

fn equations(
    draft: &mut Draft,
    entity: &Entity,
    key: &[KeyParameter],
    inputs: &[InputPlan],
) -> Vec<Condition> {
    key.iter()
        .map(|key| {
            let column = entity.column(key.column);
            Condition {
                column: column.name.clone(),
                placeholder: draft.input(&inputs[key.parameter], column),
                optional: false,
            }
        })
        .collect()
}
