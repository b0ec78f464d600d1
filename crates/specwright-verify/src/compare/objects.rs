//! What reading and writing objects have in common: the promise about an object, and which field goes with which name.

use super::{Comparison, alike};
use crate::expected::{Facets, ObjectPromise, Promise, PropertyPromise, Shape, facets, promise};
use crate::syntax::{At, Type};
use specwright_diagnostics::{Span, codes};
use specwright_source::Node;
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// What the schemas say about an object.
    pub(super) fn object_promise(
        &mut self,
        schemas: &[&'a Node],
    ) -> Option<(Facets<'a>, Span, ObjectPromise<'a>)> {
        let resolved = facets(self.spec, schemas);
        let facets = self.comparable(resolved)?;
        let promised = promise(self.spec, &facets);
        match self.comparable(promised)? {
            Promise {
                span,
                shape: Shape::Object(object),
                ..
            } => Some((facets, span, object)),
            _ => None,
        }
    }

    /// Whether a property is marked by a flag such as `readOnly`.
    pub(super) fn flagged(&self, property: &PropertyPromise<'a>, key: &str) -> bool {
        facets(self.spec, &property.schemas).is_ok_and(|facets| {
            facets
                .parts
                .iter()
                .any(|part| part.get(key).and_then(Node::as_bool) == Some(true))
        })
    }

    /// Whether the schemas allow null; `None` where they can be read either way.
    pub(super) fn null_of(&self, schemas: &[&'a Node]) -> Option<bool> {
        let facets = facets(self.spec, schemas).ok()?;
        promise(self.spec, &facets).ok()?.nullable
    }

    /// Whether the schemas allow every value.
    pub(super) fn is_any(&self, schemas: &[&'a Node]) -> bool {
        facets(self.spec, schemas)
            .and_then(|facets| promise(self.spec, &facets))
            .is_ok_and(|promise| matches!(promise.shape, Shape::Any))
    }

    /// Reports a name that is kept in a field which another name is spelt like.
    pub(super) fn crossed_fields<'n>(
        &mut self,
        pairs: impl Iterator<Item = (&'n str, &'n str, At)>,
    ) {
        let pairs: Vec<(&str, &str, At)> = pairs.collect();
        // Only pairs that differ in spelling can be crossed, and they are few.
        let odd: Vec<&(&str, &str, At)> = pairs
            .iter()
            .filter(|(name, field, _)| !alike(name, field))
            .collect();
        for (name, field, at) in &odd {
            if let Some((other, ..)) = odd
                .iter()
                .find(|(other, ..)| other != name && alike(other, field))
            {
                let message = format!(
                    "`{name}` goes with the field `{field}`, which has the name of `{other}`"
                );
                self.findings.in_output(
                    &codes::FIELDS_CROSSED,
                    *at,
                    message,
                    crate::findings::REGENERATE,
                );
            }
        }
        let mut fields = BTreeSet::new();
        for (name, field, at) in &pairs {
            if !fields.insert(*field) {
                let message = format!("`{name}` shares the field `{field}` with another name");
                self.findings.in_output(
                    &codes::FIELDS_CROSSED,
                    *at,
                    message,
                    crate::findings::REGENERATE,
                );
            }
        }
    }

    /// Marks the constraints of schemas whose values are not read.
    pub(super) fn mark_all(&mut self, schemas: &[&'a Node]) {
        if let Ok(facets) = facets(self.spec, schemas) {
            self.count_stated(&facets);
        }
    }
}

/// `Option` or `Presence`, if the type is one.
pub(super) fn wrapper(kind: &Type) -> Option<&'static str> {
    match kind.head() {
        Some(("Option", [_])) => Some("Option"),
        Some(("Presence", [_])) => Some("Presence"),
        _ => None,
    }
}

/// The same in words.
pub(super) fn told_wrapper(wrapper: Option<&str>) -> String {
    wrapper.map_or("`T`".to_owned(), |name| format!("`{name}<T>`"))
}
