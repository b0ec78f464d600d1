//! Which types requests are read into and which answers are written from, stored documents among them.

use specwright_model::{
    Action, Additional, Assignment, Behaviour, Content, Derived, Model, Operation, Projection,
    Shape, Slot, TypeId,
};
use std::collections::BTreeSet;

/// The types that something reads, and those that something writes, each with all that it holds.
pub(crate) struct Uses<'a> {
    model: &'a Model,
    reads: BTreeSet<TypeId>,
    writes: BTreeSet<TypeId>,
}

impl<'a> Uses<'a> {
    /// Looks at all operations.
    pub(crate) fn of(model: &'a Model) -> Self {
        let mut uses = Self {
            model,
            reads: BTreeSet::new(),
            writes: BTreeSet::new(),
        };
        for operation in &model.operations {
            uses.travels(operation);
            if let Behaviour::Derived(derived) = &operation.behaviour {
                uses.is_stored(operation, derived);
            }
        }
        uses
    }

    /// Whether requests (or stored documents) are read into the type.
    pub(crate) fn reads(&self, id: TypeId) -> bool {
        self.reads.contains(&id)
    }

    /// Whether answers (or stored documents) are written from the type.
    pub(crate) fn writes(&self, id: TypeId) -> bool {
        self.writes.contains(&id)
    }

    /// What the operation's request and answers hold.
    fn travels(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            self.read(parameter.kind);
        }
        let slots = |contents: &[Content]| -> Vec<Slot> {
            let slots = contents.iter().filter_map(|content| content.kind.slot());
            slots.collect()
        };
        if let Some(body) = &operation.body {
            for slot in slots(&body.contents) {
                self.read(slot.id);
            }
        }
        for answer in &operation.answers {
            for slot in slots(&answer.contents) {
                self.write(slot.id);
            }
            for header in &answer.headers {
                self.write(header.kind);
            }
        }
    }

    /// What goes into columns and comes out of them: a document is written on its way in and read on its way out.
    fn is_stored(&mut self, operation: &Operation, derived: &Derived) {
        match &derived.action {
            Action::Get(projection) => self.comes_out(projection),
            Action::List(list) => self.comes_out(&list.item),
            Action::Create { input, output }
            | Action::Replace { input, output }
            | Action::Merge { input, output } => {
                if let Some(output) = output {
                    self.comes_out(output);
                }
                self.goes_in(operation, input);
            }
            Action::Delete => {}
        }
    }

    fn comes_out(&mut self, projection: &Projection) {
        if let Some(record) = self.model.type_of(projection.record).shape.as_record() {
            for property in &record.properties {
                self.read(property.slot.id);
            }
        }
    }

    fn goes_in(&mut self, operation: &Operation, input: &[Assignment]) {
        let body = operation
            .json_body()
            .map(|body| self.model.type_of(body.id));
        if let Some(record) = body.and_then(|body| body.shape.as_record()) {
            for assignment in input {
                self.write(record.properties[assignment.property].slot.id);
            }
        }
    }

    fn read(&mut self, id: TypeId) {
        mark(self.model, id, &mut self.reads);
    }

    fn write(&mut self, id: TypeId) {
        mark(self.model, id, &mut self.writes);
    }
}

/// Marks a type and all that it holds.
fn mark(model: &Model, id: TypeId, marked: &mut BTreeSet<TypeId>) {
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if marked.insert(id) {
            match &model.type_of(id).shape {
                Shape::Record(record) => {
                    pending.extend(record.properties.iter().map(|property| property.slot.id));
                    if let Additional::Kept(slot) = record.additional {
                        pending.push(slot.id);
                    }
                }
                Shape::Union(union) => {
                    pending.extend(union.variants.iter().map(|variant| variant.slot.id));
                }
                Shape::List { item, .. } => pending.push(item.id),
                Shape::Map { value, .. } => pending.push(value.id),
                _ => {}
            }
        }
    }
}
