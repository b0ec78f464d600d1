//! What reading and writing objects have in common: the promise about an object, and which field goes with which name.

use super::{Comparison, alike};
use crate::expected::{Clause, Facets, PropertyPromise, facets_of, promise};
use crate::recovered::ValueKind;
use crate::syntax::{At, Type};
use specwright_diagnostics::codes;
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// Whether a property is marked by a flag such as `readOnly`.
    pub(super) fn flagged(&self, property: &PropertyPromise<'a>, key: &str) -> bool {
        facets_of(self.spec, &property.schemas).is_ok_and(|facets| is_flagged(&facets, key))
    }

    /// Whether the schemas allow null; `None` where they can be read either way.
    pub(super) fn null_of(&self, schemas: &[Clause<'a>]) -> Option<bool> {
        let facets = facets_of(self.spec, schemas).ok()?;
        promise(self.spec, &facets).ok()?.nullable
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
    pub(super) fn mark_all(&mut self, schemas: &[Clause<'a>]) {
        if let Ok(facets) = facets_of(self.spec, schemas) {
            self.count_stated(&facets, &ValueKind::Any);
        }
    }
}

/// Whether a flag such as `readOnly` is set.
pub(super) fn is_flagged(facets: &Facets<'_>, key: &str) -> bool {
    facets
        .values(key)
        .any(|value| value.as_bool() == Some(true))
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
