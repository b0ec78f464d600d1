//! How an object is read: which properties there are, which are needed, which may be null, and what they hold.

use super::objects::{told_wrapper, wrapper};
use super::rules::Place;
use super::{Comparison, Direction, Subject};
use crate::expected::{
    Additional, Clause, Facets, ObjectPromise, PropertyPromise, Shape, facets_of, promise,
};
use crate::output::Item;
use crate::recovered::{
    AdditionalRule, Presence, ReadProperty, ReadRecord, ReadValue, SchemaPlace, Value, ValueKind,
    read_record,
};
use crate::syntax::At;
use specwright_diagnostics::{Span, codes};
use std::collections::BTreeMap;

impl<'a> Comparison<'a, '_> {
    /// Compares how a model is read.
    pub(super) fn read_object(
        &mut self,
        clauses: &[Clause<'a>],
        checks: &[SchemaPlace],
        item: &Item,
    ) {
        let resolved = facets_of(self.spec, clauses);
        let Some(whole) = self.comparable(resolved) else {
            return;
        };
        let record = read_record(self.output, item);
        let Some(record) = self.readable(record) else {
            return;
        };
        let checks: Vec<SchemaPlace> = checks.iter().chain(&record.checks).cloned().collect();
        let place = Place {
            subject: &Subject::Type(&item.name),
            span: whole.span,
            at: record.at,
        };
        let kind = ValueKind::Record(item.clone());
        let enforced = self.enforced(place, &whole, &checks, &kind);
        let facets = whole.without(&enforced.hidden);
        let promised = promise(self.spec, &facets);
        let Some(promised) = self.comparable(promised) else {
            return;
        };
        let (span, Shape::Object(object)) = (promised.span, promised.shape) else {
            return;
        };
        let value = Value {
            at: record.at,
            nullable: false,
            kind,
        };
        self.left_over(place, &facets, &value, Direction::Read);
        self.proof.records += 1;
        let mut names: BTreeMap<&str, &ReadProperty<'_>> = BTreeMap::new();
        for property in &record.properties {
            if names.insert(property.name, property).is_some() {
                let message = format!(
                    "the property `{}` of `{}` stands twice in its table",
                    property.name, item.name
                );
                self.findings.in_output(
                    &codes::UNDECLARED_PROPERTY,
                    property.at,
                    message,
                    crate::findings::REGENERATE,
                );
            }
        }
        let subject_at = |name: &str| names.get(name).map_or(record.at, |property| property.at);
        for (name, promise) in &object.properties {
            let read = names.get(name).copied();
            if self.flagged(promise, "readOnly") {
                self.mark_all(&promise.schemas);
                if let Some(ReadProperty {
                    value: Some(_), at, ..
                }) = read
                {
                    self.findings.between(
                        &codes::READ_ONLY_READ,
                        (*at, promise.span),
                        format!("the property `{name}` of `{}` is read from requests, and it is `readOnly`", item.name),
                        "the property is `readOnly`",
                    );
                }
                continue;
            }
            if let Some((read, Some(value))) = read.map(|read| (read, &read.value)) {
                self.read_property(&item.name, name, promise, read, value);
            } else {
                let how = if read.is_some() {
                    "passed over"
                } else {
                    "not read"
                };
                self.findings.between(
                    &codes::MISSING_PROPERTY,
                    (subject_at(name), promise.span),
                    format!("the property `{name}` of `{}` is {how}", item.name),
                    "the property is declared here",
                );
            }
        }
        for property in record
            .properties
            .iter()
            .filter(|property| !object.properties.contains_key(property.name))
        {
            self.findings.between(
                &codes::UNDECLARED_PROPERTY,
                (property.at, span),
                format!(
                    "the property `{}` of `{}` is not in the description",
                    property.name, item.name
                ),
                "the schema has no such property",
            );
        }
        self.crossed_fields(record.properties.iter().filter_map(|property| {
            let value = property.value.as_ref()?;
            Some((property.name, value.field, property.at))
        }));
        self.read_rest(&facets, span, &object, &record, item);
    }

    fn read_rest(
        &mut self,
        facets: &Facets<'a>,
        span: Span,
        object: &ObjectPromise<'a>,
        record: &ReadRecord<'_>,
        item: &Item,
    ) {
        let subject = Subject::Further(&item.name);
        let (rule, at) = &record.additional;
        match (&object.additional, rule) {
            (Additional::Refused(_), AdditionalRule::Refused)
            | (Additional::Open, AdditionalRule::Ignored) => {}
            (Additional::Open, AdditionalRule::Collected(value))
                if matches!(value.kind, ValueKind::Any) => {}
            (Additional::Schema(schemas), AdditionalRule::Collected(value)) => {
                self.value_of(schemas, value, Direction::Read, &subject, true);
            }
            (promised, rule) => {
                let in_code = match rule {
                    AdditionalRule::Refused => "refused",
                    AdditionalRule::Ignored => "ignored",
                    AdditionalRule::Collected(_) => "kept",
                };
                let (said, place) = match promised {
                    Additional::Open => ("free", span),
                    Additional::Refused(span) => ("refused", *span),
                    Additional::Schema(schemas) => {
                        ("of a schema", schemas.first().map_or(span, Clause::span))
                    }
                };
                self.findings.between(
                    &codes::ADDITIONAL_PROPERTIES_DIFFER,
                    (*at, place),
                    format!("{subject} are {in_code} in the code and {said} in the description"),
                    format!("further properties are {said} here"),
                );
            }
        }
        let stated = self.count_stated(facets, &ValueKind::Record(item.clone()));
        let (findings, before) = (self.findings.count(), self.proof.constraints_recovered);
        self.counts(
            &codes::PROPERTY_COUNT_DIFFERS,
            Place {
                subject: &Subject::Further(&item.name),
                span,
                at: record.count.at,
            },
            (
                "minProperties",
                object.min.as_ref(),
                record.count.min.as_ref(),
            ),
            (
                "maxProperties",
                object.max.as_ref(),
                record.count.max.as_ref(),
            ),
        );
        let recovered = self.proof.constraints_recovered - before;
        self.proof.constraints_stated += recovered;
        if self.findings.count() == findings && stated != recovered {
            let message = format!(
                "`{}` has {stated} constraints of its own in the description and {recovered} in the code",
                item.name
            );
            self.findings.between(
                &codes::CONSTRAINT_UNACCOUNTED,
                (record.at, span),
                message,
                "the constraints stand here",
            );
        }
    }

    fn read_property(
        &mut self,
        record: &str,
        name: &str,
        promise: &PropertyPromise<'a>,
        read: &ReadProperty<'_>,
        kept: &ReadValue<'_>,
    ) {
        let subject = Subject::Property(record, name);
        let place = Place {
            subject: &subject,
            span: promise.span,
            at: kept.value.at,
        };
        let findings = self.findings.count();
        let required = if promise.required {
            "required"
        } else {
            "optional"
        };
        let differs = |comparison: &mut Self, at: At, how: &str| {
            comparison.findings.between(
                &codes::PROPERTY_REQUIREDNESS_DIFFERS,
                (at, promise.span),
                format!("{subject} {how}, and it is {required} in the description"),
                format!("it is {required} here"),
            );
        };
        if read.required != promise.required {
            differs(
                self,
                read.at,
                if read.required {
                    "is required by the table"
                } else {
                    "is not required by the table"
                },
            );
        }
        let defaulted = kept.default.is_some();
        // What has a default is there whenever the model is made.
        let filled = kept.default_value.is_some() && kept.presence != Presence::ThreeStates;
        let needed = promise.required || filled;
        if kept.guarded != needed {
            differs(
                self,
                kept.value.at,
                if kept.guarded {
                    "is demanded of every object"
                } else {
                    "may be missing in what is made"
                },
            );
        }
        let any = matches!(kept.value.inner().kind, ValueKind::Any);
        let mut null = self.null_of(&promise.schemas);
        if self.holds_null(&kept.value) {
            if null == Some(false) {
                self.null_differs(place, true);
            }
            // Null is one of the values then; it may be told from them before, and need not be.
            null = None;
        }
        match (kept.presence, null) {
            _ if any => {}
            (Presence::Value, Some(true)) => {
                self.null_differs(place, false);
            }
            (Presence::Nullable | Presence::ThreeStates, Some(false)) => {
                self.null_differs(place, true);
            }
            (Presence::ThreeStates, _) if promise.required => {
                differs(self, kept.value.at, "is read as if it might be absent");
            }
            (Presence::Nullable, _) if !promise.required && !defaulted => {
                self.findings.between(
                    &codes::NULLABILITY_DIFFERS,
                    (kept.value.at, promise.span),
                    format!("{subject} is read so that null and absence are the same"),
                    "it is optional, and it may be null",
                );
            }
            _ => {}
        }
        let expected = match kept.presence {
            Presence::ThreeStates if !defaulted => Some("Presence"),
            Presence::Value if promise.required || defaulted => None,
            _ => Some("Option"),
        };
        if wrapper(kept.kind) != expected {
            differs(
                self,
                kept.kind.at,
                &format!("fills a field of type {}", told_wrapper(wrapper(kept.kind))),
            );
        }
        self.default_of(
            &promise.schemas,
            kept.default.as_ref(),
            kept.value.at,
            &subject,
            false,
        );
        for value in [Some(&kept.value), kept.default_value.as_ref()]
            .into_iter()
            .flatten()
        {
            self.value_of(&promise.schemas, value, Direction::Read, &subject, false);
        }
        self.proof.properties += usize::from(self.findings.count() == findings);
    }
}
