//! The parameters of a path → the columns that select a row and its parents.

use super::Candidate;
use super::columns::{Traveller, Way, column_of_parameter, is_unique};
use super::nouns::{normal, snake};
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{
    ColumnId, Entity, EntityId, ForeignKey, KeyParameter, Location, Parent, Slot,
};

impl Lowering<'_> {
    /// The columns that the last parameters of the path select a row by.
    pub(crate) fn key_of(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        names: &[String],
    ) -> Option<Vec<KeyParameter>> {
        let mut key = Vec::new();
        for name in names {
            let mut parameters = candidate.operation.parameters.iter().enumerate();
            let (index, parameter) = parameters.find(|(_, parameter)| {
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

    /// An entity that the path goes through.
    pub(crate) fn parent(
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
    pub(crate) fn link_parents(
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
            let links: Vec<&ForeignKey> = child
                .foreign_keys
                .iter()
                .filter(|link| link.target == parent.entity && link.target_columns == key)
                .collect();
            let is_named = |link: &&&ForeignKey| {
                link.key
                    .columns
                    .iter()
                    .zip(&parent.key)
                    .all(|(column, key)| {
                        let wire = &candidate.operation.parameters[key.parameter].wire;
                        child.column(*column).name == snake(wire)
                    })
            };
            let link = match links.as_slice() {
                [only] => Some(*only),
                several => several.iter().find(is_named).copied(),
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

    fn check_key_fit(
        &mut self,
        place: Span,
        name: &str,
        slot: Slot,
        entity: &Entity,
        column: ColumnId,
    ) {
        let traveller = Traveller {
            place,
            what: &format!("the parameter `{name}`"),
            slot,
            required: true,
            way: Way::Select,
        };
        self.check_fit(&traveller, entity, column);
    }
}

/// Whether a key selects one row, by itself or inside of the last parent; on a collection there is nothing to select.
pub(crate) fn selects_one(entity: &Entity, key: &[KeyParameter], parents: &[Parent]) -> bool {
    let own: Vec<ColumnId> = key.iter().map(|key| key.column).collect();
    let inside = parents
        .last()
        .map(|parent| parent.child_columns.as_slice())
        .unwrap_or_default();
    let together: Vec<ColumnId> = own.iter().chain(inside).copied().collect();
    own.is_empty() || is_unique(entity, &own) || is_unique(entity, &together)
}
