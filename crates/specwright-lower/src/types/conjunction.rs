//! A schema with the members of its `allOf` → the schemas that must all hold of one value.

use super::demands::states_only_a_type;
use super::null::is_null_alone;
use specwright_model::TypeSet;
use specwright_openapi::{Description, Schema, SchemaId, SchemaType};
use specwright_source::Located;

/// A schema that must hold, or what is left of it where the rest is dealt with elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each takes one keyword away, whatever the others do"
)]
pub(crate) struct Part {
    /// The schema.
    pub id: SchemaId,
    /// Its `allOf` is left out: the members are parts of their own.
    pub own: bool,
    /// Its `oneOf` is left out: the value is one of the alternatives already.
    pub without_one_of: bool,
    /// Its `anyOf` is left out, for the same reason.
    pub without_any_of: bool,
    /// It does not stand for the schemas that extend it.
    pub without_children: bool,
}

impl Part {
    /// The whole of a schema.
    pub(crate) const fn whole(id: SchemaId) -> Self {
        Self {
            id,
            own: false,
            without_one_of: false,
            without_any_of: false,
            without_children: false,
        }
    }

    /// A schema that others extend, as they see it.
    pub(crate) const fn extended(id: SchemaId) -> Self {
        Self {
            without_children: true,
            ..Self::whole(id)
        }
    }
}

/// Schemas that must all hold of one value, `allOf` resolved.
#[derive(Debug, Clone)]
pub(crate) struct Conjunction<'a> {
    /// Each schema once, with only its own keywords.
    pub members: Vec<Member<'a>>,
}

/// One schema of a conjunction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'a> {
    pub schema: &'a Schema,
    pub part: Part,
    /// The types that its `anyOf` lists, where it lists nothing else: in OpenAPI 3.1 a list under `type`.
    pub types: Option<TypeSet>,
}

impl<'a> Member<'a> {
    /// The alternatives of `oneOf`, unless they are dealt with elsewhere.
    pub(crate) fn one_of(&self) -> Option<&'a Located<Vec<SchemaId>>> {
        let alternatives = self.schema.one_of.as_ref()?;
        (!self.part.without_one_of).then_some(alternatives)
    }

    /// The alternatives of `anyOf`, unless they are dealt with elsewhere.
    pub(crate) fn any_of(&self) -> Option<&'a Located<Vec<SchemaId>>> {
        let alternatives = self.schema.any_of.as_ref()?;
        (!self.part.without_any_of).then_some(alternatives)
    }
}

/// The types that the members of a conjunction leave, if any states one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No member states a type, or they leave several.
    Unstated,
    /// Only this one is left.
    Stated(SchemaType),
    /// The members exclude each other.
    Contradictory,
}

impl<'a> Conjunction<'a> {
    /// Resolves `allOf`, and `oneOf` and `anyOf` of one alternative, which say the same.
    pub(crate) fn of(api: &'a Description, parts: &[Part]) -> Self {
        let mut conjunction = Self {
            members: Vec::new(),
        };
        // What is left of a schema comes first, so that a part that extends it does not bring the whole of it back.
        let (rest, whole): (Vec<Part>, Vec<Part>) = parts.iter().partition(|part| part.own);
        for part in rest.into_iter().chain(whole) {
            conjunction.gather(api, part, &mut Vec::new());
        }
        conjunction
    }

    fn gather(&mut self, api: &'a Description, part: Part, way: &mut Vec<SchemaId>) {
        if self.members.iter().any(|member| member.part.id == part.id) {
            return;
        }
        let schema = api.schema(part.id);
        let only = |keyword: &'a Option<Located<Vec<SchemaId>>>, left_out: bool| {
            let values = values_of(api, &keyword.as_ref()?.value);
            let [only] = values.as_slice() else {
                return None;
            };
            (!left_out).then_some(*only)
        };
        let one = only(&schema.one_of, part.without_one_of);
        let any = only(&schema.any_of, part.without_any_of);
        let types = schema.any_of.as_ref().filter(|_| !part.without_any_of);
        self.members.push(Member {
            schema,
            types: types.and_then(|listed| types_of(api, &listed.value)),
            part: Part {
                own: true,
                without_one_of: part.without_one_of || one.is_some(),
                without_any_of: part.without_any_of || any.is_some(),
                ..part
            },
        });
        way.push(part.id);
        let members = schema.all_of.iter().filter(|_| !part.own);
        for member in members.flat_map(|members| members.value.iter().copied()) {
            let of = api.schema(member);
            // A schema that lists the one that extends it as an alternative: the alternative is taken.
            let lists = |keyword: &Option<Located<Vec<SchemaId>>>| {
                keyword
                    .as_ref()
                    .is_some_and(|listed| listed.value.iter().any(|id| way.contains(id)))
            };
            let extended = Part {
                without_one_of: lists(&of.one_of),
                without_any_of: lists(&of.any_of),
                ..Part::extended(member)
            };
            self.gather(api, extended, way);
        }
        for alternative in one.into_iter().chain(any) {
            self.gather(api, Part::whole(alternative), way);
        }
        way.pop();
    }

    /// The schemas, one by one.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = &'a Schema> + '_ {
        self.members.iter().map(|member| member.schema)
    }

    /// The type that the members state.
    pub(crate) fn kind(&self) -> Kind {
        let stated = self.members.iter().flat_map(|member| {
            let kind = member.schema.kind.as_ref();
            kind.map(|kind| type_set(kind.value))
                .into_iter()
                .chain(member.types)
        });
        let Some(left) = stated.reduce(TypeSet::and) else {
            return Kind::Unstated;
        };
        if left.is_empty() {
            return Kind::Contradictory;
        }
        let mut kinds = KINDS.iter().filter(|kind| type_set(**kind) == left);
        kinds
            .next()
            .map_or(Kind::Unstated, |kind| Kind::Stated(*kind))
    }
}

/// The alternatives without those that are null alone: whether null is allowed is said beside the type. All of them where
/// nothing else is there.
pub(super) fn values_of(api: &Description, ids: &[SchemaId]) -> Vec<SchemaId> {
    let values = ids.iter().filter(|id| !is_null_alone(api.schema(**id)));
    let values: Vec<SchemaId> = values.copied().collect();
    if values.is_empty() {
        ids.to_vec()
    } else {
        values
    }
}

/// The types that alternatives are, where each says its type and nothing else.
fn types_of(api: &Description, ids: &[SchemaId]) -> Option<TypeSet> {
    let types = values_of(api, ids).into_iter().map(|id| {
        let schema = api.schema(id);
        let kind = schema.kind.as_ref()?;
        states_only_a_type(schema).then(|| type_set(kind.value))
    });
    types.reduce(|one, other| Some(one?.or(other?)))?
}

const KINDS: &[SchemaType] = &[
    SchemaType::String,
    SchemaType::Number,
    SchemaType::Integer,
    SchemaType::Boolean,
    SchemaType::Array,
    SchemaType::Object,
];

/// A type as the set of its values' types.
pub(super) fn type_set(kind: SchemaType) -> TypeSet {
    match kind {
        SchemaType::String => TypeSet::STRING,
        SchemaType::Number => TypeSet::NUMBER,
        SchemaType::Integer => TypeSet::INTEGER,
        SchemaType::Boolean => TypeSet::BOOLEAN,
        SchemaType::Array => TypeSet::ARRAY,
        SchemaType::Object => TypeSet::OBJECT,
    }
}
