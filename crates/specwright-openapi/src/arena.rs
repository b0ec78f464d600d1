//! All schemas of a description, each read once, however many references lead to it.

use crate::cursor::{Cursor, Place, identity};
use crate::document::DocumentId;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::schema::blank;
use crate::spec::{Schema, SchemaId};
use specwright_source::Node;
use std::collections::BTreeMap;

/// The schemas by number. A schema gets its number when it is first met, and is read when its turn comes; so neither
/// deep nesting nor long chains of references use up the stack.
#[derive(Default)]
pub(crate) struct Arena<'a> {
    schemas: Vec<Schema>,
    /// The numbers by the nodes' identities.
    ids: BTreeMap<usize, SchemaId>,
    waiting: Vec<Waiting<'a>>,
}

struct Waiting<'a> {
    id: SchemaId,
    node: &'a Node,
    document: DocumentId,
}

impl Arena<'_> {
    /// A schema that has no text of its own.
    pub(crate) fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(self.schemas.len());
        self.schemas.push(schema);
        id
    }

    pub(crate) fn schema_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.schemas[id.0]
    }

    pub(crate) fn schemas(&self) -> &[Schema] {
        &self.schemas
    }

    pub(crate) fn into_schemas(self) -> Vec<Schema> {
        self.schemas
    }
}

impl<'a> Reader<'a> {
    /// The number of the schema at a place, behind its references.
    pub(crate) fn schema_id(&mut self, cursor: &Cursor<'a, '_>) -> SchemaId {
        let Some(target) = self.resolve(cursor, Kind::Schema) else {
            // The reference is broken and reported; a schema without any rule stands in for it.
            return self.schemas.add(blank(cursor.at, cursor.place.pointer()));
        };
        if let Some(id) = self.schemas.ids.get(&identity(target.node)) {
            return *id;
        }
        let target_cursor = target.cursor(cursor);
        let id = self
            .schemas
            .add(blank(target_cursor.at, target_cursor.place.pointer()));
        self.schemas.ids.insert(identity(target.node), id);
        self.schemas.waiting.push(Waiting {
            id,
            node: target.node,
            document: target_cursor.place.document(),
        });
        id
    }

    /// Reads the schemas that have got a number and not been read, and those that they lead to.
    pub(crate) fn read_waiting_schemas(&mut self) {
        while let Some(Waiting { id, node, document }) = self.schemas.waiting.pop() {
            let schema = self.schemas.schema_mut(id);
            let mut read = blank(schema.span, std::mem::take(&mut schema.pointer));
            read.name = schema.name.take();
            let pointer = read.pointer.clone();
            let cursor = Cursor {
                node,
                at: read.span,
                place: Place::Start {
                    document,
                    pointer: &pointer,
                },
            };
            self.schema_object(&cursor, &mut read);
            *self.schemas.schema_mut(id) = read;
        }
    }
}
