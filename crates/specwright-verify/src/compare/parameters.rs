//! The input of one operation: its parameters and its body.

use super::{Comparison, Direction, Subject};
use crate::expected::{Body, BodyContent, Operation};
use crate::recovered::{BodyRead, BodyValue, ParameterRead, Validator};
use crate::syntax::Type;
use specwright_diagnostics::codes;

impl<'a> Comparison<'a, '_> {
    /// Compares what a validator reads with what an operation takes.
    pub(super) fn input(
        &mut self,
        operation: &Operation<'a>,
        name: &str,
        validator: &Validator<'_>,
    ) {
        let mut read = std::collections::BTreeMap::new();
        for parameter in &validator.parameters {
            let key = parameter.location.key(parameter.name);
            let declared = operation.parameters.contains_key(&key);
            if read.insert(key, parameter).is_some() || !declared {
                let how = if declared {
                    "is read twice"
                } else {
                    "is not in the description"
                };
                self.findings.between(
                    &codes::UNDECLARED_PARAMETER,
                    (parameter.at, operation.span),
                    format!(
                        "{} {how}",
                        Subject::Parameter(name, parameter.location, parameter.name)
                    ),
                    "the operation is declared here",
                );
            }
        }
        for (key, promise) in &operation.parameters {
            let subject = Subject::Parameter(name, promise.location, promise.name);
            let Some(parameter) = read.get(key) else {
                self.findings.between(
                    &codes::MISSING_PARAMETER,
                    (validator.at, promise.span),
                    format!("{subject} is not read"),
                    "the parameter is declared here",
                );
                continue;
            };
            self.parameter(promise, parameter, &subject);
        }
        self.crossed_fields(
            validator
                .parameters
                .iter()
                .map(|parameter| (parameter.name, parameter.filled.field, parameter.at)),
        );
        for (at, how) in &validator.leaks {
            self.findings.between(
                &codes::VIOLATIONS_IGNORED,
                (*at, operation.span),
                format!("the validator of `{name}` lets violations pass: {how}"),
                "the operation is declared here",
            );
        }
        self.body(operation, name, validator);
    }

    fn parameter(
        &mut self,
        promise: &crate::expected::Parameter<'a>,
        read: &ParameterRead<'_>,
        subject: &Subject<'_>,
    ) {
        let findings = self.findings.count();
        let said = if promise.required {
            "required"
        } else {
            "optional"
        };
        let mut differs = |how: &str, at| {
            self.findings.between(
                &codes::PARAMETER_REQUIREDNESS_DIFFERS,
                (at, promise.span),
                format!("{subject} {how}, and it is {said} in the description"),
                format!("it is {said} here"),
            );
        };
        if read.required != promise.required {
            differs(
                if read.required {
                    "is required in the code"
                } else {
                    "is optional in the code"
                },
                read.at,
            );
        }
        if read.filled.guarded != promise.required {
            let how = if read.filled.guarded {
                "is demanded of every request"
            } else {
                "may be missing in what is made"
            };
            differs(how, read.at);
        }
        if is_option(read.filled.kind) == (promise.required || read.filled.defaulted) {
            let how = if is_option(read.filled.kind) {
                "fills an `Option`"
            } else {
                "fills a field that is no `Option`"
            };
            differs(how, read.filled.kind.at);
        }
        self.default(
            &[promise.schema],
            read.default.as_ref(),
            read.at,
            subject,
            !promise.required,
        );
        match (promise.style, &read.style) {
            (_, None) => {}
            (Some(promised), Some((style, _))) if promised == *style => {}
            // In a path and in a header a list has one form only.
            (promised, Some((style, at))) => {
                self.findings.between(
                    &codes::LIST_STYLE_DIFFERS,
                    (*at, promise.span),
                    format!("{subject} is a list of the style {style:?} in the code and {} in the description", told(promised)),
                    "the style follows from here",
                );
            }
        }
        // Null has no form in a parameter, so `nullable` says nothing there.
        self.value(
            &[promise.schema],
            &read.value,
            Direction::Read,
            subject,
            false,
        );
        self.proof.parameters += usize::from(self.findings.count() == findings);
    }

    fn body(&mut self, operation: &Operation<'a>, name: &str, validator: &Validator<'_>) {
        match (&operation.body, &validator.body) {
            (None, None) => {}
            (None, Some(read)) => self.findings.between(
                &codes::BODY_NOT_READ,
                (read.at, operation.span),
                format!(
                    "{} is read, and the description has none",
                    Subject::Body(name)
                ),
                "the operation is declared here",
            ),
            (Some(body), None) => self.findings.between(
                &codes::BODY_NOT_READ,
                (validator.at, body.span),
                format!("{} is not read", Subject::Body(name)),
                "the body is declared here",
            ),
            (Some(body), Some(read)) => self.read_body(name, body, read),
        }
    }

    fn read_body(&mut self, name: &str, body: &Body<'a>, read: &BodyRead<'_>) {
        let findings = self.findings.count();
        let said = if body.required {
            "required"
        } else {
            "optional"
        };
        let fitting = read.required == body.required
            && read.filled.guarded == body.required
            && is_option(read.filled.kind) != body.required
            && !read.filled.defaulted;
        if !fitting {
            self.findings.between(
                &codes::BODY_PRESENCE_DIFFERS,
                (read.at, body.span),
                format!(
                    "{} is {said} in the description and not in the code",
                    Subject::Body(name)
                ),
                format!("it is {said} here"),
            );
        }
        match (body.content, &read.content) {
            (BodyContent::Json(Some(schema)), BodyValue::Json(value)) => {
                self.value(
                    &[schema],
                    value,
                    Direction::Read,
                    &Subject::Body(name),
                    true,
                );
            }
            (BodyContent::Json(None), BodyValue::Json(value))
                if matches!(value.kind, crate::recovered::ValueKind::Any) => {}
            (BodyContent::Text, BodyValue::Text) | (BodyContent::Bytes, BodyValue::Bytes) => {
                self.proof
                    .untested
                    .insert("the contents of bodies that are not JSON".to_owned());
            }
            (promised, read_as) => {
                let in_code = match read_as {
                    BodyValue::Json(_) => "JSON",
                    BodyValue::Text => "text",
                    BodyValue::Bytes => "bytes",
                };
                self.findings.between(
                    &codes::BODY_NOT_READ,
                    (read.at, body.span),
                    format!(
                        "{} is read as {in_code}, and it is {} in the description",
                        Subject::Body(name),
                        content_name(promised)
                    ),
                    "the body is declared here",
                );
            }
        }
        self.proof.bodies += usize::from(self.findings.count() == findings);
    }
}

pub(super) fn content_name(content: BodyContent<'_>) -> &'static str {
    match content {
        BodyContent::Json(_) => "JSON",
        BodyContent::Text => "text",
        BodyContent::Bytes => "bytes",
        BodyContent::Form => "a form",
    }
}

fn told(style: Option<crate::expected::ListStyle>) -> String {
    style.map_or("of another style".to_owned(), |style| format!("{style:?}"))
}

fn is_option(kind: &Type) -> bool {
    kind.argument_of("Option").is_some()
}
