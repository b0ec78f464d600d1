//! What no type says: the schemas that a value is held to beside its reading, against the keywords that the reading
//! leaves over.

use super::claims::{Checked, Promised, Unequal, about_the_same, account};
use super::rules::{Place, kind_types};
use super::{Comparison, Direction};
use crate::claim::{DEPTH, Normal, PATTERN, Says, apart, concerns, normal};
use crate::expected::{Clause, Facets, SpecReading};
use crate::recovered::{CodeReading, SchemaPlace, Value, ValueKind};
use crate::syntax::At;
use specwright_diagnostics::{Span, codes};
use specwright_source::Node;
use std::collections::BTreeSet;

/// The keywords that the schemas beside a reading enforce.
#[derive(Default)]
pub(super) struct Enforced {
    /// Their places.
    pub(super) hidden: BTreeSet<Span>,
    /// Whether null passes the schemas; `None` where there are none.
    pub(super) null: Option<bool>,
}

impl<'a> Comparison<'a, '_> {
    /// Finds the keywords that the schemas enforce, and reports what they enforce that no keyword says.
    pub(super) fn enforced(
        &mut self,
        place: Place<'_>,
        facets: &Facets<'a>,
        checks: &[SchemaPlace],
        kind: &ValueKind,
    ) -> Enforced {
        let mut enforced = Enforced::default();
        if checks.is_empty() {
            return enforced;
        }
        let code = CodeReading(self.output);
        let read = normal(&code, checks, DEPTH);
        let Some(checked) = self.readable(read) else {
            return enforced;
        };
        enforced.null = checked.null;
        let spec = SpecReading(self.spec);
        let known = property_names(facets);
        if matches!(kind, ValueKind::Any)
            && self.equality().schemas(&facets.clauses(), checks).is_ok()
        {
            enforced.hidden = spec.of(facets).iter().map(|claim| claim.place).collect();
            self.count_enforced(&enforced);
            return enforced;
        }
        let mut promised: Vec<Promised<'a>> = Vec::new();
        let mut matched = BTreeSet::new();
        for claim in spec.of(facets) {
            let (origin, whole) = (claim.place, claim.says.clone());
            let split = apart(&spec, claim);
            let Some(split) = self.comparable(split) else {
                continue;
            };
            let mut held = true;
            for part in &split {
                let by = self.holding(part, &checked.claims);
                let stricter = || checked.claims.iter().any(|claim| is_stricter(part, claim));
                held &= by.is_some() || stricter();
                matched.extend(by);
            }
            if held {
                self.accounted.insert(origin);
                if let Says::List(alternatives) = &whole {
                    for alternative in alternatives {
                        let known = account(spec, alternative, &mut self.accounted, DEPTH);
                        self.comparable(known);
                    }
                }
                // What the reading has to enforce it has to, even where the schema says it once more.
                if matches!(kind, ValueKind::Any)
                    || !split.iter().all(|claim| belongs_to_reading(claim, &known))
                {
                    enforced.hidden.insert(origin);
                }
            }
            promised.extend(split);
        }
        // Bounds of several members may stand as one.
        let joined = normal(&spec, &facets.clauses(), DEPTH);
        if let Some(joined) = self.comparable(joined) {
            promised.extend(joined.claims);
        }
        for (index, claim) in checked.claims.iter().enumerate() {
            if !matched.contains(&index) && !self.is_promised(claim, &promised) {
                self.not_promised(place, claim, &promised);
            }
        }
        self.count_enforced(&enforced);
        enforced
    }

    fn count_enforced(&mut self, enforced: &Enforced) {
        self.proof.constraints_stated += enforced.hidden.len();
        self.proof.constraints_recovered += enforced.hidden.len();
    }

    /// The number of the checked claim that says what a promised one does.
    fn holding(&mut self, promised: &Promised<'a>, checked: &[Checked]) -> Option<usize> {
        let mut equality = self.equality();
        checked.iter().position(|checked| {
            about_the_same(promised, checked) && equality.claims(promised, checked).is_ok()
        })
    }

    fn is_promised(&mut self, checked: &Checked, promised: &[Promised<'a>]) -> bool {
        let mut equality = self.equality();
        promised.iter().any(|promised| {
            about_the_same(promised, checked) && equality.claims(promised, checked).is_ok()
        })
    }

    /// Reports a claim of the code that the description does not make.
    fn not_promised(&mut self, place: Place<'_>, checked: &Checked, promised: &[Promised<'a>]) {
        let about = promised
            .iter()
            .find(|promised| about_the_same(promised, checked));
        let mut span = about.map_or(place.span, |promised| promised.place);
        let mut at = checked.place;
        let mut what = format!(
            "`{}` is checked in the code and not demanded in the description",
            checked.keyword
        );
        if let Some(promised) = about {
            match self.equality().claims(promised, checked) {
                Err(Unequal::Differs(difference)) => {
                    (span, at, what) = (difference.span, difference.at, difference.what);
                }
                Err(Unequal::Unreadable(unreadable)) => {
                    self.readable::<()>(Err(unreadable));
                    return;
                }
                Err(Unequal::Uncompared(uncompared)) => {
                    self.comparable::<()>(Err(uncompared));
                    return;
                }
                Ok(()) => return,
            }
        }
        self.assertion_differs(place, (at, span), &what);
    }

    fn assertion_differs(&mut self, place: Place<'_>, at: (At, Span), what: &str) {
        self.findings.between(
            &codes::ASSERTION_DIFFERS,
            at,
            format!("of {}, {what}", place.subject),
            "the keyword stands here",
        );
    }

    /// Reports what neither the reading of a value nor the schemas beside it enforce.
    pub(super) fn left_over(
        &mut self,
        place: Place<'_>,
        facets: &Facets<'a>,
        value: &Value,
        direction: Direction,
    ) {
        let spec = SpecReading(self.spec);
        let normal = normal(&spec, &facets.clauses(), DEPTH);
        let Some(Normal { claims, .. }) = self.comparable(normal) else {
            return;
        };
        let known = property_names(facets);
        // What is idle here, or said by a stricter keyword, was looked at all the same.
        for claim in spec.of(facets) {
            self.accounted.insert(claim.place);
        }
        for claim in claims {
            self.accounted.insert(claim.place);
            if direction == Direction::Write || is_read(&claim, value, &known) {
                continue;
            }
            let what = format!("`{}` is not checked in the code", claim.keyword);
            self.assertion_differs(place, (place.at, claim.place), &what);
        }
    }
}

/// Whether a checked bound is stricter than a promised one, which then says nothing.
fn is_stricter(promised: &Promised<'_>, checked: &Checked) -> bool {
    match (&promised.says, &checked.says) {
        (Says::Number(said), Says::Number(number)) => match promised.keyword.get(..3) {
            Some("min") => number > said,
            Some("max") => number < said,
            _ => false,
        },
        _ => false,
    }
}

/// Whether the reading of a kind of values enforces a keyword, or the comparison of its rule says that it does not.
fn is_read(claim: &Promised<'_>, value: &Value, known: &BTreeSet<&str>) -> bool {
    let kind = &value.inner().kind;
    // Nothing is enforced of a value that may be anything.
    if matches!(kind, ValueKind::Any) {
        return false;
    }
    let types = kind_types(kind);
    if !concerns(claim.keyword, &types) {
        return true;
    }
    match (claim.keyword, &claim.says) {
        ("enum", _) => matches!(kind, ValueKind::Choice(_)),
        ("items" | "additionalProperties", Says::Rest { .. }) => belongs_to_reading(claim, known),
        (
            "not" | "if" | "contains" | "prefixItems" | "patternProperties" | "propertyNames"
            | "dependentRequired" | "dependentSchemas" | "oneOf" | "anyOf",
            _,
        ) => false,
        _ => true,
    }
}

/// Whether a keyword says what a value is made of, which its reading has to follow. `known` are the properties that any
/// of the schemas lists or demands.
fn belongs_to_reading(claim: &Promised<'_>, known: &BTreeSet<&str>) -> bool {
    match (claim.keyword, &claim.says) {
        ("items", Says::Rest { beside, .. }) => beside.is_empty(),
        ("additionalProperties", Says::Rest { schema, beside }) => {
            let refuses =
                matches!(&schema[..], [Clause::Whole(node)] if node.as_bool() == Some(false));
            let refuses_known = refuses && known.iter().any(|name| !beside.contains(*name));
            !refuses_known && !beside.iter().any(|name| name.starts_with(PATTERN))
        }
        ("type" | "properties" | "required", _) => true,
        _ => false,
    }
}

/// The properties that the parts list or demand.
fn property_names<'a>(facets: &Facets<'a>) -> BTreeSet<&'a str> {
    let listed = facets
        .parts
        .iter()
        .filter_map(|part| part.stated("properties"));
    let listed = listed
        .filter_map(Node::as_object)
        .flat_map(|object| &object.entries)
        .map(|entry| entry.key.as_str());
    let demanded = facets
        .parts
        .iter()
        .filter_map(|part| part.stated("required"));
    let demanded = demanded
        .filter_map(Node::as_array)
        .flatten()
        .filter_map(Node::as_str);
    listed.chain(demanded).collect()
}
