//! From which side a schema is seen: `readOnly`, `writeOnly` and `default` mean something else on each.

use crate::types::format_is;
use specwright_openapi::{AdditionalProperties, Description, Schema, SchemaId, SchemaType};
use std::collections::BTreeMap;

/// The side from which a schema is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// In the body of a request.
    Request,
    /// In the body of a merge patch (RFC 7396), where an absent property stays as it is.
    Patch,
    /// In a multipart form, whose own properties may be files (RFC 7578).
    Form,
    /// In an answer.
    Response,
}

impl Side {
    /// The side from which a property is seen: a file, or a list of files, stands in the form itself and nowhere below.
    pub(crate) fn of_property(self, api: &Description, property: SchemaId) -> Self {
        if self == Self::Form && !is_file_or_files(api, property) {
            Self::Request
        } else {
            self
        }
    }
}

/// What is different about a schema because of the side it is seen from. Two equal views are one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one difference, whatever the others are"
)]
pub(crate) struct View {
    /// Properties with `readOnly` are left out.
    pub without_read_only: bool,
    /// Properties with `writeOnly` are left out.
    pub without_write_only: bool,
    /// Defaults are not filled in.
    pub without_defaults: bool,
    /// Texts of the format `binary` are files.
    pub with_files: bool,
}

impl View {
    /// What is different because of either.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            without_read_only: self.without_read_only || other.without_read_only,
            without_write_only: self.without_write_only || other.without_write_only,
            without_defaults: self.without_defaults || other.without_defaults,
            with_files: self.with_files || other.with_files,
        }
    }

    /// The word that tells the view's type from the plain one.
    pub(crate) fn suffix(self) -> Option<&'static str> {
        match self {
            Self {
                without_defaults: true,
                ..
            } => Some("Patch"),
            Self {
                with_files: true, ..
            } => Some("Form"),
            Self {
                without_read_only: true,
                ..
            } => Some("Input"),
            Self { .. } => None,
        }
    }
}

/// What each schema holds, in itself or in what it refers to.
pub(crate) struct Contents {
    views: Vec<View>,
    /// What each schema says of itself, in its own words or in those of its `allOf`.
    marks: Vec<Marks>,
}

/// Which sides see a property with a schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    read_only: bool,
    write_only: bool,
}

impl Marks {
    /// The annotations of all schemas; those of `allOf` hold of the same value (JSON Schema Core, section 7.7).
    fn of(api: &Description) -> Vec<Self> {
        let mut marks: Vec<Self> = api
            .schemas
            .iter()
            .map(|schema| Self {
                read_only: schema.read_only,
                write_only: schema.write_only,
            })
            .collect();
        let mut changed = true;
        while changed {
            changed = false;
            for (index, schema) in api.schemas.iter().enumerate() {
                let members = schema.all_of.iter().flat_map(|members| &members.value);
                let joined = members.fold(marks[index], |joined, member| Self {
                    read_only: joined.read_only || marks[member.0].read_only,
                    write_only: joined.write_only || marks[member.0].write_only,
                });
                changed |= joined != marks[index];
                marks[index] = joined;
            }
        }
        marks
    }
}

impl Contents {
    /// Looks at all schemas until nothing more is found, so that cycles of references are covered.
    pub(crate) fn of(api: &Description, children: &BTreeMap<SchemaId, Vec<SchemaId>>) -> Self {
        let mut contents: Vec<View> = api
            .schemas
            .iter()
            .map(|schema| View {
                without_read_only: false,
                without_write_only: false,
                without_defaults: schema.default.is_some(),
                with_files: is_file(schema),
            })
            .collect();
        let uses: Vec<Vec<SchemaId>> = (0..api.schemas.len())
            .map(|index| {
                let id = SchemaId(index);
                let mut uses = uses(api, id);
                uses.extend(children.get(&id).into_iter().flatten());
                uses
            })
            .collect();
        let marks = Marks::of(api);
        let mut changed = true;
        while changed {
            changed = false;
            for (index, schema) in api.schemas.iter().enumerate() {
                let mut view = contents[index];
                for used in &uses[index] {
                    let below = contents[used.0];
                    view = view.or(below);
                }
                for (_, property) in &schema.properties {
                    view.without_read_only |= marks[property.0].read_only;
                    view.without_write_only |= marks[property.0].write_only;
                }
                changed |= view != contents[index];
                contents[index] = view;
            }
        }
        Self {
            views: contents,
            marks,
        }
    }

    /// Whether a property with this schema is not seen from a side.
    pub(crate) fn is_hidden(&self, property: SchemaId, side: Side) -> bool {
        let marks = self.marks[property.0];
        if side == Side::Response {
            marks.write_only
        } else {
            marks.read_only
        }
    }

    /// The view of a schema from a side, without the differences that make none for this schema.
    pub(crate) fn view(&self, schema: SchemaId, side: Side) -> View {
        let holds = self.views[schema.0];
        View {
            without_read_only: holds.without_read_only && side != Side::Response,
            without_write_only: holds.without_write_only && side == Side::Response,
            without_defaults: holds.without_defaults && side == Side::Patch,
            with_files: holds.with_files && side == Side::Form,
        }
    }
}

/// Whether a schema is that of a file, where it is a property of a multipart form (OpenAPI 3.0.3, section 4.7.14.2).
pub(crate) fn is_file(schema: &Schema) -> bool {
    let textual = schema
        .kind
        .as_ref()
        .is_none_or(|kind| kind.value == SchemaType::String);
    textual && format_is(schema, "binary")
}

fn is_file_or_files(api: &Description, id: SchemaId) -> bool {
    let schema = api.schema(id);
    let items = schema.items.map(|items| api.schema(items));
    is_file(schema) || items.is_some_and(is_file)
}

/// The schemas that a schema refers to or holds.
fn uses(api: &Description, id: SchemaId) -> Vec<SchemaId> {
    let schema = api.schema(id);
    let compositions = [&schema.all_of, &schema.one_of, &schema.any_of];
    let mut uses: Vec<SchemaId> = schema
        .properties
        .iter()
        .map(|(_, property)| *property)
        .collect();
    uses.extend(schema.items);
    uses.extend(schema.prefix_items.iter().copied());
    uses.extend(schema.contains.as_ref().map(|contains| contains.schema));
    for named in [&schema.pattern_properties, &schema.dependent_schemas] {
        uses.extend(named.iter().map(|(_, value)| *value));
    }
    uses.extend(schema.not.as_ref().map(|not| not.value));
    if let Some(condition) = &schema.condition {
        uses.extend(
            [Some(condition.when), condition.then, condition.otherwise]
                .into_iter()
                .flatten(),
        );
    }
    if let Some(discriminator) = &schema.discriminator {
        uses.extend(discriminator.mapping.iter().map(|(_, target)| *target));
    }
    uses.extend(
        compositions
            .into_iter()
            .flatten()
            .flat_map(|members| members.value.iter().copied()),
    );
    if let AdditionalProperties::Schema(value, _) = schema.additional_properties {
        uses.push(value);
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::{Contents, Side, View};
    use crate::described::with_schemas;
    use specwright_model::{Model, Shape};
    use specwright_openapi::{Description, SchemaId};
    use std::collections::BTreeMap;

    /// A node holds a tag, which holds a node again; each has something that the other lacks.
    const CIRCLE: &[&str] = &[
        "Node: { type: object, properties: { id: { type: string, readOnly: true }, tag: { $ref: '#/components/schemas/Tag' } } }",
        "Tag: { type: object, properties: { secret: { type: string, writeOnly: true }, color: { type: string, default: red }, owners: { type: array, items: { $ref: '#/components/schemas/Node' } }, plain: { $ref: '#/components/schemas/Plain' } } }",
        "Plain: { type: object, properties: { a: { type: string } } }",
    ];

    fn named(api: &Description, name: &str) -> SchemaId {
        let is_named = |schema: &specwright_openapi::Schema| {
            schema.name.as_ref().is_some_and(|own| own.value == name)
        };
        SchemaId(
            api.schemas
                .iter()
                .position(is_named)
                .expect("it is described"),
        )
    }

    #[test]
    fn what_a_schema_holds_is_seen_around_a_circle_of_references() {
        let api = with_schemas(CIRCLE);
        let contents = Contents::of(&api, &BTreeMap::new());
        for name in ["Node", "Tag"] {
            let view = |side| contents.view(named(&api, name), side);
            let request = View {
                without_read_only: true,
                ..View::default()
            };
            assert_eq!(view(Side::Request), request, "{name}");
            let patch = View {
                without_defaults: true,
                ..request
            };
            assert_eq!(view(Side::Patch), patch, "{name}");
            let response = View {
                without_write_only: true,
                ..View::default()
            };
            assert_eq!(view(Side::Response), response, "{name}");
        }
    }

    #[test]
    fn a_schema_that_is_the_same_from_all_sides_is_one_type() {
        let api = with_schemas(CIRCLE);
        let contents = Contents::of(&api, &BTreeMap::new());
        for side in [Side::Request, Side::Patch, Side::Response] {
            assert_eq!(contents.view(named(&api, "Plain"), side), View::default());
        }
        let Model { types, .. } = crate::lower(&api, None).value;
        let mut names: Vec<String> = types
            .iter()
            .filter(|type_| matches!(type_.shape, Shape::Record(_)))
            .filter_map(|type_| Some(type_.name.as_ref()?.words.join(" ")))
            .collect();
        names.sort();
        assert_eq!(names, ["Node", "Node Input", "Plain", "Tag", "Tag Input"]);
    }

    #[test]
    fn properties_are_left_out_on_the_side_that_does_not_see_them() {
        let model = crate::lower(&with_schemas(CIRCLE), None).value;
        let properties = |words: &str| -> Vec<&str> {
            let type_ = model.types.iter().find(|type_| {
                let name = type_.name.as_ref();
                name.is_some_and(|name| name.words.join(" ") == words)
            });
            let record = type_.and_then(|type_| type_.shape.as_record());
            let record = record.expect("it is a record");
            record
                .properties
                .iter()
                .map(|property| property.wire.as_str())
                .collect()
        };
        assert_eq!(properties("Node"), ["id", "tag"]);
        assert_eq!(properties("Node Input"), ["tag"]);
        assert_eq!(properties("Tag"), ["color", "owners", "plain"]);
        assert_eq!(
            properties("Tag Input"),
            ["secret", "color", "owners", "plain"]
        );
    }
}
