//! One value: its type, its rules, and what it holds.

use super::rules::Place;
use super::words::{kind_name, shape_name};
use super::{Comparison, Direction, Pending, Subject};
use crate::expected::{
    Additional, Clause, Facets, ObjectPromise, Promise, Shape, clauses, facets_of, promise,
};
use crate::output::Item;
use crate::recovered::{CountRule, SchemaPlace, Value, ValueKind, choices};
use specwright_diagnostics::codes;
use specwright_source::Node;

/// A value of the code and the schemas that describe it.
pub(super) struct Pair<'p, 'a> {
    /// What the reading of the value has to enforce.
    facets: Facets<'a>,
    promise: Promise<'a>,
    value: &'p Value,
    direction: Direction,
    /// How many constraints the schemas state for the value itself.
    stated: usize,
}

impl<'a> Comparison<'a, '_> {
    /// Compares a value with the schemas that describe it; whether null is allowed too, unless the caller does so.
    pub(super) fn value(
        &mut self,
        schemas: &[&'a Node],
        value: &Value,
        direction: Direction,
        subject: &Subject<'_>,
        compares_null: bool,
    ) {
        self.value_of(&clauses(schemas), value, direction, subject, compares_null);
    }

    /// The same for what is left of schemas.
    pub(super) fn value_of(
        &mut self,
        clauses: &[Clause<'a>],
        value: &Value,
        direction: Direction,
        subject: &Subject<'_>,
        compares_null: bool,
    ) {
        self.checked_value(
            clauses,
            &value.checks(),
            value,
            direction,
            subject,
            compares_null,
        );
    }

    /// The same for a value that is held to schemas.
    pub(super) fn checked_value(
        &mut self,
        clauses: &[Clause<'a>],
        checks: &[SchemaPlace],
        value: &Value,
        direction: Direction,
        subject: &Subject<'_>,
        compares_null: bool,
    ) {
        let resolved = facets_of(self.spec, clauses);
        let Some(whole) = self.comparable(resolved) else {
            return;
        };
        let promised = promise(self.spec, &whole);
        let Some(promised) = self.comparable(promised) else {
            return;
        };
        self.accounted.extend(&whole.taken_in);
        let mut place = Place {
            subject,
            span: promised.span,
            at: value.at,
        };
        let inner = value.inner();
        place.at = inner.at;
        if let ValueKind::Record(item) | ValueKind::Union(item) | ValueKind::Newtype(item) =
            &inner.kind
        {
            if compares_null {
                self.null(place, &whole, &promised, value, None);
            }
            self.named(
                place, &whole, &promised, clauses, checks, inner, item, direction,
            );
            return;
        }
        let enforced = self.enforced(place, &whole, checks, &inner.kind);
        if compares_null {
            self.null(place, &whole, &promised, value, enforced.null);
        }
        let facets = whole.without(&enforced.hidden);
        let promised = promise(self.spec, &facets);
        let Some(mut promise) = self.comparable(promised) else {
            return;
        };
        // What the keywords only speak of, no type has to say; then the schemas beside it say it all.
        let says_all =
            matches!(inner.kind, ValueKind::Any) && (!checks.is_empty() || !facets.states_type());
        if says_all {
            promise.shape = Shape::Any;
        }
        if direction == Direction::Write
            && matches!(inner.kind, ValueKind::Any)
            && self.is_told_apart(&facets)
        {
            let told = shape_name(&promise, &facets);
            self.type_differs(place, kind_name(&inner.kind), &told);
        }
        let stated = self.count_stated(&facets, &inner.kind) + from_format(&promise, &inner.kind);
        let pair = Pair {
            facets,
            promise,
            value: inner,
            direction,
            stated,
        };
        let (findings, recovered) = (self.findings.count(), self.proof.constraints_recovered);
        let implied = self.shape(place, &pair);
        if self.findings.count() == findings {
            self.left_over(place, &pair.facets, inner, direction);
        }
        if direction == Direction::Write {
            return;
        }
        self.proof.constraints_stated += stated;
        self.proof.constraints_implied += implied;
        // Containers compare their own constraints before they go on to what they hold.
        let holds = matches!(inner.kind, ValueKind::List { .. } | ValueKind::Map { .. });
        let recovered = self.proof.constraints_recovered - recovered;
        if !holds && self.findings.count() == findings && stated != recovered + implied {
            self.miscounted(place, stated, recovered + implied);
        }
    }

    /// Compares whether null is allowed.
    fn null(
        &mut self,
        place: Place<'_>,
        facets: &Facets<'a>,
        promise: &Promise<'a>,
        value: &Value,
        checked: Option<bool>,
    ) {
        let inner = value.inner();
        // Null that a reader inside of `checked` takes is held to the schemas too.
        let passes = !inner.nullable || checked != Some(false);
        let in_code = value.nullable && passes || self.holds_null(value);
        let any = matches!(inner.kind, ValueKind::Any) && checked.is_none();
        let open = matches!(promise.shape, Shape::Any) && facets.unions.is_empty();
        if promise.nullable.is_some_and(|null| null != in_code) && !open && !any {
            self.null_differs(place, in_code);
        }
    }

    /// Compares the type of a value whose type has a name; the rest is compared later, once.
    #[expect(
        clippy::too_many_arguments,
        reason = "what is known of one value on both sides"
    )]
    fn named(
        &mut self,
        place: Place<'_>,
        facets: &Facets<'a>,
        promise: &Promise<'a>,
        clauses: &[Clause<'a>],
        checks: &[SchemaPlace],
        value: &Value,
        item: &Item,
        direction: Direction,
    ) {
        let fits = match &value.kind {
            ValueKind::Record(_) => matches!(promise.shape, Shape::Object(_)),
            ValueKind::Union(_) => !facets.unions.is_empty(),
            // What it holds is compared with the same schemas.
            _ => true,
        };
        if !fits {
            self.type_differs(place, kind_name(&value.kind), &shape_name(promise, facets));
            return;
        }
        let mut identity = facets.identity();
        for check in checks {
            let at = check.expr.at;
            identity.extend([at.file as usize, at.start as usize]);
        }
        // A model is compared once with each schema, and later: it may hold itself.
        if self.seen.insert((identity, item.clone(), direction)) {
            self.waiting.push_back(Pending {
                clauses: clauses.to_vec(),
                checks: checks.to_vec(),
                item: item.clone(),
                direction,
            });
        }
    }

    fn miscounted(&mut self, place: Place<'_>, stated: usize, found: usize) {
        self.findings.between(
            &codes::CONSTRAINT_UNACCOUNTED,
            (place.at, place.span),
            format!(
                "{} has {stated} constraints in the description and {found} in the code",
                place.subject
            ),
            "the constraints stand here",
        );
    }

    pub(super) fn null_differs(&mut self, place: Place<'_>, in_code: bool) {
        let (code, said) = if in_code {
            ("may", "must not")
        } else {
            ("must not", "may")
        };
        self.findings.between(
            &codes::NULLABILITY_DIFFERS,
            (place.at, place.span),
            format!(
                "{} {code} be null in the code and {said} be null in the description",
                place.subject
            ),
            format!("it {said} be null"),
        );
    }

    pub(super) fn type_differs(&mut self, place: Place<'_>, in_code: &str, promised: &str) {
        self.findings.between(
            &codes::TYPE_DIFFERS,
            (place.at, place.span),
            format!(
                "{} is {in_code} in the code and {promised} in the description",
                place.subject
            ),
            format!("{promised}, here"),
        );
    }

    /// Compares the shapes; gives how many of the stated constraints the value's type implies.
    fn shape(&mut self, place: Place<'_>, pair: &Pair<'_, 'a>) -> usize {
        match (&pair.promise.shape, &pair.value.kind) {
            (Shape::Any, ValueKind::Any) | (Shape::Boolean, ValueKind::Boolean) => pair.stated,
            (Shape::Integer { format, rule }, kind) => self.integer(place, *format, rule, kind),
            (Shape::Number { rule, .. }, ValueKind::Decimal(checked)) => {
                self.number_rule(place, rule, checked.as_ref(), None);
                0
            }
            (Shape::Number { format, rule }, ValueKind::Number(checked))
                if *format != Some("decimal") =>
            {
                self.number_rule(place, rule, checked.as_ref(), None);
                0
            }
            (Shape::Text(text), kind) => self.text(place, text, kind, pair.direction),
            (Shape::Choice(values), ValueKind::Choice(item)) => {
                let table = choices(self.output, item, place.at);
                if let Some(table) = self.readable(table) {
                    self.choice(place, values, &table);
                }
                pair.stated
            }
            (
                Shape::List {
                    items,
                    min,
                    max,
                    unique,
                },
                ValueKind::List { rule, item },
            ) => {
                self.counted(place, pair, |comparison| {
                    comparison.array_rule(
                        place,
                        (min.as_ref(), max.as_ref(), *unique),
                        rule.as_ref(),
                    );
                });
                self.value_of(
                    items,
                    item,
                    pair.direction,
                    &Subject::ItemOf(place.subject),
                    true,
                );
                0
            }
            (Shape::Object(object), ValueKind::Map { rule, value }) => {
                self.counted(place, pair, |comparison| {
                    comparison.map_rule(place, object, rule.as_ref());
                });
                self.map(place, object, value, pair.direction);
                0
            }
            (Shape::Object(_), ValueKind::Problem) if pair.direction == Direction::Write => {
                self.proof
                    .untested
                    .insert("the properties of the runtime's problem document".to_owned());
                pair.stated
            }
            (_, kind) => {
                let promised = shape_name(&pair.promise, &pair.facets);
                self.type_differs(place, kind_name(kind), &promised);
                pair.stated
            }
        }
    }

    /// Compares a container's own rule, and whether all its constraints were compared.
    fn counted(&mut self, place: Place<'_>, pair: &Pair<'_, 'a>, compare: impl FnOnce(&mut Self)) {
        let (findings, before) = (self.findings.count(), self.proof.constraints_recovered);
        compare(self);
        let recovered = self.proof.constraints_recovered - before;
        let reads = pair.direction == Direction::Read;
        if reads && self.findings.count() == findings && pair.stated != recovered {
            self.miscounted(place, pair.stated, recovered);
        }
    }

    fn map_rule(&mut self, place: Place<'_>, object: &ObjectPromise<'a>, rule: Option<&CountRule>) {
        let Some(rule) = rule else { return };
        self.counts(
            &codes::PROPERTY_COUNT_DIFFERS,
            Place {
                at: rule.at,
                ..place
            },
            ("minProperties", object.min.as_ref(), rule.min.as_ref()),
            ("maxProperties", object.max.as_ref(), rule.max.as_ref()),
        );
    }

    fn map(
        &mut self,
        place: Place<'_>,
        object: &ObjectPromise<'a>,
        inner: &Value,
        direction: Direction,
    ) {
        if let Some((name, property)) = object.properties.iter().next() {
            self.findings.between(
                &codes::MISSING_PROPERTY,
                (place.at, property.span),
                format!(
                    "{} is a map in the code, which does not know its property `{name}`",
                    place.subject
                ),
                "the property is declared here",
            );
        }
        let values = Subject::ValueOf(place.subject);
        match &object.additional {
            Additional::Schema(schemas) => self.value_of(schemas, inner, direction, &values, true),
            Additional::Open if matches!(inner.kind, ValueKind::Any) => {}
            Additional::Open => {
                let place = Place {
                    subject: &values,
                    at: inner.at,
                    ..place
                };
                self.type_differs(place, kind_name(&inner.kind), "any value");
            }
            Additional::Refused(span) => self.findings.between(
                &codes::ADDITIONAL_PROPERTIES_DIFFER,
                (place.at, *span),
                format!(
                    "{} is a map in the code, and the description allows no further properties",
                    place.subject
                ),
                "further properties are refused here",
            ),
        }
    }
}

/// How many bounds of a value no keyword says, and its reader has to check.
fn from_format(promise: &Promise<'_>, kind: &ValueKind) -> usize {
    match (&promise.shape, kind) {
        (Shape::Integer { rule, .. }, ValueKind::Integer { .. }) => rule.from_format,
        // A decimal that stands for an integer is a multiple of one.
        (Shape::Integer { rule, .. }, ValueKind::Decimal(_)) => {
            usize::from(rule.multiples.is_empty())
        }
        _ => 0,
    }
}
