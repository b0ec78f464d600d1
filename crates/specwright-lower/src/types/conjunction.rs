//! A schema with the members of its `allOf` → the schemas that must all hold of one value.

use specwright_openapi::{Description, Schema, SchemaId, SchemaType};
use specwright_source::{Located, Value};

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
    /// No member states a type.
    Unstated,
    /// This one.
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
            let [only] = keyword.as_ref()?.value.as_slice() else {
                return None;
            };
            (!left_out).then_some(*only)
        };
        let one = only(&schema.one_of, part.without_one_of);
        let any = only(&schema.any_of, part.without_any_of);
        self.members.push(Member {
            schema,
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
        let mut stated = None;
        for kind in self.schemas().filter_map(|schema| schema.kind.as_ref()) {
            stated = match (stated, kind.value) {
                (None, kind) => Some(kind),
                (Some(one), other) if one == other => Some(one),
                (Some(SchemaType::Number | SchemaType::Integer), SchemaType::Integer)
                | (Some(SchemaType::Integer), SchemaType::Number) => Some(SchemaType::Integer),
                _ => return Kind::Contradictory,
            };
        }
        stated.map_or(Kind::Unstated, Kind::Stated)
    }
}

/// Whether null is valid for the parts together. Where none of them has a say, it is not: a type is assumed.
pub(crate) fn allows_null(api: &Description, parts: &[Part]) -> bool {
    let mut way = Vec::new();
    let stances = parts
        .iter()
        .filter_map(|part| stance_on_null(api, *part, &mut way));
    stances.reduce(|one, other| one && other).unwrap_or(false)
}

/// Whether a schema allows null; `None` where it does not say.
fn stance_on_null(api: &Description, part: Part, way: &mut Vec<SchemaId>) -> Option<bool> {
    let schema = api.schema(part.id);
    if schema.kind.is_some() {
        return Some(schema.nullable);
    }
    if schema.nullable {
        return Some(true);
    }
    if way.contains(&part.id) {
        return None;
    }
    way.push(part.id);
    let mut stances: Vec<bool> = Vec::new();
    if let Some(values) = &schema.enumeration {
        stances.push(values.value.iter().any(|value| value.value == Value::Null));
    }
    let members = schema.all_of.iter().filter(|_| !part.own);
    for member in members.flat_map(|members| &members.value) {
        stances.extend(stance_on_null(api, Part::extended(*member), way));
    }
    for (alternatives, left_out) in [
        (&schema.one_of, part.without_one_of),
        (&schema.any_of, part.without_any_of),
    ] {
        if let (Some(alternatives), false) = (alternatives, left_out)
            && let [only] = alternatives.value.as_slice()
        {
            stances.extend(stance_on_null(api, Part::whole(*only), way));
        }
    }
    way.pop();
    stances.into_iter().reduce(|one, other| one && other)
}
