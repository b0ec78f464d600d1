//! How an object is written: which properties, when, and from which fields.

use super::objects::{told_wrapper, wrapper};
use super::{Comparison, Direction, Subject};
use crate::expected::{
    Additional, Clause, ObjectPromise, PropertyPromise, Shape, facets_of, promise,
};
use crate::output::Item;
use crate::recovered::{ValueKind, Written, WrittenProperty, written_record, written_value};
use crate::syntax::{At, Type};
use specwright_diagnostics::{Span, codes};
use std::collections::BTreeMap;

impl<'a> Comparison<'a, '_> {
    /// Compares how a model is written.
    pub(super) fn written_object(&mut self, clauses: &[Clause<'a>], item: &Item) {
        let promised = facets_of(self.spec, clauses).and_then(|facets| promise(self.spec, &facets));
        let Some(promised) = self.comparable(promised) else {
            return;
        };
        let (span, Shape::Object(object)) = (promised.span, promised.shape) else {
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
                    self.written_property(record.module, &item.name, name, promise, written);
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
        let kept = additional.map(|(kind, at)| {
            let value = written_value(self.output, module, kind).ok();
            let values = value.and_then(|value| match value.kind {
                ValueKind::Map { value, .. } => Some(*value),
                _ => None,
            });
            (values, at)
        });
        match (&object.additional, kept) {
            (Additional::Open | Additional::Refused(_), None)
            | (Additional::Open, Some((Some(_), _))) => {}
            (Additional::Schema(schemas), Some((Some(value), _))) => {
                self.value_of(schemas, &value, Direction::Write, &subject, true);
            }
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
        let mut null = self.null_of(&promise.schemas);
        let wrapped = wrapper(written.kind);
        let inner = match (wrapped, written.kind.head()) {
            (Some(_), Some((_, [inner]))) => inner,
            _ => written.kind,
        };
        let value = written_value(self.output, module, inner);
        let Some(mut value) = self.readable(value) else {
            return;
        };
        value.at = written.at;
        let any = matches!(value.inner().kind, ValueKind::Any);
        if any && null != Some(false) {
            // Null is one of the values, and does not stand beside them.
            null = Some(false);
        } else if self.holds_null(&value) && null != Some(false) {
            // It may be told from them before, and need not be.
            null = None;
        }
        let has_default =
            facets_of(self.spec, &promise.schemas).is_ok_and(|facets| facets.has("default"));
        // When it is written, and what its field's type is, for each promise.
        let fits = match (promise.required, null, written.how, wrapped) {
            (true, Some(false), Written::Always, None)
            | (true, Some(true), Written::Always, Some("Option"))
            | (true, None, Written::Always, None | Some("Option"))
            | (false, Some(false) | None, Written::Optional, Some("Option"))
            | (false, Some(true) | None, Written::ThreeStates, Some("Presence")) => true,
            // A property with a default may always be there.
            (false, Some(false) | None, Written::Always, None)
            | (false, Some(true) | None, Written::Always, Some("Option")) => has_default,
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
        self.value_of(&promise.schemas, &value, Direction::Write, &subject, false);
        self.proof.properties += usize::from(self.findings.count() == findings);
    }
}
