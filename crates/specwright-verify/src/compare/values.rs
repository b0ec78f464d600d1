//! One value: its type, its format, its rules, and what it holds.

use super::rules::Place;
use super::{Comparison, Direction, Pending, Subject};
use crate::expected::{
    Additional, Facets, Limit, NumberPromise, ObjectPromise, Promise, Shape, TextPromise, facets,
    promise,
};
use crate::recovered::{Literal, Value, ValueKind, choices};
use crate::syntax::At;
use specwright_diagnostics::{Span, codes};
use specwright_source::Node;
use std::collections::BTreeSet;

/// Formats that a reader of text must check; other formats only advise.
const CHECKED_FORMATS: &[&str] = &["email", "hostname", "ipv4", "ipv6", "uri", "uri-reference"];

impl<'a> Comparison<'a, '_> {
    /// Compares a value with the schemas that describe it. Whether null is allowed is compared too, unless the caller
    /// says that it does so itself.
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
        if compares_null
            && !matches!(promise.shape, Shape::Any)
            && promise.nullable.is_some_and(|null| null != value.nullable)
        {
            self.null_differs(subject, promise.span, value.at, value.nullable);
        }
        let stated = self.count_stated(&facets);
        let (findings, recovered) = (self.findings.count(), self.proof.constraints_recovered);
        let implied = self.shape(
            schemas, &facets, &promise, value, direction, subject, stated,
        );
        if direction == Direction::Write {
            return;
        }
        self.proof.constraints_stated += stated;
        self.proof.constraints_implied += implied;
        // What a record recovers is counted when the record itself is compared.
        let recovered = self.proof.constraints_recovered - recovered;
        let inner = matches!(
            value.kind,
            ValueKind::Record(_) | ValueKind::List { .. } | ValueKind::Map { .. }
        );
        if !inner && self.findings.count() == findings && stated != recovered + implied {
            self.miscounted(subject, facets.span, value.at, stated, recovered + implied);
        }
    }

    fn miscounted(
        &mut self,
        subject: &Subject<'_>,
        span: Span,
        at: At,
        stated: usize,
        found: usize,
    ) {
        self.findings.between(
            &codes::CONSTRAINT_UNACCOUNTED,
            (at, span),
            format!(
                "{subject} has {stated} constraints in the description and {found} in the code"
            ),
            "the constraints stand here",
        );
    }

    pub(super) fn null_differs(
        &mut self,
        subject: &Subject<'_>,
        span: Span,
        at: At,
        in_code: bool,
    ) {
        let (code, said) = if in_code {
            ("may", "must not")
        } else {
            ("must not", "may")
        };
        self.findings.between(
            &codes::NULLABILITY_DIFFERS,
            (at, span),
            format!("{subject} {code} be null in the code and {said} be null in the description"),
            format!("it {said} be null"),
        );
    }

    fn type_differs(
        &mut self,
        subject: &Subject<'_>,
        span: Span,
        at: At,
        in_code: &str,
        promised: &str,
    ) {
        self.findings.between(
            &codes::TYPE_DIFFERS,
            (at, span),
            format!("{subject} is {in_code} in the code and {promised} in the description"),
            format!("{promised}, here"),
        );
    }

    /// Compares the shapes; gives how many of the stated constraints the value's type implies.
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one comparison, taken apart once"
    )]
    fn shape(
        &mut self,
        schemas: &[&'a Node],
        facets: &Facets<'a>,
        promise: &Promise<'a>,
        value: &Value,
        direction: Direction,
        subject: &Subject<'_>,
        stated: usize,
    ) -> usize {
        let place = Place {
            subject,
            span: promise.span,
            at: value.at,
        };
        match (&promise.shape, &value.kind) {
            (Shape::Any, ValueKind::Any) | (Shape::Boolean, ValueKind::Boolean) => stated,
            (
                Shape::Integer { format, rule },
                ValueKind::Integer {
                    bits,
                    rule: checked,
                },
            ) => {
                if !width_fits(*format, rule, *bits) {
                    let promised = if *bits == 32 {
                        "an integer of 64 bits"
                    } else {
                        "an integer of 32 bits"
                    };
                    self.type_differs(
                        subject,
                        promise.span,
                        value.at,
                        &format!("an integer of {bits} bits"),
                        promised,
                    );
                }
                self.number_rule(place, rule, checked.as_ref(), Some(*bits));
                implied_bounds(rule, *bits)
            }
            (Shape::Number { format, rule }, ValueKind::Number(checked))
                if *format != Some("decimal") =>
            {
                self.number_rule(place, rule, checked.as_ref(), None);
                0
            }
            (
                Shape::Number { rule, .. },
                ValueKind::Decimal(checked),
            ) => {
                self.number_rule(place, rule, checked.as_ref(), None);
                0
            }
            (Shape::Text(text), kind) => self.text(place, text, kind, direction),
            (Shape::Choice(values), ValueKind::Choice(item)) => {
                let table = choices(self.output, item, value.at);
                if let Some(table) = self.readable(table) {
                    self.choice(place, values, &table);
                }
                stated
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
                let (findings, recovered) =
                    (self.findings.count(), self.proof.constraints_recovered);
                self.array_rule(place, (min.as_ref(), max.as_ref(), *unique), rule.as_ref());
                let recovered = self.proof.constraints_recovered - recovered;
                if direction == Direction::Read
                    && self.findings.count() == findings
                    && stated != recovered
                {
                    self.miscounted(subject, facets.span, value.at, stated, recovered);
                }
                self.value(items, item, direction, &Subject::ItemOf(subject), true);
                0
            }
            (Shape::Object(object), ValueKind::Map { rule, value: inner }) => {
                let (findings, recovered) =
                    (self.findings.count(), self.proof.constraints_recovered);
                if let Some(rule) = rule {
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
                let recovered = self.proof.constraints_recovered - recovered;
                if direction == Direction::Read
                    && self.findings.count() == findings
                    && stated != recovered
                {
                    self.miscounted(subject, facets.span, value.at, stated, recovered);
                }
                self.map(place, object, inner, direction);
                0
            }
            (Shape::Object(_), ValueKind::Record(item)) => {
                let key = (facets.identity(), item.clone(), direction);
                if self.seen.insert(key) {
                    self.waiting.push_back(Pending {
                        schemas: schemas.to_vec(),
                        item: item.clone(),
                        direction,
                    });
                }
                // A record's own constraints are stated once, by its schema; they are compared with its table.
                stated
            }
            (Shape::Object(_), ValueKind::Problem) if direction == Direction::Write => {
                self.proof
                    .untested
                    .insert("the properties of the runtime's problem document".to_owned());
                stated
            }
            (shape, kind) => {
                self.type_differs(
                    subject,
                    promise.span,
                    value.at,
                    kind_name(kind),
                    &shape_name(shape),
                );
                stated
            }
        }
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
        match &object.additional {
            Additional::Schema(schemas) => self.value(
                schemas,
                inner,
                direction,
                &Subject::ValueOf(place.subject),
                true,
            ),
            Additional::Open if matches!(inner.kind, ValueKind::Any) => {}
            Additional::Open => {
                self.type_differs(
                    &Subject::ValueOf(place.subject),
                    place.span,
                    inner.at,
                    kind_name(&inner.kind),
                    "any value",
                );
            }
            Additional::Refused(span) => {
                self.findings.between(
                    &codes::ADDITIONAL_PROPERTIES_DIFFER,
                    (place.at, *span),
                    format!(
                        "{} is a map in the code, and the description allows no further properties",
                        place.subject
                    ),
                    "further properties are refused here",
                );
            }
        }
    }

    fn choice(&mut self, place: Place<'_>, promised: &BTreeSet<&str>, table: &[(&str, &str, At)]) {
        let known: BTreeSet<&str> = table.iter().map(|(wire, _, _)| *wire).collect();
        let variants: BTreeSet<&str> = table.iter().map(|(_, variant, _)| *variant).collect();
        let at = table.first().map_or(place.at, |(_, _, at)| *at);
        let listed = |names: Vec<&&str>| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let lost: Vec<&&str> = promised.difference(&known).collect();
        let added: Vec<&&str> = known.difference(promised).collect();
        let lost_and_added = lost.len() + added.len();
        if !lost.is_empty() {
            self.findings.between(
                &codes::ENUM_DIFFERS,
                (at, place.span),
                format!(
                    "the table of choices for {} lacks {}",
                    place.subject,
                    listed(lost)
                ),
                "the values are listed here",
            );
        }
        if !added.is_empty() {
            self.findings.between(
                &codes::ENUM_DIFFERS,
                (at, place.span),
                format!(
                    "the table of choices for {} has {}, which the description does not list",
                    place.subject,
                    listed(added)
                ),
                "the values are listed here",
            );
        }
        if known.len() != table.len() || variants.len() != table.len() {
            let message = format!(
                "the table of choices for {} has a value or a variant twice",
                place.subject
            );
            self.findings.between(
                &codes::ENUM_DIFFERS,
                (at, place.span),
                message,
                "the values are listed here",
            );
        }
        if lost_and_added == 0
            && known.len() == table.len()
            && let Some((wire, variant, at)) = crossed(table)
        {
            let message = format!(
                "the value `{wire}` stands for the variant `{variant}`, and another value for its own name"
            );
            self.findings.in_output(
                &codes::FIELDS_CROSSED,
                at,
                message,
                crate::findings::REGENERATE,
            );
        }
    }

    /// A text, or a type of its own that travels as text; gives how many stated constraints the type implies.
    fn text(
        &mut self,
        place: Place<'_>,
        promise: &TextPromise<'_>,
        kind: &ValueKind,
        direction: Direction,
    ) -> usize {
        let format = promise.format.map(|(name, _)| name);
        let own = match kind {
            ValueKind::Text(rule) => {
                self.plain_text(place, promise, rule.as_ref(), direction);
                return 0;
            }
            ValueKind::Uuid => ("uuid", Some((36, 36))),
            ValueKind::Timestamp => ("date-time", None),
            ValueKind::Date => ("date", Some((10, 10))),
            ValueKind::Time => ("time", None),
            ValueKind::Bytes => ("byte", None),
            ValueKind::DecimalText(rule) => {
                if format == Some("decimal") {
                    if direction == Direction::Read {
                        self.text_rule(place, promise, rule.as_ref());
                    }
                    return 0;
                }
                ("decimal", None)
            }
            other => {
                let promised = format.map_or("a string".to_owned(), |format| {
                    format!("a string (`{format}`)")
                });
                self.type_differs(
                    place.subject,
                    place.span,
                    place.at,
                    kind_name(other),
                    &promised,
                );
                return 0;
            }
        };
        let (wire, length) = own;
        if format != Some(wire) {
            let promised = format.map_or("a plain string".to_owned(), |format| {
                format!("a string (`{format}`)")
            });
            self.type_differs(
                place.subject,
                place.span,
                place.at,
                kind_name(kind),
                &promised,
            );
            return 0;
        }
        if direction == Direction::Write {
            return 0;
        }
        let mut implied = 0_usize;
        let says = |limit: &Option<Limit>| limit.as_ref().and_then(|limit| limit.value.as_u64());
        let zero = usize::from(says(&promise.min_length) == Some(0));
        for (keyword, limit, fits) in [
            (
                "minLength",
                &promise.min_length,
                says(&promise.min_length)
                    .is_some_and(|min| length.is_some_and(|(short, _)| min <= short)),
            ),
            (
                "maxLength",
                &promise.max_length,
                says(&promise.max_length)
                    .is_some_and(|max| length.is_some_and(|(_, long)| max >= long)),
            ),
        ] {
            match limit {
                Some(_) if fits => implied += 1,
                Some(limit) if says(&Some(limit.clone())) != Some(0) => {
                    self.unchecked(&codes::LENGTH_DIFFERS, place, keyword, limit.span)
                }
                _ => {}
            }
        }
        if let Some((_, span)) = promise.pattern {
            self.unchecked(&codes::PATTERN_DIFFERS, place, "pattern", span);
        }
        implied.saturating_sub(zero)
    }

    fn unchecked(
        &mut self,
        code: &'static specwright_diagnostics::Code,
        place: Place<'_>,
        keyword: &str,
        span: Span,
    ) {
        self.findings.between(
            code,
            (place.at, span),
            format!(
                "`{keyword}` of {} is not checked in the code",
                place.subject
            ),
            format!("`{keyword}` is demanded here"),
        );
    }

    fn plain_text(
        &mut self,
        place: Place<'_>,
        promise: &TextPromise<'_>,
        rule: Option<&crate::recovered::TextRule>,
        direction: Direction,
    ) {
        if direction == Direction::Write {
            return;
        }
        self.text_rule(place, promise, rule);
        let checked = rule.and_then(|rule| rule.format);
        let in_code = checked.map(|(name, _)| name);
        let promised = promise.format.map(|(name, _)| name);
        let must =
            promised.filter(|name| CHECKED_FORMATS.contains(name) || OWN_TYPES.contains(name));
        if in_code == promised || (in_code.is_none() && must.is_none()) {
            if let (None, Some(format)) = (in_code, promised) {
                self.proof
                    .untested
                    .insert(format!("the format `{format}`, which only advises"));
            }
            return;
        }
        let told = |name: Option<&str>| name.map_or("none".to_owned(), |name| format!("`{name}`"));
        self.findings.between(
            &codes::FORMAT_DIFFERS,
            (
                checked.map_or(place.at, |(_, at)| at),
                promise.format.map_or(place.span, |(_, span)| span),
            ),
            format!(
                "the format of {} is {} in the code and {} in the description",
                place.subject,
                told(in_code),
                told(promised)
            ),
            format!("the format is {} here", told(promised)),
        );
    }

    /// Compares a default of the code with the one of the description.
    pub(super) fn default(
        &mut self,
        schemas: &[&'a Node],
        code: Option<&(Literal, At)>,
        at: At,
        subject: &Subject<'_>,
        must: bool,
    ) {
        let Ok(facets) = facets(self.spec, schemas) else {
            return;
        };
        let promised = facets.parts.iter().find_map(|part| part.get("default"));
        let same = match (code, promised) {
            (None, None) => return,
            (None, Some(_)) if !must => return,
            (Some((literal, _)), Some(node)) => match (literal, &node.value) {
                (Literal::Text(text), specwright_source::Value::String(promised)) => {
                    text == promised
                }
                (Literal::Number(number), specwright_source::Value::Number(promised)) => {
                    number == promised
                }
                (Literal::Number(number), specwright_source::Value::String(promised)) => {
                    specwright_source::Number::parse(promised).as_ref() == Some(number)
                }
                (Literal::Null, specwright_source::Value::Null) => true,
                (Literal::Bool(flag), specwright_source::Value::Bool(promised)) => flag == promised,
                (Literal::Empty, specwright_source::Value::Array(items)) => items.is_empty(),
                (Literal::Empty, specwright_source::Value::Object(object)) => {
                    object.entries.is_empty()
                }
                _ => false,
            },
            _ => false,
        };
        if !same {
            let place = code.map_or(at, |(_, at)| *at);
            let span = promised.map_or(facets.span, |node| node.span);
            let in_code = if code.is_some() {
                "another default"
            } else {
                "no default"
            };
            let in_code = if promised.is_none() {
                "a default"
            } else {
                in_code
            };
            let said = if promised.is_some() {
                "the default stands here"
            } else {
                "there is no default here"
            };
            self.findings.between(
                &codes::DEFAULT_DIFFERS,
                (place, span),
                format!("{subject} has {in_code} in the code"),
                said,
            );
        }
    }
}

/// Formats that have a Rust type of their own, and so a reader of their own.
const OWN_TYPES: &[&str] = &["uuid", "date-time", "date", "time", "byte"];

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

/// A value that stands for a variant which another value is the very name of.
fn crossed<'t>(table: &[(&'t str, &'t str, At)]) -> Option<(&'t str, &'t str, At)> {
    let letters = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let own: std::collections::BTreeMap<String, &str> = table
        .iter()
        .map(|(wire, _, _)| (letters(wire), *wire))
        .collect();
    table.iter().copied().find(|(wire, variant, _)| {
        let variant = letters(variant);
        letters(wire) != variant && own.contains_key(&variant)
    })
}

fn kind_name(kind: &ValueKind) -> &'static str {
    match kind {
        ValueKind::Any => "any value",
        ValueKind::Boolean => "a boolean",
        ValueKind::Uuid => "a UUID",
        ValueKind::Timestamp => "a timestamp",
        ValueKind::Date => "a date",
        ValueKind::Time => "a time",
        ValueKind::Bytes => "base64",
        ValueKind::Text(_) => "a string",
        ValueKind::Integer { .. } => "an integer",
        ValueKind::Number(_) => "a number",
        ValueKind::Decimal(_) => "a decimal number",
        ValueKind::DecimalText(_) => "a decimal number in a string",
        ValueKind::Choice(_) => "one of a closed set",
        ValueKind::List { .. } => "an array",
        ValueKind::Map { .. } => "a map",
        ValueKind::Record(_) => "an object",
        ValueKind::Problem => "a problem document",
    }
}

fn shape_name(shape: &Shape<'_>) -> String {
    match shape {
        Shape::Any => "any value".to_owned(),
        Shape::Boolean => "a boolean".to_owned(),
        Shape::Integer { .. } => "an integer".to_owned(),
        Shape::Number {
            format: Some(format),
            ..
        } => format!("a number (`{format}`)"),
        Shape::Number { .. } => "a number".to_owned(),
        Shape::Text(_) => "a string".to_owned(),
        Shape::Choice(_) => "one of a closed set".to_owned(),
        Shape::List { .. } => "an array".to_owned(),
        Shape::Object(_) => "an object".to_owned(),
    }
}
