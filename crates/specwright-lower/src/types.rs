//! Schemas → types, one type for each conjunction of schemas and side that differ.

mod conjunction;
mod constants;
mod demands;
mod null;
mod objects;
mod residue;
mod scalars;
#[cfg(test)]
mod tests;
mod unions;

use crate::view::{Contents, Side, View, is_file};
pub(crate) use conjunction::Conjunction;
use conjunction::{Kind, Part};
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_model::{
    Assertion, Demand, DemandId, Record, Scheme, Shape, Slot, Storage, StoredAs, Type, TypeId,
    TypeName,
};
use specwright_openapi::{
    AdditionalProperties, Description, Schema, SchemaId, SchemaType, TableExtension,
};
use specwright_source::{Located, Value};
use std::collections::BTreeMap;

/// The types made so far, and the findings about them.
pub(crate) struct Lowering<'a> {
    pub(crate) api: &'a Description,
    pub(crate) storage: &'a Storage,
    pub(crate) types: Vec<Type>,
    pub(crate) demands: Vec<Demand>,
    /// The ways to prove who one is that were asked for so far.
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    contents: Contents,
    /// The tables that schemas name by `x-table`.
    pub(crate) tables: BTreeMap<TypeId, &'a TableExtension>,
    made: BTreeMap<(Vec<Part>, View), Slot>,
    demanded: BTreeMap<(SchemaId, View), DemandId>,
    /// The demands whose schemas are being looked at, outermost first.
    incomplete: Vec<DemandId>,
    /// The components that have a schema with a discriminator in their `allOf`.
    children: BTreeMap<SchemaId, Vec<SchemaId>>,
    /// What lists and maps would be called, if they turn out to contain themselves.
    candidates: BTreeMap<TypeId, TypeName>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(api: &'a Description, storage: &'a Storage) -> Self {
        let children = unions::children(api);
        Self {
            api,
            storage,
            types: Vec::new(),
            demands: Vec::new(),
            schemes: Vec::new(),
            diagnostics: Vec::new(),
            contents: Contents::of(api, &children),
            tables: BTreeMap::new(),
            made: BTreeMap::new(),
            demanded: BTreeMap::new(),
            incomplete: Vec::new(),
            children,
            candidates: BTreeMap::new(),
        }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What a type is made of.
    pub(crate) fn shape_of(&self, id: TypeId) -> &Shape {
        &self.types[id.0].shape
    }

    /// The record of a type that was found to be one.
    pub(crate) fn record(&self, id: TypeId) -> &Record {
        let record = self.shape_of(id).as_record();
        record.expect("only what was found to be a record is bound")
    }

    /// The type of a schema as it is seen from a side. `path` names the way to it, for a schema without a name of its own.
    pub(crate) fn slot(&mut self, id: SchemaId, side: Side, path: &[&str]) -> Slot {
        self.slot_of(vec![Part::whole(id)], side, path)
    }

    /// A type for values of any kind.
    pub(crate) fn free(&mut self, span: Span) -> Slot {
        let id = TypeId(self.types.len());
        self.types.push(Type {
            span,
            name: None,
            description: None,
            deprecated: false,
            shape: Shape::Free,
            residue: Vec::new(),
        });
        Slot {
            id,
            nullable: false,
        }
    }

    /// Whether a property with this schema is not seen from a side.
    fn is_hidden(&self, property: SchemaId, side: Side) -> bool {
        self.contents.is_hidden(property, side)
    }

    /// Names the lists and maps that contain themselves without a record or a union between: they need types of their own.
    pub(crate) fn name_endless_lists(&mut self) {
        for (id, name) in std::mem::take(&mut self.candidates) {
            let mut pending = self.members_of(id);
            let mut seen = Vec::new();
            while let Some(next) = pending.pop() {
                if next == id {
                    self.types[id.0].name = Some(name);
                    break;
                }
                if !seen.contains(&next) {
                    seen.push(next);
                    pending.extend(self.members_of(next));
                }
            }
        }
    }

    /// The type of a list's items or of a map's values, unless the list or the map has a name already.
    fn members_of(&self, id: TypeId) -> Vec<TypeId> {
        let of = &self.types[id.0];
        match (&of.shape, &of.name) {
            (Shape::List { item: inner, .. } | Shape::Map { value: inner, .. }, None) => {
                vec![inner.id]
            }
            _ => Vec::new(),
        }
    }

    /// The type of what satisfies all of the parts.
    fn slot_of(&mut self, parts: Vec<Part>, side: Side, path: &[&str]) -> Slot {
        let views = parts.iter().map(|part| self.contents.view(part.id, side));
        let view = views.reduce(View::or).unwrap_or_default();
        let key = (parts, view);
        if let Some(slot) = self.made.get(&key) {
            return *slot;
        }
        let parts = key.0.as_slice();
        let first = self.api.schema(parts[0].id);
        if let ([part], Some(only)) = (parts, wrapped(first))
            && *part == Part::whole(part.id)
        {
            let slot = self.slot(only, side, path);
            self.made.insert(key, slot);
            return slot;
        }
        let name = match parts {
            [only] if !only.own => first.name.as_ref(),
            _ => None,
        };
        let words: Vec<String> = match name {
            Some(name) => {
                let own =
                    (parts[0].without_children && self.is_extended(parts[0].id)).then_some("Base");
                let words = std::iter::once(name.value.as_str())
                    .chain(own)
                    .chain(view.suffix());
                words.map(str::to_owned).collect()
            }
            None => path.iter().map(|word| (*word).to_owned()).collect(),
        };
        let name = TypeName {
            origin: origin(self.api, parts, view),
            words,
        };
        // The number is taken before the members are looked at, so that a schema may refer to itself.
        let mut slot = Slot {
            id: TypeId(self.types.len()),
            nullable: self.allows_null(parts),
        };
        self.made.insert((parts.to_vec(), view), slot);
        if let Some(table) = &first.table {
            self.tables.insert(slot.id, table);
        }
        self.types.push(Type {
            span: first.span,
            name: None,
            description: description(first),
            deprecated: first.deprecated,
            shape: Shape::Free,
            residue: Vec::new(),
        });
        if !slot.nullable {
            self.name_idle_null(first);
        }
        let (shape, residue) = self.shape(parts, side, &name.words);
        if matches!(shape, Shape::Free) {
            // Null is one of its values.
            slot.nullable = false;
            self.made.insert((parts.to_vec(), view), slot);
        }
        let type_ = &mut self.types[slot.id.0];
        match shape {
            Shape::Record(_) | Shape::Choice(_) | Shape::Union(_) => type_.name = Some(name),
            Shape::List { .. } | Shape::Map { .. } => {
                self.candidates.insert(slot.id, name);
            }
            _ => {}
        }
        let type_ = &mut self.types[slot.id.0];
        type_.shape = shape;
        type_.residue = residue;
        slot
    }

    fn shape(&mut self, parts: &[Part], side: Side, words: &[String]) -> (Shape, Vec<Assertion>) {
        let conjunction = Conjunction::of(self.api, parts);
        if let Some(union) = self.union(parts, &conjunction, side, words) {
            return (Shape::Union(union), Vec::new());
        }
        if side == Side::Form && conjunction.schemas().any(is_file) {
            return (Shape::Upload, Vec::new());
        }
        let kind = match conjunction.kind() {
            Kind::Contradictory => {
                self.conflict(
                    conjunction.members[0].schema.span,
                    "the schemas that must hold here have types that exclude each other: no value is valid",
                );
                return (Shape::Free, self.whole_residue(parts, side));
            }
            Kind::Stated(kind) => kind,
            Kind::Unstated => match self.assumed_kind(&conjunction) {
                Some(kind) => kind,
                None => return (Shape::Free, self.whole_residue(parts, side)),
            },
        };
        if let [only] = conjunction.members.as_slice() {
            self.name_idle_keywords(only.schema, kind);
        }
        let shape = match kind {
            SchemaType::Boolean => Shape::Boolean,
            SchemaType::Integer => self.integer(&conjunction),
            SchemaType::Number => self.number(&conjunction),
            SchemaType::String => self.text(&conjunction),
            SchemaType::Array => self.list(&conjunction, side, words),
            SchemaType::Object => self.object(&conjunction, side, words),
        };
        let residue = self.residue(&conjunction, &shape, kind, side);
        (shape, residue)
    }

    /// The type of schemas that state none, as their keywords tell.
    fn assumed_kind(&mut self, conjunction: &Conjunction<'a>) -> Option<SchemaType> {
        let properties = conjunction
            .schemas()
            .find_map(|schema| schema.properties.first());
        if let Some((property, _)) = properties {
            self.report(Diagnostic::new(
                &codes::TYPE_ASSUMED,
                property.span,
                "a schema with `properties` has no `type`, and is taken as an object",
                "add `type: object`",
            ));
            return Some(SchemaType::Object);
        }
        if let Some(schema) = conjunction.schemas().find(|schema| schema.items.is_some()) {
            self.report(Diagnostic::new(
                &codes::TYPE_ASSUMED,
                schema.span,
                "a schema with `items` has no `type`, and is taken as an array",
                "add `type: array`",
            ));
            return Some(SchemaType::Array);
        }
        let mut enumerations = conjunction
            .schemas()
            .filter_map(|schema| schema.enumeration.as_ref())
            .peekable();
        enumerations.peek()?;
        let texts = enumerations.all(|values| {
            values
                .value
                .iter()
                .all(|value| matches!(value.value, Value::String(_) | Value::Null))
                && values.value.iter().any(|value| value.as_str().is_some())
        });
        texts.then_some(SchemaType::String)
    }

    pub(crate) fn conflict(&mut self, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::new(
            &codes::ALL_OF_CONFLICT,
            span,
            message,
            "give the members types, rules and properties that one value can satisfy together",
        ));
    }
}

/// What a schema says about itself.
pub(crate) fn description(schema: &Schema) -> Option<String> {
    schema
        .description
        .as_ref()
        .or(schema.title.as_ref())
        .map(|text| text.value.clone())
}

/// The column that `x-column` names.
pub(crate) fn stored_as(column: Option<&Located<String>>) -> Option<StoredAs> {
    column.map(|column| StoredAs {
        span: column.span,
        column: column.value.clone(),
    })
}

pub(crate) fn format_is(schema: &Schema, name: &str) -> bool {
    schema
        .format
        .as_ref()
        .is_some_and(|format| format.value == name)
}

/// The way to a part of a schema.
pub(crate) fn longer<'w>(words: &'w [String], word: &'w str) -> Vec<&'w str> {
    words.iter().map(String::as_str).chain([word]).collect()
}

/// A stable text that tells a type from every other.
fn origin(api: &Description, parts: &[Part], view: View) -> String {
    let mut origin = String::new();
    for part in parts {
        if !origin.is_empty() {
            origin.push_str(" & ");
        }
        origin.push_str(&api.schema(part.id).pointer);
        for (flag, word) in [
            (part.own, "own"),
            (part.without_one_of, "one"),
            (part.without_any_of, "any"),
            (part.without_children, "base"),
        ] {
            if flag {
                origin.push('~');
                origin.push_str(word);
            }
        }
    }
    if let Some(suffix) = view.suffix() {
        origin.push('#');
        origin.push_str(suffix);
    }
    origin
}

/// The one schema that an `allOf` stands around to give it a description of its own, as `$ref` allows no siblings.
fn wrapped(schema: &Schema) -> Option<SchemaId> {
    let members = schema.all_of.as_ref()?;
    let [only] = members.value.as_slice() else {
        return None;
    };
    let alone = schema.kind.is_none()
        && !schema.nullable
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.name.is_none()
        && schema.default.is_none()
        && schema.additional_properties == AdditionalProperties::Unstated
        && demands::says_nothing_beside_all_of(schema);
    alone.then_some(*only)
}
