//! Types of the model → structs and enums, with their names, files, readers and writers.

mod components;
mod items;
mod readings;
mod schemas;
mod signs;
mod uses;
mod values;

use crate::Ident;
use crate::names::{Case, Settled, Wanted, allocate, spell};
use crate::reserved::TYPES;
use components::direct_components;
use specwright_model::{Additional, DemandId, Model, Record, Shape, TypeId, TypeName};
use std::collections::BTreeMap;
use uses::Uses;

/// The names of all named types, and which of them must be boxed where.
pub(crate) struct Models<'a> {
    pub(crate) model: &'a Model,
    names: BTreeMap<TypeId, Ident>,
    modules: BTreeMap<TypeId, Ident>,
    fields: BTreeMap<TypeId, Vec<Ident>>,
    /// Records of one number contain each other without a list or a map between.
    components: Vec<usize>,
    uses: Uses<'a>,
    /// The modules and the statics of the demands that have names.
    schemas: BTreeMap<DemandId, (Ident, Ident)>,
}

impl<'a> Models<'a> {
    /// Names everything; what had to be settled goes to `settled`.
    pub(crate) fn new(model: &'a Model, settled: &mut Vec<Settled>) -> Self {
        let named: Vec<(TypeId, &TypeName)> = model
            .types
            .iter()
            .enumerate()
            .filter_map(|(index, type_)| Some((TypeId(index), type_.name.as_ref()?)))
            .collect();
        let wanted: Vec<Wanted> = named
            .iter()
            .map(|(_, name)| Wanted {
                words: name.words.clone(),
                origin: name.origin.clone(),
            })
            .collect();
        let (idents, notes) = allocate(&wanted, Case::Type, TYPES, "Model");
        settled.extend(notes);
        let modules = named
            .iter()
            .map(|(id, name)| (*id, Ident(spell(&name.words[..1], Case::Value))))
            .collect();
        let mut models = Self {
            model,
            names: named.iter().map(|(id, _)| *id).zip(idents).collect(),
            modules,
            fields: BTreeMap::new(),
            components: direct_components(model),
            uses: Uses::of(model),
            schemas: schemas::names(model),
        };
        for (id, _) in named {
            if let Some(record) = model.type_of(id).shape.as_record() {
                let fields = models.name_fields(id, record, settled);
                models.fields.insert(id, fields);
            }
        }
        models
    }

    /// The names of all named types.
    pub(crate) fn type_names(&self) -> impl Iterator<Item = &Ident> {
        self.names.values()
    }

    /// The name of a record or of a choice.
    pub(crate) fn name(&self, id: TypeId) -> &Ident {
        self.names.get(&id).expect("records and choices have names")
    }

    /// The name of a type that has a function `read` of its own: every named type but the closed sets of texts.
    pub(crate) fn self_reading(&self, id: TypeId) -> Option<&Ident> {
        let choice = matches!(self.model.type_of(id).shape, Shape::Choice(_));
        self.names.get(&id).filter(|_| !choice)
    }

    /// The field of a record's property; the field of additional properties stands behind the last.
    pub(crate) fn field(&self, record: TypeId, property: usize) -> &Ident {
        &self.fields[&record][property]
    }

    /// The record of a type.
    pub(crate) fn record(&self, id: TypeId) -> &'a Record {
        let record = self.model.type_of(id).shape.as_record();
        record.expect("lowering binds records only")
    }

    fn name_fields(&self, id: TypeId, record: &Record, settled: &mut Vec<Settled>) -> Vec<Ident> {
        let origin = self.origin(id);
        let mut wanted: Vec<Wanted> = record
            .properties
            .iter()
            .map(|property| Wanted {
                words: vec![property.wire.clone()],
                origin: format!("{origin}/properties/{}", property.wire),
            })
            .collect();
        if matches!(record.additional, Additional::Kept(_)) {
            wanted.push(Wanted {
                words: vec!["additional_properties".to_owned()],
                origin: format!("{origin}/additionalProperties"),
            });
        }
        // `json` and `object` are the names of the reader and of its cursor in the emitted function.
        let (idents, notes) = allocate(&wanted, Case::Value, &["json", "object"], "_value");
        settled.extend(notes);
        idents
    }

    /// The names of a choice's variants.
    fn variants(&self, id: TypeId) -> (Vec<Ident>, Vec<Settled>) {
        let Shape::Choice(choices) = &self.model.type_of(id).shape else {
            return (Vec::new(), Vec::new());
        };
        let origin = self.origin(id);
        let wanted: Vec<Wanted> = choices
            .iter()
            .map(|choice| Wanted {
                words: vec![choice.wire.clone()],
                origin: format!("{origin}/enum `{}`", choice.wire),
            })
            .collect();
        allocate(&wanted, Case::Type, &[], "Value")
    }

    fn origin(&self, id: TypeId) -> &'a str {
        let name = self.model.type_of(id).name.as_ref();
        name.map(|name| name.origin.as_str()).unwrap_or_default()
    }
}
