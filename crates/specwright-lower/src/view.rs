//! From which side a schema is seen: `readOnly`, `writeOnly` and `default` mean something else on each.

use specwright_openapi::{AdditionalProperties, Description, SchemaId};

/// The side from which a schema is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// In the body of a request.
    Request,
    /// In the body of a merge patch (RFC 7396), where an absent property stays as it is.
    Patch,
    /// In an answer.
    Response,
}

/// What is different about a schema because of the side it is seen from. Two equal views are one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct View {
    /// Properties with `readOnly` are left out.
    pub without_read_only: bool,
    /// Properties with `writeOnly` are left out.
    pub without_write_only: bool,
    /// Defaults are not filled in.
    pub without_defaults: bool,
}

impl View {
    /// The word that tells the view's type from the plain one.
    pub(crate) fn suffix(self) -> Option<&'static str> {
        match self {
            Self {
                without_defaults: true,
                ..
            } => Some("Patch"),
            Self {
                without_read_only: true,
                ..
            } => Some("Input"),
            Self { .. } => None,
        }
    }
}

/// What each schema holds, in itself or in what it refers to.
pub(crate) struct Contents(Vec<View>);

impl Contents {
    /// Looks at all schemas until nothing more is found, so that cycles of references are covered.
    pub(crate) fn of(api: &Description) -> Self {
        let mut contents: Vec<View> = api
            .schemas
            .iter()
            .map(|schema| View {
                without_read_only: false,
                without_write_only: false,
                without_defaults: schema.default.is_some(),
            })
            .collect();
        let uses: Vec<Vec<SchemaId>> = (0..api.schemas.len())
            .map(|index| uses(api, SchemaId(index)))
            .collect();
        let mut changed = true;
        while changed {
            changed = false;
            for (index, schema) in api.schemas.iter().enumerate() {
                let mut view = contents[index];
                for used in &uses[index] {
                    let below = contents[used.0];
                    view.without_read_only |= below.without_read_only;
                    view.without_write_only |= below.without_write_only;
                    view.without_defaults |= below.without_defaults;
                }
                for (_, property) in &schema.properties {
                    view.without_read_only |= api.schema(*property).read_only;
                    view.without_write_only |= api.schema(*property).write_only;
                }
                changed |= view != contents[index];
                contents[index] = view;
            }
        }
        Self(contents)
    }

    /// The view of a schema from a side, without the differences that make none for this schema.
    pub(crate) fn view(&self, schema: SchemaId, side: Side) -> View {
        let holds = self.0[schema.0];
        View {
            without_read_only: holds.without_read_only && side != Side::Response,
            without_write_only: holds.without_write_only && side == Side::Response,
            without_defaults: holds.without_defaults && side == Side::Patch,
        }
    }
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
        let contents = Contents::of(&api);
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
        let contents = Contents::of(&api);
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
