//! A schema with `$ref` and `allOf` resolved: the keywords that hold together, and the unions among them.

use super::union::{Union, is_component, union_of_children, unions_of};
use super::{Spec, Uncompared};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Object, Value};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A schema, or what is left of one where a part of it is spoken of elsewhere.
#[derive(Debug, Clone)]
pub(crate) enum Clause<'a> {
    /// A schema with all that it refers to.
    Whole(&'a Node),
    /// The same, where it does not stand for the schemas that have it in their `allOf`.
    Base(&'a Node),
    /// The keywords of one object, or one type.
    Part(Part<'a>),
}

/// Keywords that stand beside each other.
#[derive(Debug, Clone)]
pub(crate) enum Part<'a> {
    Object {
        object: &'a Object,
        span: Span,
        /// The keywords that do not count here, by the places of their values.
        without: Rc<BTreeSet<Span>>,
    },
    /// One name of a list under `type`.
    Type(&'a str, Span),
}

impl Clause<'_> {
    /// The place.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Whole(node) | Self::Base(node) => node.span,
            Self::Part(Part::Object { span, .. } | Part::Type(_, span)) => *span,
        }
    }
}

impl<'a> Part<'a> {
    /// The value of a keyword.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        match self {
            Self::Object {
                object, without, ..
            } => object.get(key).filter(|node| !without.contains(&node.span)),
            Self::Type(..) => None,
        }
    }

    /// The value of a keyword, also of one that does not count: the keywords beside it still look at it.
    pub(crate) fn stated(&self, key: &str) -> Option<&'a Node> {
        match self {
            Self::Object { object, .. } => object.get(key),
            Self::Type(..) => None,
        }
    }

    /// The keywords.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &'a Entry> + '_ {
        let (entries, without): (&'a [Entry], _) = match self {
            Self::Object {
                object, without, ..
            } => (&object.entries, Some(without)),
            Self::Type(..) => (&[], None),
        };
        entries
            .iter()
            .filter(move |entry| !without.is_some_and(|without| without.contains(&entry.node.span)))
    }

    /// What is said of the properties that are not listed: `additionalProperties`, or `unevaluatedProperties` where
    /// nothing else could evaluate them.
    pub(crate) fn further(&self) -> Option<&'a Node> {
        self.further_stated().filter(|node| !self.hides(node.span))
    }

    /// The same where it does not count, because schemas beside the reading say it as well.
    pub(crate) fn further_stated(&self) -> Option<&'a Node> {
        let composed = [
            "$ref",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "dependentSchemas",
        ];
        self.stated("additionalProperties").or_else(|| {
            self.stated("unevaluatedProperties")
                .filter(|_| composed.iter().all(|key| self.stated(key).is_none()))
        })
    }

    /// Whether what stands at a place does not count.
    pub(crate) fn hides(&self, place: Span) -> bool {
        matches!(self, Self::Object { without, .. } if without.contains(&place))
    }

    fn without(&self, hidden: &BTreeSet<Span>) -> Self {
        match self {
            Self::Object {
                object,
                span,
                without,
            } => Self::Object {
                object,
                span: *span,
                without: Rc::new(without.union(hidden).copied().collect()),
            },
            Self::Type(name, span) => Self::Type(name, *span),
        }
    }

    /// Whether both are of one object, or one type.
    fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object { object, .. }, Self::Object { object: other, .. }) => {
                std::ptr::eq(*object, *other)
            }
            (Self::Type(name, _), Self::Type(other, _)) => name == other,
            _ => false,
        }
    }

    fn identity(&self, key: &mut Vec<usize>) {
        match self {
            Self::Object {
                object, without, ..
            } => {
                key.push(std::ptr::from_ref::<Object>(object).addr());
                // Only what stands in this object can be missing from it.
                for entry in object
                    .entries
                    .iter()
                    .filter(|entry| without.contains(&entry.node.span))
                {
                    key.push(std::ptr::from_ref::<Entry>(entry).addr());
                }
            }
            Self::Type(name, _) => key.push(name.as_ptr().addr()),
        }
    }
}

/// The parts of a schema; a value is valid if it is valid against each of them, and against each union.
#[derive(Debug, Clone)]
pub(crate) struct Facets<'a> {
    /// The place of the schema's use.
    pub(crate) span: Span,
    pub(crate) parts: Vec<Part<'a>>,
    /// The compositions of several alternatives.
    pub(crate) unions: Vec<Union<'a>>,
    /// The places of compositions of one alternative, which is taken in.
    pub(crate) taken_in: Vec<Span>,
    /// Whether `null` is allowed beside what the parts say, by `anyOf: [X, {type: "null"}]`.
    pub(crate) or_null: bool,
    /// A schema that is `false`: nothing is valid.
    pub(crate) nothing: Option<&'a Node>,
}

impl<'a> Facets<'a> {
    /// A key that is the same for each use of the same schema.
    pub(crate) fn identity(&self) -> Vec<usize> {
        let mut key = Vec::new();
        for part in &self.parts {
            part.identity(&mut key);
        }
        // Two uses with the same parts differ where one of them stands for a union and the other for one alternative.
        key.extend(self.unions.iter().map(|union| union.span.start as usize));
        key
    }

    /// What the parts state under a key.
    pub(crate) fn values<'f>(&'f self, key: &'f str) -> impl Iterator<Item = &'a Node> + 'f {
        self.parts.iter().filter_map(move |part| part.get(key))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.values(key).next().is_some()
    }

    /// Whether a type is stated, and not only spoken of.
    pub(crate) fn states_type(&self) -> bool {
        let typed = |part: &Part<'_>| matches!(part, Part::Type(..));
        self.parts.iter().any(typed) || self.has("type")
    }

    /// The same without the keywords at these places.
    pub(crate) fn without(&self, hidden: &BTreeSet<Span>) -> Self {
        if hidden.is_empty() {
            return self.clone();
        }
        let unions = self.unions.iter();
        Self {
            parts: self.parts.iter().map(|part| part.without(hidden)).collect(),
            nothing: self.nothing.filter(|node| !hidden.contains(&node.span)),
            unions: unions
                .filter(|union| !hidden.contains(&union.span))
                .cloned()
                .collect(),
            ..self.clone()
        }
    }

    /// The parts as schemas.
    pub(crate) fn clauses(&self) -> Vec<Clause<'a>> {
        // What a composition of one alternative says is a part of its own.
        let hidden = self.taken_in.iter().copied().collect();
        let parts = self.parts.iter().map(|part| part.without(&hidden));
        let parts = parts.map(Clause::Part);
        parts.chain(self.nothing.map(Clause::Whole)).collect()
    }

    /// The parts as schemas that hold beside each alternative of a union; those that only describe are left out.
    pub(crate) fn beside(&self, union: &Union<'a>) -> Vec<Clause<'a>> {
        let hidden = self.taken_in.iter().copied().chain([union.span]).collect();
        let parts = self.parts.iter().map(|part| part.without(&hidden));
        parts
            .filter(|part| part.entries().any(|entry| !is_annotation(&entry.key)))
            .map(Clause::Part)
            .collect()
    }
}

/// Whether a keyword says nothing of what is valid, or is followed where parts are made.
fn is_annotation(key: &str) -> bool {
    key.starts_with("x-") || ANNOTATIONS.contains(&key)
}

const ANNOTATIONS: &[&str] = &[
    "$comment",
    "$ref",
    "allOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// How deep `allOf` and `$ref` may lead into each other.
const MAX_DEPTH: usize = 64;

/// Resolves the schemas of one use; more than one where several schemas describe the same property.
pub(crate) fn facets<'a>(spec: Spec<'a>, schemas: &[&'a Node]) -> Result<Facets<'a>, Uncompared> {
    facets_of(spec, &clauses(schemas))
}

/// Schemas as clauses.
pub(crate) fn clauses<'a>(schemas: &[&'a Node]) -> Vec<Clause<'a>> {
    schemas.iter().copied().map(Clause::Whole).collect()
}

/// Resolves what is said of one value.
pub(crate) fn facets_of<'a>(
    spec: Spec<'a>,
    clauses: &[Clause<'a>],
) -> Result<Facets<'a>, Uncompared> {
    let span = clauses.first().map_or(spec.root.span, Clause::span);
    let mut facets = Facets {
        span,
        parts: Vec::new(),
        unions: Vec::new(),
        taken_in: Vec::new(),
        or_null: false,
        nothing: None,
    };
    let mut way = Vec::new();
    for clause in clauses {
        match clause {
            Clause::Whole(node) | Clause::Base(node) => {
                add(spec, node, &mut facets, &mut way)?;
            }
            Clause::Part(part) => keep_part(spec, part, &mut facets, &mut way)?,
        }
    }
    // Alone, a base stands for all that extend it; beside others it is one of several schemas that hold.
    if let [Clause::Whole(node)] = clauses
        && let Some(union) = union_of_children(spec, unwrapped(spec, node)?)
    {
        facets.unions.push(union);
    }
    Ok(facets)
}

/// The schema that references lead to, also through an `allOf` that stands around one alone, as `$ref` of 3.0 allows
/// no description beside it.
fn unwrapped<'a>(spec: Spec<'a>, node: &'a Node) -> Result<&'a Node, Uncompared> {
    let mut node = node;
    for _ in 0..MAX_DEPTH {
        let Some(object) = node.as_object() else {
            break;
        };
        let alone = |key: &str| {
            object.entries.iter().all(|entry| {
                entry.key == key
                    || (is_annotation(&entry.key)
                        && !["default", "nullable", "allOf", "$ref", "discriminator"]
                            .contains(&entry.key.as_str()))
            })
        };
        let member = match object.get("allOf").and_then(Node::as_array) {
            Some([only]) if alone("allOf") && !is_component(spec, node) => Some(only),
            _ => None,
        };
        match (object.get("$ref"), member) {
            (Some(reference), _) if !spec.siblings || alone("$ref") => {
                node = spec.target(reference)?;
            }
            (None, Some(member)) => node = member,
            _ => break,
        }
    }
    Ok(node)
}

/// Adds a schema. `way` holds the schemas whose members are being added, outermost first.
fn add<'a>(
    spec: Spec<'a>,
    schema: &'a Node,
    facets: &mut Facets<'a>,
    way: &mut Vec<&'a Node>,
) -> Result<(), Uncompared> {
    let uncompared = |what: &str| Uncompared {
        span: schema.span,
        what: what.to_owned(),
    };
    if way.len() >= MAX_DEPTH || way.iter().any(|known| std::ptr::eq(*known, schema)) {
        return Err(uncompared("a schema that contains itself through `allOf`"));
    }
    let object = match &schema.value {
        Value::Object(object) => object,
        Value::Bool(true) => return Ok(()),
        Value::Bool(false) => {
            facets.nothing = Some(schema);
            return Ok(());
        }
        _ => return Err(uncompared("a schema that is no object")),
    };
    let reference = object.get("$ref");
    way.push(schema);
    if reference.is_none() || (spec.siblings && object.entries.len() > 1) {
        let part = Part::Object {
            object,
            span: schema.span,
            without: Rc::new(lists_above(spec, object, way)),
        };
        keep_part(spec, &part, facets, way)?;
        let members = object.get("allOf").and_then(Node::as_array);
        for member in members.unwrap_or_default() {
            add(spec, member, facets, way)?;
        }
    }
    if let Some(reference) = reference {
        add(spec, spec.target(reference)?, facets, way)?;
    }
    way.pop();
    Ok(())
}

/// The unions of a schema that list one that has it in its `allOf`: there, the alternative is taken already.
fn lists_above<'a>(spec: Spec<'a>, object: &'a Object, way: &[&'a Node]) -> BTreeSet<Span> {
    let above = &way[..way.len().saturating_sub(1)];
    let lists = |node: &&'a Node| {
        let alternatives = node.as_array().unwrap_or_default();
        alternatives.iter().any(|alternative| {
            spec.follow(alternative)
                .is_ok_and(|target| above.iter().any(|known| std::ptr::eq(*known, target)))
        })
    };
    ["oneOf", "anyOf"]
        .iter()
        .filter_map(|keyword| object.get(keyword))
        .filter(|node| !above.is_empty() && lists(node))
        .map(|node| node.span)
        .collect()
}

/// Keeps a part once (the same one twice says nothing more, and what is left of it stands before the whole), and its
/// unions.
fn keep_part<'a>(
    spec: Spec<'a>,
    part: &Part<'a>,
    facets: &mut Facets<'a>,
    way: &mut Vec<&'a Node>,
) -> Result<(), Uncompared> {
    if facets.parts.iter().any(|known| known.is_of(part)) {
        return Ok(());
    }
    facets.parts.push(part.clone());
    for found in unions_of(part) {
        facets.or_null |= found.or_null;
        match &found.union.alternatives[..] {
            [] => {}
            [only] => {
                facets.taken_in.push(found.union.span);
                match &only.clause {
                    Clause::Whole(node) | Clause::Base(node) => add(spec, node, facets, way)?,
                    Clause::Part(part) => facets.parts.push(part.clone()),
                }
            }
            _ => facets.unions.push(found.union),
        }
    }
    Ok(())
}
