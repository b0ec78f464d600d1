//! The functions that read: whether a parent exists, one row, a page of rows, and how many there are.

use super::conditions::handed_down;
use super::{Called, Draft, Repositories, columns};
use crate::names::{Case, spelt};
use crate::services::Bound;
use crate::{
    Argument, Binding, Condition, Fetch, FieldPresence, Ident, PageQuery, Query, RustType,
};
use specwright_model::{ColumnId, Filter, KeyParameter, List, Order, Projection};

impl Repositories<'_> {
    /// A function that tells whether a parent exists, inside of the parent before it. All operations below the parent
    /// share it, so its arguments are named after the columns.
    pub(crate) fn parent(&mut self, bound: Bound<'_>, index: usize) -> (Ident, Called) {
        let parents = &bound.derived.parents;
        let parent = &parents[index];
        let entity = self.entity(parent.entity);
        let before = index.checked_sub(1).map(|before| &parents[before]);
        let key: Vec<KeyParameter> = parent
            .key
            .iter()
            .copied()
            .chain(before.into_iter().flat_map(handed_down))
            .collect();
        let mut draft = Draft::default();
        let mut conditions = Vec::new();
        for key in &key {
            let input = &bound.inputs[key.parameter];
            let column = &entity.column(key.column).name;
            let name = spelt(column, Case::Value);
            let handed = if input.value.is_copy() {
                Argument::Input(input.name.clone())
            } else {
                Argument::InputRef(input.name.clone())
            };
            draft.take(&name, input.value.clone(), handed);
            conditions.push(Condition {
                column: column.clone(),
                placeholder: draft.bind(Binding::Argument(name)),
                optional: false,
            });
        }
        let module = self.module(parent.entity);
        let columns: Vec<ColumnId> = key.iter().map(|key| key.column).collect();
        let looked_at = (parent.entity, columns);
        if let Some(function) = self.file(parent.entity).parents.get(&looked_at) {
            let called = Called {
                function: function.clone(),
                arguments: draft.handed,
            };
            return (module, called);
        }
        let name = self.helping_name(parent.entity, &["exists"]);
        let parents = &mut self.file(parent.entity).parents;
        parents.insert(looked_at, name.clone());
        let query = Query::Exists {
            entity: entity.name.clone(),
            conditions,
        };
        let docs = format!("Whether a row of `{}` has this key.", entity.name);
        let called = self.add(parent.entity, name, docs, draft, query, Fetch::Exists);
        (module, called)
    }

    /// A function that gets one row.
    pub(crate) fn get(&mut self, bound: Bound<'_>, projection: &Projection) -> Called {
        let Bound {
            function, derived, ..
        } = bound;
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let conditions = self.key_conditions(&mut draft, bound);
        let query = Query::Select {
            entity: entity.name.clone(),
            columns: columns(entity, projection),
            conditions,
            order: Vec::new(),
            page: None,
        };
        let fetch = Fetch::Optional(self.row(derived.entity, projection));
        let docs = format!("One row of `{}`, if it is there.", entity.name);
        self.add(derived.entity, function.clone(), docs, draft, query, fetch)
    }

    /// The rows of a page, and the function that counts them all where `total` is asked for.
    pub(crate) fn list(
        &mut self,
        bound: Bound<'_>,
        list: &List,
        total: bool,
    ) -> (Called, Option<Ident>) {
        let Bound {
            function, derived, ..
        } = bound;
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let conditions = self.list_conditions(&mut draft, bound, list);
        let count = total.then(|| self.total(bound, draft.clone(), conditions.clone()));
        // The service makes limit and offset, and hands them on behind everything else.
        let arguments = draft.handed.clone();
        let mut counter = |name: &str| {
            let name = Ident(name.to_owned());
            draft.take(&name, RustType::Int64, Argument::Input(name.clone()));
            draft.bind(Binding::Argument(name))
        };
        let limit = counter("limit_rows");
        let offset = list.page.offset.map(|_| counter("offset_rows"));
        let order = list
            .order
            .iter()
            .map(|Order { column, descending }| (entity.column(*column).name.clone(), *descending))
            .collect();
        let query = Query::Select {
            entity: entity.name.clone(),
            columns: columns(entity, &list.item),
            conditions,
            order,
            page: Some(PageQuery { limit, offset }),
        };
        let fetch = Fetch::All(self.row(derived.entity, &list.item));
        let docs = format!("A page of the rows of `{}`.", entity.name);
        let Called { function, .. } =
            self.add(derived.entity, function.clone(), docs, draft, query, fetch);
        let called = Called {
            function,
            arguments,
        };
        (called, count)
    }

    /// The conditions of the path, and those of the parameters that filter.
    fn list_conditions(&self, draft: &mut Draft, bound: Bound<'_>, list: &List) -> Vec<Condition> {
        let entity = self.entity(bound.derived.entity);
        let mut conditions = self.parent_conditions(draft, bound);
        for Filter { parameter, column } in &list.filters {
            let input = &bound.inputs[*parameter];
            let column = entity.column(*column);
            conditions.push(Condition {
                column: column.name.clone(),
                placeholder: draft.input(input, column),
                optional: input.presence == FieldPresence::Optional,
            });
        }
        conditions
    }

    /// A function that counts the rows of all pages.
    fn total(&mut self, bound: Bound<'_>, draft: Draft, conditions: Vec<Condition>) -> Ident {
        let entity = self.entity(bound.derived.entity);
        let name = self.helping_name(bound.derived.entity, &[bound.function.as_str(), "total"]);
        let query = Query::Count {
            entity: entity.name.clone(),
            conditions,
        };
        let docs = format!(
            "How many rows of `{}` there are without paging.",
            entity.name
        );
        self.add(bound.derived.entity, name, docs, draft, query, Fetch::Count)
            .function
    }
}
