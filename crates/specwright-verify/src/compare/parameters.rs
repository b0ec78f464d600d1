//! The input of one operation: its parameters, and what the caller accepts.

use super::{Comparison, Direction, Subject};
use crate::expected::{Made, Notation, Operation, Parameter, Style};
use crate::recovered::{
    Argument, ArgumentDefault, ParameterRead, Parts, Validator, ValueKind, Way,
};
use crate::syntax::Type;
use specwright_diagnostics::codes;
use std::collections::BTreeSet;

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
            let argument = &parameter.argument;
            let key = argument.location.key(argument.name);
            let declared = operation.parameters.contains_key(&key);
            if read.insert(key, parameter).is_some() || !declared {
                let how = if declared {
                    "is read twice"
                } else {
                    "is not in the description"
                };
                self.findings.between(
                    &codes::UNDECLARED_PARAMETER,
                    (argument.at, operation.span),
                    format!(
                        "{} {how}",
                        Subject::Parameter(name, argument.location, argument.name)
                    ),
                    "the operation is declared here",
                );
            }
        }
        for (key, promise) in &operation.parameters {
            let subject = Subject::Parameter(name, promise.location, promise.name);
            let Some(parameter) = read.get(key) else {
                if self.allowances.touch(promise.span) {
                    self.left_out.insert(promise.span);
                    continue;
                }
                self.findings.between(
                    &codes::MISSING_PARAMETER,
                    (validator.at, promise.span),
                    format!("{subject} is not read"),
                    "the parameter is declared here",
                );
                continue;
            };
            self.parameter(promise, parameter, &subject);
            self.parts(operation, promise, &parameter.argument, &subject);
        }
        self.crossed_fields(
            validator
                .parameters
                .iter()
                .map(|ParameterRead { argument, filled }| {
                    (argument.name, filled.field, argument.at)
                }),
        );
        for (at, how) in &validator.leaks {
            self.findings.between(
                &codes::VIOLATIONS_IGNORED,
                (*at, operation.span),
                format!("the validator of `{name}` lets violations pass: {how}"),
                "the operation is declared here",
            );
        }
        self.accept(operation, name, validator);
        self.body(operation, name, validator);
    }

    /// The caller's choice is asked for where an answer has more than one kind of contents, and among those.
    fn accept(&mut self, operation: &Operation<'a>, name: &str, validator: &Validator<'_>) {
        let Some((listed, at)) = &validator.accept else {
            return;
        };
        let offered = operation.responses.values().any(|response| {
            response.contents.len() > 1
                && listed
                    .iter()
                    .all(|sent| response.content_for(sent).is_some())
        });
        if !offered {
            self.findings.between(
                &codes::ACCEPT_DIFFERS,
                (*at, operation.span),
                format!(
                    "`{name}` asks the caller's choice among {}, which no response offers together",
                    listed
                        .iter()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
                "the operation is declared here",
            );
        }
    }

    fn parameter(
        &mut self,
        promise: &Parameter<'a>,
        read: &ParameterRead<'_>,
        subject: &Subject<'_>,
    ) {
        let findings = self.findings.count();
        let ParameterRead { argument, filled } = read;
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
        if argument.required != promise.required {
            differs(
                if argument.required {
                    "is required in the code"
                } else {
                    "is optional in the code"
                },
                argument.at,
            );
        }
        // What is absent is read from the texts of the default, so that the value is always there.
        let by_texts = matches!(argument.default, Some((ArgumentDefault::Texts(_), _)));
        // A text may be empty, and is one all the same.
        let is_text = matches!(argument.value.inner().kind, ValueKind::Text(_));
        if argument.empty_is_absent != (promise.may_be_empty && !is_text) {
            let how = if argument.empty_is_absent {
                "counts as absent where it is empty"
            } else {
                "does not count as absent where it is empty"
            };
            differs(how, argument.at);
        }
        if filled.guarded != (promise.required || by_texts) {
            let how = if filled.guarded {
                "is demanded of every request"
            } else {
                "may be missing in what is made"
            };
            differs(how, argument.at);
        }
        if is_option(filled.kind) == (promise.required || filled.defaulted) {
            let how = if is_option(filled.kind) {
                "fills an `Option`"
            } else {
                "fills a field that is no `Option`"
            };
            differs(how, filled.kind.at);
        }
        self.parameter_default(promise, argument, subject);
        self.way(promise, argument, subject);
        // Null has no form in a parameter, so `nullable` says nothing there, unless the parameter is JSON.
        self.value(
            promise.schema.as_slice(),
            &argument.value,
            Direction::Read,
            subject,
            promise.notation == Notation::Json,
        );
        self.proof.parameters += usize::from(self.findings.count() == findings);
    }

    fn parameter_default(
        &mut self,
        promise: &Parameter<'a>,
        argument: &Argument<'_>,
        subject: &Subject<'_>,
    ) {
        let schemas = promise.schema.as_slice();
        let must = !promise.required;
        match &argument.default {
            Some((ArgumentDefault::Texts(texts), at)) => {
                self.default_texts(schemas, (texts, *at), promise.notation, subject);
            }
            Some((ArgumentDefault::Constant(literal), at)) => {
                let code = (literal.clone(), *at);
                self.default(schemas, Some(&code), argument.at, subject, must);
            }
            None if promise.notation != Notation::Json && self.is_unwritable(schemas) => {
                self.proof
                    .untested
                    .insert(format!("the default of {subject}, which is not applied"));
            }
            None => self.default(schemas, None, argument.at, subject, must),
        }
    }

    /// Compares how the text of a parameter becomes its value.
    fn way(&mut self, promise: &Parameter<'a>, argument: &Argument<'_>, subject: &Subject<'_>) {
        let fits = match (promise.notation, argument.way) {
            (Notation::Json, Way::Json(_)) => true,
            (Notation::Styled(style), Way::Plain) => !is_marked(style),
            (Notation::Styled(style), Way::List(read, _) | Way::Value(read, _)) => {
                same_style(style, read, promise.made)
            }
            (Notation::Json, _) | (Notation::Styled(_), Way::Json(_)) => false,
        };
        if fits {
            return;
        }
        let (at, read) = match argument.way {
            Way::Plain => (argument.at, "as one value".to_owned()),
            Way::Json(at) => (at, "as JSON".to_owned()),
            Way::List(style, at) | Way::Value(style, at) => (at, format!("in the style {style:?}")),
        };
        let promised = match promise.notation {
            Notation::Json => "is JSON".to_owned(),
            Notation::Styled(style) => format!("has the style {style:?}"),
        };
        self.findings.between(
            &codes::STYLE_DIFFERS,
            (at, promise.span),
            format!("{subject} is read {read} in the code, and it {promised} in the description"),
            format!("it {promised} here"),
        );
    }

    /// Compares what the text of a value of any type is taken apart into.
    fn parts(
        &mut self,
        operation: &Operation<'a>,
        promise: &Parameter<'a>,
        argument: &Argument<'_>,
        subject: &Subject<'_>,
    ) {
        let spread = promise.notation == Notation::Styled(Style::FormExploded);
        let others = || {
            let beside = operation
                .parameters
                .values()
                .filter(|other| other.location == promise.location && other.name != promise.name);
            beside.map(|other| other.name).collect::<BTreeSet<&str>>()
        };
        let same = |names: &[&str], promised: &BTreeSet<&str>| {
            names.len() == promised.len() && names.iter().all(|name| promised.contains(name))
        };
        let is_value = matches!(argument.way, Way::Value(..));
        let fits = match (&argument.parts, promise.made) {
            // Only a value of any type needs to be told what it is made of.
            (None, made) => !is_value || made == Made::Mixed,
            (Some(_), _) if !is_value => false,
            (Some((Parts::One, _)), made) => made == Made::Scalar,
            (Some((Parts::Items, _)), made) => made == Made::List,
            (Some((Parts::Members(names), _)), made) => {
                made == Made::Object && promise.is_open != Some(true) && same(names, &promise.names)
            }
            (Some((Parts::Beside(names), _)), made) => {
                made == Made::Object
                    && promise.is_open != Some(false)
                    && (!spread || same(names, &others()))
            }
        };
        if !fits {
            let at = argument.parts.as_ref().map_or(argument.at, |(_, at)| *at);
            self.findings.between(
                &codes::STYLE_DIFFERS,
                (at, promise.span),
                format!("{subject} is taken apart into something else than it is made of"),
                "the parameter is declared here",
            );
        }
    }
}

/// Whether a style writes something around a scalar.
fn is_marked(style: Style) -> bool {
    matches!(
        style,
        Style::Label
            | Style::LabelExploded
            | Style::Matrix
            | Style::MatrixExploded
            | Style::DeepObject
    )
}

/// Whether two styles write a value alike: a scalar is not exploded, and a list in the style `simple` is not either.
fn same_style(promised: Style, read: Style, made: Made) -> bool {
    let plain = |style| match style {
        Style::SimpleExploded => Style::Simple,
        Style::LabelExploded => Style::Label,
        Style::MatrixExploded => Style::Matrix,
        Style::FormExploded | Style::SpaceDelimited | Style::PipeDelimited => Style::Form,
        other => other,
    };
    match made {
        Made::Scalar => plain(promised) == plain(read),
        Made::List if plain(promised) == Style::Simple => plain(read) == Style::Simple,
        Made::List | Made::Object | Made::Mixed => promised == read,
    }
}

pub(super) fn is_option(kind: &Type) -> bool {
    kind.argument_of("Option").is_some()
}
