//! One value: its type, its rules, and what it holds.

use super::rules::Place;
use super::words::{kind_name, shape_name};
use super::{Comparison, Direction, Pending, Subject};
use crate::expected::{
    Additional, Facets, Limit, NumberPromise, ObjectPromise, Promise, Shape, facets, promise,
};
use crate::output::Item;
use crate::recovered::{CountRule, NumberRule, Value, ValueKind, choices};
use specwright_diagnostics::codes;
use specwright_source::Node;

/// A value of the code and the schemas that describe it.
struct Pair<'p, 'a> {
    schemas: &'p [&'a Node],
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
        let resolved = facets(self.spec, schemas);
        let Some(facets) = self.comparable(resolved) else {
            return;
        };
        let promised = promise(self.spec, &facets);
        let Some(promise) = self.comparable(promised) else {
            return;
        };
        let place = Place {
            subject,
            span: promise.span,
            at: value.at,
        };
        let null_differs = promise.nullable.is_some_and(|null| null != value.nullable);
        if compares_null && null_differs && !matches!(promise.shape, Shape::Any) {
            self.null_differs(place, value.nullable);
        }
        let stated = self.count_stated(&facets);
        let pair = Pair {
            schemas,
            facets,
            promise,
            value,
            direction,
            stated,
        };
        let (findings, recovered) = (self.findings.count(), self.proof.constraints_recovered);
        let implied = self.shape(place, &pair);
        if direction == Direction::Write {
            return;
        }
        self.proof.constraints_stated += stated;
        self.proof.constraints_implied += implied;
        // Containers compare their own constraints before they go on to what they hold.
        let holds = matches!(
            value.kind,
            ValueKind::Record(_) | ValueKind::List { .. } | ValueKind::Map { .. }
        );
        let recovered = self.proof.constraints_recovered - recovered;
        if !holds && self.findings.count() == findings && stated != recovered + implied {
            self.miscounted(place, stated, recovered + implied);
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
            (
                Shape::Integer { format, rule },
                ValueKind::Integer {
                    bits,
                    rule: checked,
                },
            ) => self.integer(place, *format, rule, *bits, checked.as_ref()),
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
                self.value(
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
            (Shape::Object(_), ValueKind::Record(item)) => {
                self.record(pair, item);
                // A record's own constraints are compared once, with its table.
                pair.stated
            }
            (Shape::Object(_), ValueKind::Problem) if pair.direction == Direction::Write => {
                self.proof
                    .untested
                    .insert("the properties of the runtime's problem document".to_owned());
                pair.stated
            }
            (shape, kind) => {
                self.type_differs(place, kind_name(kind), &shape_name(shape));
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

    fn integer(
        &mut self,
        place: Place<'_>,
        format: Option<&str>,
        promise: &NumberPromise,
        bits: u8,
        rule: Option<&NumberRule>,
    ) -> usize {
        if !width_fits(format, promise, bits) {
            let promised = if bits == 32 {
                "an integer of 64 bits"
            } else {
                "an integer of 32 bits"
            };
            self.type_differs(place, &format!("an integer of {bits} bits"), promised);
        }
        self.number_rule(place, promise, rule, Some(bits));
        implied_bounds(promise, bits)
    }

    /// A model is compared once with each schema, and later: it may hold itself.
    fn record(&mut self, pair: &Pair<'_, 'a>, item: &Item) {
        let direction = pair.direction;
        if self
            .seen
            .insert((pair.facets.identity(), item.clone(), direction))
        {
            self.waiting.push_back(Pending {
                schemas: pair.schemas.to_vec(),
                item: item.clone(),
                direction,
            });
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
            Additional::Schema(schemas) => self.value(schemas, inner, direction, &values, true),
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

/// Whether an integer may be kept in so many bits: as its format says, and without one in 64, or in fewer that hold all
/// that its bounds allow.
fn width_fits(format: Option<&str>, rule: &NumberPromise, bits: u8) -> bool {
    let within = |limit: &Option<Limit>| {
        limit
            .as_ref()
            .and_then(|limit| limit.value.as_i64())
            .is_some_and(|value| i32::try_from(value).is_ok())
    };
    match (format, bits) {
        (Some("int32"), 32) | (Some("int64"), 64) => true,
        (Some("int32"), _) => false,
        (_, 64) => true,
        (Some("int64"), _) => false,
        _ => within(&rule.minimum) && within(&rule.maximum),
    }
}

/// How many bounds of an integer its width implies.
fn implied_bounds(rule: &NumberPromise, bits: u8) -> usize {
    let edge = 1_i128 << (bits - 1);
    let value = |limit: &Option<Limit>| limit.as_ref().and_then(|limit| limit.value.as_i128());
    let low = value(&rule.minimum).is_some_and(|value| value <= -edge);
    let high = value(&rule.maximum).is_some_and(|value| value >= edge - 1);
    let whole = value(&rule.multiple_of) == Some(1);
    usize::from(low) + usize::from(high) + usize::from(whole)
}
