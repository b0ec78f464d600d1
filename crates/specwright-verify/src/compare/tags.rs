//! What tells the alternatives of a union apart: it must follow from the alternatives, or values are lost.

use super::Comparison;
use super::objects::is_flagged;
use super::rules::Place;
use crate::claim::common_types;
use crate::expected::{
    Alternative, Clause, Facets, PropertyPromise, Shape, Union, facets_of, possible_types, promise,
};
use crate::recovered::{ReadAlternative, ReadUnion};
use specwright_diagnostics::codes;
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// Compares the property whose value names the alternative.
    pub(super) fn discriminator(
        &mut self,
        place: Place<'_>,
        union: &Union<'a>,
        read: &ReadUnion<'_>,
    ) {
        // One that does not tell all alternatives apart says nothing; then each is tried.
        let promised = union
            .discriminator
            .as_ref()
            .filter(|_| self.tells_apart(union));
        let in_code = read.discriminator.map(|(name, _)| name);
        let said = promised.map(|discriminator| discriminator.property);
        if in_code == said {
            return;
        }
        let told = |name: Option<&str>| name.map_or("none".to_owned(), |name| format!("`{name}`"));
        let at = read.discriminator.map_or(place.at, |(_, at)| at);
        let span = promised.map_or(union.span, |discriminator| discriminator.span);
        self.findings.between(
            &codes::DISCRIMINATOR_DIFFERS,
            (at, span),
            format!(
                "the discriminator of {} is {} in the code and {} in the description",
                place.subject,
                told(in_code),
                told(said)
            ),
            format!("the discriminator is {} here", told(said)),
        );
    }

    /// Compares what excludes an alternative with what the alternative demands: nothing that it allows may be excluded.
    pub(super) fn exclusions(
        &mut self,
        place: Place<'_>,
        union: &Union<'a>,
        alternative: &Alternative<'a>,
        clauses: &[Clause<'a>],
        read: &ReadAlternative<'_>,
    ) {
        let resolved = facets_of(self.spec, clauses);
        let possible = possible_types(self.spec, clauses);
        let (Some(facets), Some(possible)) = (self.comparable(resolved), self.comparable(possible))
        else {
            return;
        };
        if let Some(types) = &read.types {
            let mut needed = possible;
            if read.value.nullable {
                needed.insert("null");
            }
            let covered = common_types(types, &needed);
            if covered != needed {
                let lost: Vec<&str> = needed.difference(&covered).copied().collect();
                self.excluded(place, &format!("values of the type {}", lost.join(", ")));
            }
        }
        let discriminator = union
            .discriminator
            .as_ref()
            .filter(|_| self.tells_apart(union));
        let is_discriminator =
            |name: &str| discriminator.is_some_and(|known| known.property == name);
        for name in &read.required {
            let demanded = self
                .property_of(&facets, name)
                .is_some_and(|property| property.required);
            if !demanded && !is_discriminator(name) {
                self.excluded(place, &format!("objects without `{name}`"));
            }
        }
        for tag in &read.tags {
            let place = Place {
                at: tag.at,
                ..place
            };
            if is_discriminator(tag.property) {
                self.tag_values(place, union, alternative, &tag.values);
                continue;
            }
            match self.texts_of(&facets, tag.property) {
                Some(texts) if texts.iter().all(|text| tag.values.contains(*text)) => {}
                _ => self.excluded(
                    place,
                    &format!("objects whose `{}` has another value", tag.property),
                ),
            }
        }
        if let Some(discriminator) = discriminator
            && !read
                .tags
                .iter()
                .any(|tag| tag.property == discriminator.property)
        {
            self.tag_values(place, union, alternative, &BTreeSet::new());
        }
    }

    /// Whether the discriminator has values for each alternative that no other has.
    fn tells_apart(&self, union: &Union<'a>) -> bool {
        let mut known = BTreeSet::new();
        union.alternatives.iter().all(|alternative| {
            let clause = std::slice::from_ref(&alternative.clause);
            let objects =
                possible_types(self.spec, clause).is_ok_and(|types| types.contains("object"));
            let values = self.values_of(union, alternative);
            objects && !values.is_empty() && values.into_iter().all(|value| known.insert(value))
        })
    }

    /// The values of the discriminator that must stand for an alternative.
    fn values_of(&self, union: &Union<'a>, alternative: &Alternative<'a>) -> BTreeSet<&'a str> {
        let Some(discriminator) = &union.discriminator else {
            return BTreeSet::new();
        };
        if alternative.name.is_some() {
            return discriminator.values(alternative).0;
        }
        // An alternative without a name is told by the texts that it allows itself.
        let clause = std::slice::from_ref(&alternative.clause);
        let facets = facets_of(self.spec, clause);
        facets
            .ok()
            .and_then(|facets| self.texts_of(&facets, discriminator.property))
            .unwrap_or_default()
    }

    /// Compares the values of the discriminator that stand for an alternative.
    fn tag_values(
        &mut self,
        place: Place<'_>,
        union: &Union<'a>,
        alternative: &Alternative<'a>,
        in_code: &BTreeSet<String>,
    ) {
        let Some(discriminator) = &union.discriminator else {
            return;
        };
        let must = self.values_of(union, alternative);
        let may = match alternative.name {
            Some(_) => discriminator.values(alternative).1,
            None => must.clone(),
        };
        let known: BTreeSet<&str> = in_code.iter().map(String::as_str).collect();
        if must.is_subset(&known) && known.is_subset(&may) {
            return;
        }
        let listed = |names: &BTreeSet<&str>| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            if names.is_empty() {
                "no value".to_owned()
            } else {
                names.join(", ")
            }
        };
        self.findings.between(
            &codes::DISCRIMINATOR_DIFFERS,
            (place.at, discriminator.span),
            format!(
                "`{}` of {} is {} in the code and {} in the description",
                discriminator.property,
                place.subject,
                listed(&known),
                listed(&must)
            ),
            "the values follow from here",
        );
    }

    fn excluded(&mut self, place: Place<'_>, what: &str) {
        self.findings.between(
            &codes::ALTERNATIVE_EXCLUDED,
            (place.at, place.span),
            format!("{} is excluded for {what}, which it may be", place.subject),
            "the alternative stands here",
        );
    }

    fn property_of(&self, facets: &Facets<'a>, name: &str) -> Option<PropertyPromise<'a>> {
        let promise = promise(self.spec, facets).ok()?;
        let Shape::Object(mut object) = promise.shape else {
            return None;
        };
        let property = object.properties.remove(name)?;
        // What a request does not hold cannot be demanded of it.
        let read_only = facets_of(self.spec, &property.schemas)
            .is_ok_and(|facets| is_flagged(&facets, "readOnly"));
        (!read_only).then_some(property)
    }

    /// The texts that a property may be, where it is there.
    fn texts_of(&self, facets: &Facets<'a>, name: &str) -> Option<BTreeSet<&'a str>> {
        let property = self.property_of(facets, name)?;
        let facets = facets_of(self.spec, &property.schemas).ok()?;
        let promise = promise(self.spec, &facets).ok()?;
        match (promise.shape, promise.nullable) {
            (Shape::Choice(texts), Some(false)) => Some(texts),
            _ => None,
        }
    }
}
