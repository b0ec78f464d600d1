//! Derived behaviours → the functions of the repositories, with what is bound to each placeholder.

mod changes;
mod conditions;
mod defaults;
mod draft;
mod reads;
mod rows;
mod values;

pub(crate) use changes::Change;

use crate::models::Models;
use crate::names::{Case, Statics, first_free, spell, spelt};
use crate::{
    Argument, Docs, Fetch, Ident, Query, RepositoryFunction, RepositoryPlan, RowPlan, doc_text,
};
use draft::Draft;
use specwright_model::{ColumnId, Entity, EntityId, Projection};
use std::collections::{BTreeMap, BTreeSet};

/// The repositories while they grow, by the module of their entity.
pub(crate) struct Repositories<'a> {
    pub(crate) models: &'a Models<'a>,
    /// The functions of the operations, whose names no other function may have.
    operations: BTreeSet<String>,
    files: BTreeMap<Ident, File>,
}

/// A function that was added, and what the service hands to it.
pub(crate) struct Called {
    pub function: Ident,
    pub arguments: Vec<Argument>,
}

struct File {
    entity: EntityId,
    statements: Statics,
    /// The names of functions that are taken.
    taken: BTreeSet<String>,
    functions: Vec<RepositoryFunction>,
    rows: Vec<(EntityId, Projection, RowPlan)>,
    /// The functions that tell whether a row exists, by the entity and the columns that they look at.
    parents: BTreeMap<(EntityId, Vec<ColumnId>), Ident>,
}

impl<'a> Repositories<'a> {
    pub(crate) fn new(models: &'a Models<'a>, operations: &[Ident]) -> Self {
        Self {
            models,
            operations: operations
                .iter()
                .map(|function| function.as_str().to_owned())
                .collect(),
            files: BTreeMap::new(),
        }
    }

    pub(crate) fn entity(&self, id: EntityId) -> &'a Entity {
        self.models.model.storage.entity(id)
    }

    /// The module of an entity's repository.
    pub(crate) fn module(&self, entity: EntityId) -> Ident {
        spelt(&self.entity(entity).name, Case::Value)
    }

    /// The repositories, sorted by module.
    pub(crate) fn finish(self) -> Vec<RepositoryPlan> {
        let storage = &self.models.model.storage;
        self.files
            .into_iter()
            .map(|(module, file)| {
                let entity = storage.entity(file.entity);
                RepositoryPlan {
                    module,
                    entity: entity.name.clone(),
                    docs: doc_text::docs(
                        Some(&format!("Statements on `{}`.", entity.name)),
                        entity.comment.as_deref(),
                    ),
                    functions: file.functions,
                    rows: file.rows.into_iter().map(|(_, _, row)| row).collect(),
                }
            })
            .collect()
    }

    fn file(&mut self, entity: EntityId) -> &mut File {
        let module = self.module(entity);
        self.files.entry(module).or_insert_with(|| File {
            entity,
            statements: Statics::default(),
            taken: self.operations.clone(),
            functions: Vec::new(),
            rows: Vec::new(),
            parents: BTreeMap::new(),
        })
    }

    /// A name for a function that is none of an operation.
    fn helping_name(&mut self, entity: EntityId, words: &[&str]) -> Ident {
        let base = spell(words, Case::Value);
        Ident(first_free(&base, "_", &mut self.file(entity).taken))
    }

    fn add(
        &mut self,
        entity: EntityId,
        name: Ident,
        docs: String,
        draft: Draft,
        query: Query,
        fetch: Fetch,
    ) -> Called {
        let file = self.file(entity);
        let statement = file.statements.name(&[name.as_str()]);
        file.functions.push(RepositoryFunction {
            name: name.clone(),
            statement,
            docs: Docs(vec![docs]),
            arguments: draft.arguments,
            bindings: draft.bindings,
            query,
            fetch,
        });
        Called {
            function: name,
            arguments: draft.handed,
        }
    }
}

fn columns(entity: &Entity, projection: &Projection) -> Vec<String> {
    projection
        .columns
        .iter()
        .map(|column| entity.column(*column).name.clone())
        .collect()
}
