//! A schema with `$ref` and `allOf` resolved: the keywords that hold together, and the unions among them.

use super::union::Union;
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Object};
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
            Self::Part(part) => part.span(),
        }
    }
}

impl<'a> Part<'a> {
    /// The place.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Object { span, .. } | Self::Type(_, span) => *span,
        }
    }

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
    pub(super) fn is_of(&self, other: &Self) -> bool {
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
    /// The places of parts and unions that say nothing of null, as in `anyOf: [X, {type: "null"}]`.
    pub(crate) beside_null: BTreeSet<Span>,
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
pub(super) fn is_annotation(key: &str) -> bool {
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
