//! Types that have a name: records, unions, and lists and maps that hold themselves.

use super::rules::Place;
use super::{Comparison, Direction, Pending, Subject};
use crate::expected::{
    Alternative, Clause, Facets, Union, facets_of, is_contradictory, kind, possible_types,
};
use crate::output::Item;
use crate::recovered::{
    ReadUnion, SchemaPlace, Value, ValueKind, named_kind, read_newtype, read_union,
    written_newtype, written_union,
};
use crate::syntax::At;
use specwright_diagnostics::codes;

impl<'a> Comparison<'a, '_> {
    /// Compares a type that has a name with the schemas that describe it.
    pub(super) fn named_type(&mut self, pending: &Pending<'a>) {
        let Pending {
            clauses,
            checks,
            item,
            direction,
        } = pending;
        match (named_kind(self.output, item), direction) {
            (Some(ValueKind::Union(_)), Direction::Read) => self.read_union(clauses, checks, item),
            (Some(ValueKind::Union(_)), Direction::Write) => self.written_union(clauses, item),
            (Some(ValueKind::Newtype(_)), direction) => {
                self.newtype(clauses, checks, item, *direction);
            }
            (_, Direction::Read) => self.read_object(clauses, checks, item),
            (_, Direction::Write) => self.written_object(clauses, item),
        }
    }

    fn newtype(
        &mut self,
        clauses: &[Clause<'a>],
        checks: &[SchemaPlace],
        item: &Item,
        direction: Direction,
    ) {
        let mut checks = checks.to_vec();
        let read = match direction {
            Direction::Read => read_newtype(self.output, item).map(|newtype| {
                checks.extend(newtype.checks);
                newtype.value
            }),
            Direction::Write => written_newtype(self.output, item),
        };
        let Some(value) = self.readable(read) else {
            return;
        };
        self.proof.records += 1;
        checks.extend(value.checks());
        let subject = Subject::Type(&item.name);
        self.checked_value(clauses, &checks, &value, direction, &subject, false);
    }

    /// Whether null is a value of one of a union's alternatives.
    pub(super) fn holds_null(&self, value: &Value) -> bool {
        let ValueKind::Union(item) = &value.inner().kind else {
            return false;
        };
        self.output.enumeration(item).is_some_and(|enumeration| {
            let mut variants = enumeration.variants.iter();
            variants.any(|variant| {
                matches!(&variant.fields[..], [(_, kind)]
                    if kind.argument_of("Option").is_some() || kind.head().is_some_and(|(name, _)| name == "Json"))
            })
        })
    }

    /// Whether a schema has one union whose alternatives are values of types of their own.
    pub(super) fn is_told_apart(&self, facets: &Facets<'a>) -> bool {
        let [union] = &facets.unions[..] else {
            return false;
        };
        union.alternatives.iter().any(|alternative| {
            let clause = std::slice::from_ref(&alternative.clause);
            possible_types(self.spec, clause).is_ok_and(|types| types.len() <= 1)
        })
    }

    fn read_union(&mut self, clauses: &[Clause<'a>], checks: &[SchemaPlace], item: &Item) {
        let resolved = facets_of(self.spec, clauses);
        let Some(whole) = self.comparable(resolved) else {
            return;
        };
        let read = read_union(self.output, item);
        let Some(read) = self.readable(read) else {
            return;
        };
        self.proof.records += 1;
        let subject = Subject::Type(&item.name);
        let place = Place {
            subject: &subject,
            span: whole.span,
            at: read.at,
        };
        let checks: Vec<SchemaPlace> = checks.iter().chain(&read.checks).cloned().collect();
        let enforced = self.enforced(place, &whole, &checks, &ValueKind::Union(item.clone()));
        let mut facets = whole.without(&enforced.hidden);
        if facets.unions.is_empty() {
            // The schemas beside it say again what the alternatives say.
            facets.unions.clone_from(&whole.unions);
        }
        let Some(union) = self.union_of(place, &facets, read.alternatives.len(), read.at) else {
            return;
        };
        self.matching(place, &union, &read);
        self.discriminator(place, &union, &read);
        self.variants_in_order(item, &read);
        let rest = facets.beside(&union);
        for (alternative, checked) in union.alternatives.iter().zip(&read.alternatives) {
            let clauses = with_rest(&rest, alternative);
            let subject = Subject::Alternative(&item.name, checked.variant);
            self.value_of(&clauses, &checked.value, Direction::Read, &subject, false);
            let place = Place {
                subject: &subject,
                span: alternative.clause.span(),
                at: checked.at,
            };
            self.exclusions(place, &union, alternative, &clauses, checked);
        }
    }

    fn written_union(&mut self, clauses: &[Clause<'a>], item: &Item) {
        let resolved = facets_of(self.spec, clauses);
        let Some(facets) = self.comparable(resolved) else {
            return;
        };
        let written = written_union(self.output, item);
        let Some(written) = self.readable(written) else {
            return;
        };
        self.proof.records += 1;
        let subject = Subject::Type(&item.name);
        let at = written.first().map_or(
            At {
                file: item.module,
                start: 0,
                end: 0,
            },
            |variant| variant.at,
        );
        let place = Place {
            subject: &subject,
            span: facets.span,
            at,
        };
        let Some(union) = self.union_of(place, &facets, written.len(), at) else {
            return;
        };
        let rest = facets.beside(&union);
        for (alternative, variant) in union.alternatives.iter().zip(&written) {
            let clauses = with_rest(&rest, alternative);
            let subject = Subject::Alternative(&item.name, variant.name);
            let value = crate::recovered::written_value(self.output, item.module, variant.kind);
            let Some(value) = self.readable(value) else {
                continue;
            };
            let value = Value {
                at: variant.at,
                ..value
            };
            self.value_of(&clauses, &value, Direction::Write, &subject, false);
        }
    }

    /// The union of the description that a union of the code stands for: the first whose alternatives are more than
    /// conditions, without those that the type beside them excludes. A finding where there are others.
    fn union_of(
        &mut self,
        place: Place<'_>,
        facets: &Facets<'a>,
        count: usize,
        at: At,
    ) -> Option<Union<'a>> {
        let kind = kind(facets);
        let tells = |union: &&Union<'a>| !union.is_condition(self.spec, kind);
        let mut found = facets
            .unions
            .iter()
            .find(tells)
            .or(facets.unions.first())
            .cloned()?;
        self.accounted.insert(found.span);
        let rest = facets.beside(&found);
        let spec = self.spec;
        let can_hold = |alternative: &Alternative<'a>| {
            facets_of(spec, &with_rest(&rest, alternative))
                .is_ok_and(|facets| !is_contradictory(&facets))
        };
        if found.alternatives.iter().any(can_hold) {
            found.alternatives.retain(can_hold);
        }
        if found.alternatives.len() == count {
            return Some(found);
        }
        self.findings.between(
            &codes::UNION_DIFFERS,
            (at, found.span),
            format!(
                "{} has {count} alternatives in the code and {} in the description",
                place.subject,
                found.alternatives.len()
            ),
            "the alternatives stand here",
        );
        None
    }

    fn matching(&mut self, place: Place<'_>, union: &Union<'a>, read: &ReadUnion<'_>) {
        let (one, at) = read.one;
        let said = match union.keyword {
            "oneOf" => true,
            "anyOf" => false,
            // No value has two types, and the tag alone chooses among the alternatives of a base.
            _ => return,
        };
        if one == said {
            return;
        }
        let told = |one: bool| if one { "exactly one" } else { "at least one" };
        self.findings.between(
            &codes::UNION_DIFFERS,
            (at, union.span),
            format!(
                "{} must match {} of its alternatives in the code and {} in the description",
                place.subject,
                told(one),
                told(said)
            ),
            format!("{} must match here", told(said)),
        );
    }

    /// The readers and the variants of a union stand in one order, by which the written values are compared.
    fn variants_in_order(&mut self, item: &Item, read: &ReadUnion<'_>) {
        let Some(enumeration) = self.output.enumeration(item) else {
            return;
        };
        for (variant, alternative) in enumeration.variants.iter().zip(&read.alternatives) {
            if variant.name != alternative.variant {
                let message = format!(
                    "the variant `{}` stands where `{}` is read",
                    variant.name, alternative.variant
                );
                self.findings.in_output(
                    &codes::FIELDS_CROSSED,
                    alternative.value.at,
                    message,
                    crate::findings::REGENERATE,
                );
                return;
            }
        }
    }
}

/// What holds of a value that is one alternative of a union.
fn with_rest<'a>(rest: &[Clause<'a>], alternative: &Alternative<'a>) -> Vec<Clause<'a>> {
    let own = std::iter::once(&alternative.clause);
    rest.iter().chain(own).cloned().collect()
}
