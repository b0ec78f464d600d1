//! Derived behaviours → the functions of the repositories, with what is bound to each placeholder.

use crate::models::{Models, Statics};
use crate::names::{Case, spell};
use crate::{
    Argument, Binding, Condition, DefaultText, Docs, DocumentNull, Fetch, FieldForm, FieldPresence,
    Ident, InputPlan, MadeValue, PageQuery, Query, RepositoryArgument, RepositoryFunction,
    RepositoryPlan, RowPlan, RowRef, RowValue, RustType, Value, doc_text, writes,
};
use specwright_model::{
    Assignment, ColumnId, ColumnType, Derived, Entity, EntityId, Filter, KeyParameter, Order,
    Projection, Shape,
};
use std::collections::BTreeMap;

/// The repositories while they grow, by the module of their entity.
pub(crate) struct Repositories<'a> {
    pub(crate) models: &'a Models<'a>,
    files: BTreeMap<Ident, File>,
}

struct File {
    entity: EntityId,
    names: Statics,
    functions: Vec<RepositoryFunction>,
    rows: Vec<(Projection, RowPlan)>,
    parents: BTreeMap<Vec<ColumnId>, Ident>,
}

/// A function that was added, and what the service hands to it.
pub(crate) struct Called {
    pub function: Ident,
    pub arguments: Vec<Argument>,
}

/// A function while it is put together.
#[derive(Default)]
pub(crate) struct Draft {
    pub arguments: Vec<RepositoryArgument>,
    pub handed: Vec<Argument>,
    pub bindings: Vec<Binding>,
}

impl Draft {
    /// Binds something and returns the number of its placeholder.
    pub(crate) fn bind(&mut self, binding: Binding) -> usize {
        if let Some(index) = self
            .bindings
            .iter()
            .position(|existing| *existing == binding)
        {
            return index + 1;
        }
        self.bindings.push(binding);
        self.bindings.len()
    }

    /// Takes a field of the operation's input as an argument and returns its placeholder.
    pub(crate) fn input(&mut self, input: &InputPlan) -> usize {
        let optional = input.presence == FieldPresence::Optional;
        let kind = if optional {
            RustType::Optional(Box::new(input.value.clone()))
        } else {
            input.value.clone()
        };
        if self
            .arguments
            .iter()
            .all(|argument| argument.name != input.name)
        {
            self.handed.push(match &kind {
                kind if kind.is_copy() => Argument::Input(input.name.clone()),
                RustType::Optional(_) => Argument::InputDeref(input.name.clone()),
                _ => Argument::InputRef(input.name.clone()),
            });
            self.arguments.push(RepositoryArgument {
                name: input.name.clone(),
                kind,
            });
        }
        self.bind(Binding::Argument(input.name.clone()))
    }

    /// Takes a value that the service makes as an argument and returns its name.
    pub(crate) fn made(&mut self, value: MadeValue, name: &str) -> Ident {
        let name = Ident(name.to_owned());
        if self.arguments.iter().all(|argument| argument.name != name) {
            self.handed.push(Argument::Made(value, name.clone()));
            self.arguments.push(RepositoryArgument {
                name: name.clone(),
                kind: made_type(value),
            });
        }
        name
    }
}

impl<'a> Repositories<'a> {
    pub(crate) fn new(models: &'a Models<'a>) -> Self {
        Self {
            models,
            files: BTreeMap::new(),
        }
    }

    pub(crate) fn entity(&self, id: EntityId) -> &'a Entity {
        self.models.model.storage.entity(id)
    }

    pub(crate) fn module(&self, entity: EntityId) -> Ident {
        Ident(spell(&[self.entity(entity).name.clone()], Case::Value))
    }

    fn file(&mut self, entity: EntityId) -> &mut File {
        self.files
            .entry(self.module(entity))
            .or_insert_with(|| File {
                entity,
                names: Statics::default(),
                functions: Vec::new(),
                rows: Vec::new(),
                parents: BTreeMap::new(),
            })
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
        let statement = file.names.name(&[name.as_str()]);
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

    /// The conditions of a row by its key, inside of its last parent.
    fn key_conditions(
        &self,
        draft: &mut Draft,
        derived: &Derived,
        inputs: &[InputPlan],
    ) -> Vec<Condition> {
        let entity = self.entity(derived.entity);
        let mut conditions = conditions(draft, entity, &derived.key, inputs);
        conditions.extend(self.parent_conditions(draft, derived, inputs));
        conditions
    }

    fn parent_conditions(
        &self,
        draft: &mut Draft,
        derived: &Derived,
        inputs: &[InputPlan],
    ) -> Vec<Condition> {
        let entity = self.entity(derived.entity);
        let Some(parent) = derived.parents.last() else {
            return Vec::new();
        };
        let pairs: Vec<KeyParameter> = parent
            .key
            .iter()
            .zip(&parent.child_columns)
            .map(|(key, column)| KeyParameter {
                parameter: key.parameter,
                column: *column,
            })
            .collect();
        conditions(draft, entity, &pairs, inputs)
    }

    /// A function that tells whether a parent exists, inside of the parent before it.
    pub(crate) fn parent(
        &mut self,
        derived: &Derived,
        index: usize,
        inputs: &[InputPlan],
    ) -> (Ident, Called) {
        let parent = &derived.parents[index];
        let entity = self.entity(parent.entity);
        let mut draft = Draft::default();
        let mut key = parent.key.clone();
        if let Some(before) = index.checked_sub(1).map(|before| &derived.parents[before]) {
            key.extend(
                before
                    .key
                    .iter()
                    .zip(&before.child_columns)
                    .map(|(key, column)| KeyParameter {
                        parameter: key.parameter,
                        column: *column,
                    }),
            );
        }
        // The function is shared by all operations below the parent, so its arguments are named after the columns.
        let mut conditions = Vec::new();
        for (number, key) in key.iter().enumerate() {
            let input = &inputs[key.parameter];
            let column = &entity.column(key.column).name;
            let name = Ident(spell(std::slice::from_ref(column), Case::Value));
            let by_value = input.value.is_copy();
            draft.handed.push(if by_value {
                Argument::Input(input.name.clone())
            } else {
                Argument::InputRef(input.name.clone())
            });
            draft.arguments.push(RepositoryArgument {
                name: name.clone(),
                kind: input.value.clone(),
            });
            draft.bindings.push(Binding::Argument(name));
            conditions.push(Condition {
                column: column.clone(),
                placeholder: number + 1,
                optional: false,
            });
        }
        let module = self.module(parent.entity);
        let columns: Vec<ColumnId> = key.iter().map(|key| key.column).collect();
        if let Some(function) = self.file(parent.entity).parents.get(&columns) {
            return (
                module,
                Called {
                    function: function.clone(),
                    arguments: draft.handed,
                },
            );
        }
        let number = self.file(parent.entity).parents.len();
        let name = Ident(if number == 0 {
            "exists".to_owned()
        } else {
            format!("exists_{}", number + 1)
        });
        self.file(parent.entity)
            .parents
            .insert(columns, name.clone());
        let query = Query::Exists {
            entity: entity.name.clone(),
            conditions,
        };
        let docs = format!("Whether a row of `{}` has this key.", entity.name);
        (
            module,
            self.add(parent.entity, name, docs, draft, query, Fetch::Exists),
        )
    }

    pub(crate) fn get(
        &mut self,
        function: &Ident,
        derived: &Derived,
        projection: &Projection,
        inputs: &[InputPlan],
    ) -> Called {
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let conditions = self.key_conditions(&mut draft, derived, inputs);
        let query = Query::Select {
            entity: entity.name.clone(),
            columns: columns(entity, projection),
            conditions,
            order: Vec::new(),
            page: None,
        };
        let row = self.row(derived.entity, projection);
        let docs = format!("One row of `{}`, if it is there.", entity.name);
        self.add(
            derived.entity,
            function.clone(),
            docs,
            draft,
            query,
            Fetch::Optional(row),
        )
    }

    /// The rows of a page, and the function that counts them all where `total` is asked for.
    pub(crate) fn list(
        &mut self,
        function: &Ident,
        derived: &Derived,
        list: &specwright_model::List,
        inputs: &[InputPlan],
        total: bool,
    ) -> (Called, Option<Ident>) {
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let mut conditions = self.parent_conditions(&mut draft, derived, inputs);
        for Filter { parameter, column } in &list.filters {
            let input = &inputs[*parameter];
            let placeholder = draft.input(input);
            conditions.push(Condition {
                column: entity.column(*column).name.clone(),
                placeholder,
                optional: input.presence == FieldPresence::Optional,
            });
        }
        let count = total.then(|| {
            let draft = Draft {
                arguments: draft.arguments.clone(),
                handed: draft.handed.clone(),
                bindings: draft.bindings.clone(),
            };
            let query = Query::Count {
                entity: entity.name.clone(),
                conditions: conditions.clone(),
            };
            let name = Ident(format!("{function}_total"));
            let docs = format!(
                "How many rows of `{}` there are without paging.",
                entity.name
            );
            self.add(derived.entity, name, docs, draft, query, Fetch::Count)
                .function
        });
        let called = Called {
            function: function.clone(),
            arguments: draft.handed.clone(),
        };
        let mut count_argument = |name: &str| {
            let name = Ident(name.to_owned());
            draft.arguments.push(RepositoryArgument {
                name: name.clone(),
                kind: RustType::Int64,
            });
            draft.bind(Binding::Argument(name))
        };
        let limit = count_argument("limit_rows");
        let offset = list.page.offset.map(|_| count_argument("offset_rows"));
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
        let row = self.row(derived.entity, &list.item);
        let docs = format!("A page of the rows of `{}`.", entity.name);
        self.add(
            derived.entity,
            function.clone(),
            docs,
            draft,
            query,
            Fetch::All(row),
        );
        (called, count)
    }

    pub(crate) fn create(
        &mut self,
        function: &Ident,
        derived: &Derived,
        input: &[Assignment],
        output: Option<&Projection>,
        inputs: &[InputPlan],
    ) -> Called {
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let mut values: Vec<(String, Value)> = self
            .parent_conditions(&mut draft, derived, inputs)
            .into_iter()
            .map(|condition| (condition.column, Value::Placeholder(condition.placeholder)))
            .collect();
        let given: Vec<String> = values.iter().map(|(column, _)| column.clone()).collect();
        values.extend(writes::created(
            self.models,
            &mut draft,
            entity,
            input,
            &given,
            inputs,
        ));
        let query = Query::Insert {
            entity: entity.name.clone(),
            values,
            returning: returning(entity, output),
        };
        let fetch = match output {
            Some(output) => Fetch::One(self.row(derived.entity, output)),
            None => Fetch::Changed,
        };
        let docs = format!("Adds a row to `{}`.", entity.name);
        self.add(derived.entity, function.clone(), docs, draft, query, fetch)
    }

    pub(crate) fn update(
        &mut self,
        function: &Ident,
        derived: &Derived,
        input: &[Assignment],
        output: Option<&Projection>,
        inputs: &[InputPlan],
        merge: bool,
    ) -> Called {
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let conditions = self.key_conditions(&mut draft, derived, inputs);
        let values = if merge {
            writes::merged(self.models, &mut draft, entity, input, inputs)
        } else {
            writes::replaced(self.models, &mut draft, entity, input, inputs)
        };
        let query = Query::Update {
            entity: entity.name.clone(),
            values,
            conditions,
            returning: returning(entity, output),
        };
        let (fetch, docs) = match output {
            Some(output) => (
                Fetch::Optional(self.row(derived.entity, output)),
                format!("Changes a row of `{}`, if it is there.", entity.name),
            ),
            None => (
                Fetch::Changed,
                format!(
                    "Changes a row of `{}`, and says how many there were.",
                    entity.name
                ),
            ),
        };
        self.add(derived.entity, function.clone(), docs, draft, query, fetch)
    }

    pub(crate) fn delete(
        &mut self,
        function: &Ident,
        derived: &Derived,
        inputs: &[InputPlan],
    ) -> Called {
        let entity = self.entity(derived.entity);
        let mut draft = Draft::default();
        let conditions = self.key_conditions(&mut draft, derived, inputs);
        let query = Query::Delete {
            entity: entity.name.clone(),
            conditions,
        };
        let docs = format!(
            "Deletes a row of `{}`, and says how many there were.",
            entity.name
        );
        self.add(
            derived.entity,
            function.clone(),
            docs,
            draft,
            query,
            Fetch::Changed,
        )
    }

    /// The mapping of rows to the record of a projection; one function serves all equal projections.
    fn row(&mut self, entity: EntityId, projection: &Projection) -> RowRef {
        let models = self.models;
        let plain = Projection {
            envelope: None,
            ..projection.clone()
        };
        let file = self.file(entity);
        if let Some((_, row)) = file.rows.iter().find(|(existing, _)| *existing == plain) {
            return row.row.clone();
        }
        let record = models.name(projection.record).clone();
        let function = file.names.name(&[record.as_str(), "row"]);
        let row = RowRef {
            function: Ident(function.as_str().to_lowercase()),
            record,
        };
        let fields = row_fields(models, entity, &plain);
        self.file(entity).rows.push((
            plain,
            RowPlan {
                row: row.clone(),
                fields,
            },
        ));
        row
    }

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
                    rows: file.rows.into_iter().map(|(_, row)| row).collect(),
                }
            })
            .collect()
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
            let document = is_document(&entity.column(*column).kind)
                && models.model.type_of(property.slot.id).shape != Shape::Free;
            let value = if document {
                RowValue::Document {
                    reading: models.stored_reading(property.slot.id),
                    nullable: match models.presence(property) {
                        FieldPresence::Required | FieldPresence::Defaulted(_) => {
                            DocumentNull::Never
                        }
                        FieldPresence::OptionalNullable => DocumentNull::Presence,
                        _ => DocumentNull::Option,
                    },
                }
            } else {
                RowValue::Get
            };
            (field, value)
        })
        .collect()
}

/// How a property becomes a parameter for a column.
pub(crate) fn field_form(
    models: &Models<'_>,
    column: &ColumnType,
    property: &specwright_model::Property,
) -> FieldForm {
    if !is_document(column) || models.model.type_of(property.slot.id).shape == Shape::Free {
        let copied = models.value_type(property.slot.id).is_copy();
        return if copied {
            FieldForm::Copied
        } else {
            FieldForm::Scalar
        };
    }
    match models.presence(property) {
        FieldPresence::Required | FieldPresence::Defaulted(_) => FieldForm::Document,
        FieldPresence::OptionalNullable => FieldForm::PresenceDocument,
        _ => FieldForm::OptionalDocument,
    }
}

fn is_document(column: &ColumnType) -> bool {
    matches!(column, ColumnType::Json | ColumnType::Jsonb)
}

fn conditions(
    draft: &mut Draft,
    entity: &Entity,
    key: &[KeyParameter],
    inputs: &[InputPlan],
) -> Vec<Condition> {
    key.iter()
        .map(|key| Condition {
            column: entity.column(key.column).name.clone(),
            placeholder: draft.input(&inputs[key.parameter]),
            optional: false,
        })
        .collect()
}

fn columns(entity: &Entity, projection: &Projection) -> Vec<String> {
    projection
        .columns
        .iter()
        .map(|column| entity.column(*column).name.clone())
        .collect()
}

fn returning(entity: &Entity, output: Option<&Projection>) -> Vec<String> {
    output
        .map(|output| columns(entity, output))
        .unwrap_or_default()
}

fn made_type(value: MadeValue) -> RustType {
    match value {
        MadeValue::UuidV4 | MadeValue::UuidV7 => RustType::Uuid,
        MadeValue::Now => RustType::Timestamp,
        MadeValue::LocalNow => RustType::LocalTimestamp,
        MadeValue::Today => RustType::Date,
    }
}

/// An SQL default for each engine.
pub(crate) fn default_text(sqlite: &str, postgres: &str) -> DefaultText {
    DefaultText {
        sqlite: sqlite.to_owned(),
        postgres: postgres.to_owned(),
    }
}
