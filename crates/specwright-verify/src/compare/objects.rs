//! The properties of one object: which there are, which are needed, which may be null, and what they hold.

use super::rules::Place;
use super::{Comparison, Direction, Subject, alike};
use crate::expected::{
    Additional, Facets, ObjectPromise, Promise, PropertyPromise, Shape, facets, promise,
};
use crate::output::Item;
use crate::recovered::{
    AdditionalRule, Presence, ReadProperty, ReadRecord, ReadValue, Value, ValueKind, Written,
    WrittenProperty, read_record, written_record, written_value,
};
use crate::syntax::{At, Type};
use specwright_diagnostics::{Span, codes};
use specwright_source::Node;
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Comparison<'a, '_> {
    fn object_promise(
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

    fn flagged(&self, property: &PropertyPromise<'a>, key: &str) -> bool {
        facets(self.spec, &property.schemas).is_ok_and(|facets| {
            facets
                .parts
                .iter()
                .any(|part| part.get(key).and_then(Node::as_bool) == Some(true))
        })
    }

    /// Compares how a model is read.
    pub(super) fn read_object(&mut self, schemas: &[&'a Node], item: &Item) {
        let Some((facets, span, object)) = self.object_promise(schemas) else {
            return;
        };
        let record = read_record(self.output, item);
        let Some(record) = self.readable(record) else {
            return;
        };
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
            match read.map(|read| (read, &read.value)) {
                Some((read, Some(value))) => {
                    self.read_property(&item.name, name, promise, read, value)
                }
                _ => {
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
                self.value(schemas, value, Direction::Read, &subject, true);
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
                    Additional::Schema(schemas) => (
                        "of a schema",
                        schemas.first().map_or(span, |schema| schema.span),
                    ),
                };
                self.findings.between(
                    &codes::ADDITIONAL_PROPERTIES_DIFFER,
                    (*at, place),
                    format!("{subject} are {in_code} in the code and {said} in the description"),
                    format!("further properties are {said} here"),
                );
            }
        }
        let stated = self.count_stated(facets);
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
        if kept.guarded != promise.required {
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
        let any = matches!(kept.value.kind, ValueKind::Any);
        let null = self.null_of(&promise.schemas);
        match (kept.presence, null) {
            _ if any => {}
            (Presence::Value, Some(true)) => {
                self.null_differs(&subject, promise.span, kept.value.at, false)
            }
            (Presence::Nullable | Presence::ThreeStates, Some(false)) => {
                self.null_differs(&subject, promise.span, kept.value.at, true);
            }
            (Presence::ThreeStates, _) if promise.required => {
                differs(self, kept.value.at, "is read as if it might be absent")
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
            Presence::ThreeStates => Some("Presence"),
            Presence::Nullable => Some("Option"),
            Presence::Value if promise.required || defaulted => None,
            Presence::Value => Some("Option"),
        };
        if wrapper(kept.kind) != expected {
            differs(
                self,
                kept.kind.at,
                &format!("fills a field of type {}", told_wrapper(wrapper(kept.kind))),
            );
        }
        self.default(
            &promise.schemas,
            kept.default.as_ref(),
            kept.value.at,
            &subject,
            false,
        );
        self.value(
            &promise.schemas,
            &kept.value,
            Direction::Read,
            &subject,
            false,
        );
        self.proof.properties += usize::from(self.findings.count() == findings);
    }

    /// Compares how a model is written.
    pub(super) fn written_object(&mut self, schemas: &[&'a Node], item: &Item) {
        let Some((_, span, object)) = self.object_promise(schemas) else {
            return;
        };
        let written = written_record(self.output, item);
        let Some(record) = self.readable(written) else {
            return;
        };
        self.proof.records += 1;
        let mut names: BTreeMap<&str, &WrittenProperty<'_>> = BTreeMap::new();
        for property in &record.properties {
            if names.insert(property.name, property).is_some() {
                let message = format!(
                    "the property `{}` of `{}` is written twice",
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
        for (name, promise) in &object.properties {
            let written = names.get(name).copied();
            match (written, self.flagged(promise, "writeOnly")) {
                (None, true) => {}
                (Some(written), true) => self.findings.between(
                    &codes::WRITE_ONLY_WRITTEN,
                    (written.at, promise.span),
                    format!(
                        "the property `{name}` of `{}` is sent in responses, and it is `writeOnly`",
                        item.name
                    ),
                    "the property is `writeOnly`",
                ),
                (None, false) => self.findings.between(
                    &codes::MISSING_PROPERTY,
                    (record.at, promise.span),
                    format!("the property `{name}` of `{}` is not written", item.name),
                    "the property is declared here",
                ),
                (Some(written), false) => {
                    self.written_property(record.module, &item.name, name, promise, written)
                }
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
        self.crossed_fields(
            record
                .properties
                .iter()
                .map(|property| (property.name, property.field, property.at)),
        );
        self.written_rest(
            span,
            &object,
            record.module,
            record.additional,
            item,
            record.at,
        );
    }

    fn written_rest(
        &mut self,
        span: Span,
        object: &ObjectPromise<'a>,
        module: u32,
        additional: Option<(&Type, At)>,
        item: &Item,
        at: At,
    ) {
        let subject = Subject::Further(&item.name);
        let kept = additional.map(|(kind, at)| (written_value(self.output, module, kind), at));
        match (&object.additional, kept) {
            (Additional::Open | Additional::Refused(_), None) => {}
            (
                Additional::Schema(schemas),
                Some((
                    Ok(Value {
                        kind: ValueKind::Map { value, .. },
                        ..
                    }),
                    _,
                )),
            ) => {
                self.value(schemas, &value, Direction::Write, &subject, true);
            }
            (
                Additional::Open,
                Some((
                    Ok(Value {
                        kind: ValueKind::Map { .. },
                        ..
                    }),
                    _,
                )),
            ) => {}
            (_, kept) => {
                let at = kept.map_or(at, |(_, at)| at);
                self.findings.between(
                    &codes::ADDITIONAL_PROPERTIES_DIFFER,
                    (at, span),
                    format!("{subject} are not written as the description says"),
                    "what further properties mean is said here",
                );
            }
        }
    }

    fn written_property(
        &mut self,
        module: u32,
        record: &str,
        name: &str,
        promise: &PropertyPromise<'a>,
        written: &WrittenProperty<'_>,
    ) {
        let subject = Subject::Property(record, name);
        let findings = self.findings.count();
        let null = self.null_of(&promise.schemas);
        let wrapped = wrapper(written.kind);
        let any = self.is_any(&promise.schemas);
        let has_default = facets(self.spec, &promise.schemas).is_ok_and(|facets| {
            facets
                .parts
                .iter()
                .any(|part| part.get("default").is_some())
        });
        // When it is written, and what its field's type is, for each promise.
        let fits = match (promise.required, null, written.how, wrapped) {
            (true, Some(false), Written::Always, None)
            | (true, Some(true), Written::Always, Some("Option"))
            | (true, None, Written::Always, None | Some("Option"))
            | (false, Some(false) | None, Written::Optional, Some("Option"))
            | (false, Some(true) | None, Written::ThreeStates, Some("Presence")) => true,
            // A property with a default may always be there.
            (false, Some(false), Written::Always, None)
            | (false, Some(true), Written::Always, Some("Option")) => has_default,
            (true, _, Written::Always, None) | (false, _, Written::Optional, Some("Option")) => any,
            _ => false,
        };
        if !fits {
            let how = match written.how {
                Written::Always => "always",
                Written::Optional => "where it is there",
                Written::ThreeStates => "where it is not absent",
            };
            let needed = if promise.required {
                "required"
            } else {
                "optional"
            };
            let null = if null == Some(true) {
                "may be null"
            } else {
                "must not be null"
            };
            // Null in the place of a value, or a value in the place of null, is a matter of nullability.
            let same_presence = promise.required == (written.how == Written::Always);
            let code = if same_presence {
                &codes::NULLABILITY_DIFFERS
            } else {
                &codes::PROPERTY_REQUIREDNESS_DIFFERS
            };
            self.findings.between(
                code,
                (written.at, promise.span),
                format!("{subject} is written {how} from a field of type {}, and it is {needed} and {null}", told_wrapper(wrapped)),
                format!("it is {needed} and {null}"),
            );
        }
        let inner = match (wrapped, written.kind.head()) {
            (Some(_), Some((_, [inner]))) => inner,
            _ => written.kind,
        };
        let value = written_value(self.output, module, inner);
        if let Some(mut value) = self.readable(value) {
            if let ValueKind::Decimal { quoted, .. } = &mut value.kind {
                *quoted |= written.quoted;
            }
            let value = Value {
                at: written.at,
                ..value
            };
            self.value(&promise.schemas, &value, Direction::Write, &subject, false);
        }
        self.proof.properties += usize::from(self.findings.count() == findings);
    }

    fn null_of(&self, schemas: &[&'a Node]) -> Option<bool> {
        let facets = facets(self.spec, schemas).ok()?;
        promise(self.spec, &facets).ok()?.nullable
    }

    fn is_any(&self, schemas: &[&'a Node]) -> bool {
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
    fn mark_all(&mut self, schemas: &[&'a Node]) {
        if let Ok(facets) = facets(self.spec, schemas) {
            self.count_stated(&facets);
        }
    }
}

/// `Option` or `Presence`, if the type is one.
fn wrapper(kind: &Type) -> Option<&'static str> {
    match kind.head() {
        Some(("Option", [_])) => Some("Option"),
        Some(("Presence", [_])) => Some("Presence"),
        _ => None,
    }
}

fn told_wrapper(wrapper: Option<&str>) -> String {
    wrapper.map_or("`T`".to_owned(), |name| format!("`{name}<T>`"))
}
