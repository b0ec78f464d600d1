//! All schemas of a description, each read once, however many references lead to it.

use crate::cursor::{Cursor, Place, identity};
use crate::document::DocumentId;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::schema::blank;
use crate::spec::{Schema, SchemaId};
use specwright_source::{Located, Node};
use std::collections::{BTreeMap, BTreeSet};

/// The schemas by number. A schema gets its number when it is first met, and is read when its turn comes; so neither
/// deep nesting nor long chains of references use up the stack.
#[derive(Default)]
pub(crate) struct Arena<'a> {
    schemas: Vec<Schema>,
    /// The numbers by the nodes' identities.
    ids: BTreeMap<usize, SchemaId>,
    waiting: Vec<Waiting<'a>>,
    /// Those that have the name of a component.
    named: BTreeSet<SchemaId>,
}

struct Waiting<'a> {
    id: SchemaId,
    node: &'a Node,
    document: DocumentId,
    pointer: String,
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
            let stand_in = blank(cursor.at, self.origin(&cursor.place));
            return self.schemas.add(stand_in);
        };
        if let Some(id) = self.schemas.ids.get(&identity(target.node)) {
            return *id;
        }
        let target_cursor = target.cursor(cursor);
        let place = target_cursor.place;
        let mut schema = blank(target_cursor.at, self.origin(&place));
        let (document, pointer) = (place.document(), place.pointer());
        if document != DocumentId::ENTRY {
            schema.name =
                name_in_file(self.documents.name(document), &pointer).map(|value| Located {
                    value,
                    span: target_cursor.at,
                });
        }
        let id = self.schemas.add(schema);
        self.schemas.ids.insert(identity(target.node), id);
        self.schemas.waiting.push(Waiting {
            id,
            node: target.node,
            document,
            pointer,
        });
        id
    }

    /// Gives a schema the name of a component, which goes before the name of a file.
    pub(crate) fn name_component(&mut self, id: SchemaId, name: Located<String>) {
        if self.schemas.named.insert(id) {
            self.schemas.schema_mut(id).name = Some(name);
        }
    }

    /// Reads the schemas that have got a number and not been read, and those that they lead to.
    pub(crate) fn read_waiting_schemas(&mut self) {
        while let Some(Waiting {
            id,
            node,
            document,
            pointer,
        }) = self.schemas.waiting.pop()
        {
            let schema = self.schemas.schema_mut(id);
            let mut read = blank(schema.span, std::mem::take(&mut schema.pointer));
            read.name = schema.name.take();
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

/// The keys below which a schema is a part of something else, and has no name of its own.
const PARTS: [&str; 14] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "schema",
    "then",
];

/// The name of a schema in a document other than the entry: the last part of its pointer, or the document's own name
/// without its ending.
fn name_in_file(document: &str, pointer: &str) -> Option<String> {
    if pointer.is_empty() {
        let file = document.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        return (!stem.is_empty()).then(|| stem.to_owned());
    }
    let mut tokens: Vec<&str> = pointer.split('/').skip(1).collect();
    let name = tokens.pop()?.replace("~1", "/").replace("~0", "~");
    let named =
        !tokens.iter().any(|token| PARTS.contains(token)) && !PARTS.contains(&name.as_str());
    named.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::name_in_file;

    #[test]
    fn schemas_of_files_are_named_by_pointer_or_file() {
        for (document, pointer, name) in [
            ("schemas/Pet.yaml", "", Some("Pet")),
            ("Pet.schema.json", "", Some("Pet")),
            ("common.yaml", "/Error", Some("Error")),
            ("common.yaml", "/components/schemas/Error", Some("Error")),
            ("common.yaml", "/$defs/a~1b", Some("a/b")),
            ("common.yaml", "/Error/properties/code", None),
            (
                "common.yaml",
                "/paths/~1a/get/responses/200/content/x/schema",
                None,
            ),
        ] {
            assert_eq!(
                name_in_file(document, pointer).as_deref(),
                name,
                "{document}#{pointer}"
            );
        }
    }
}
