//! What a validator reads from a call, and whether it heeds what it found.

use super::contents::{Arms, BodyExpr, Contents};
use super::input::{Argument, ArgumentDefault, Pending, PendingRead, read};
use super::made::{fields_by_variable, pairs};
use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Binding, Expr, Function, Kind, Statement, StructLiteral, Type};
use std::collections::{BTreeMap, BTreeSet};

/// What one validator does.
#[derive(Debug)]
pub(crate) struct Validator<'o> {
    pub(crate) at: At,
    /// The request type that it makes.
    pub(crate) request: Item,
    pub(crate) parameters: Vec<ParameterRead<'o>>,
    pub(crate) body: Option<BodyRead<'o>>,
    /// The media types that it asks the caller's choice among.
    pub(crate) accept: Option<(Vec<&'o str>, At)>,
    /// Where and how violations may pass.
    pub(crate) leaks: Vec<(At, String)>,
}

/// A parameter that is read.
#[derive(Debug)]
pub(crate) struct ParameterRead<'o> {
    pub(crate) argument: Argument<'o>,
    pub(crate) filled: Filled<'o>,
}

/// A body that is read.
#[derive(Debug)]
pub(crate) struct BodyRead<'o> {
    pub(crate) at: At,
    pub(crate) required: bool,
    pub(crate) contents: Contents<'o>,
    pub(crate) arms: Arms<'o>,
    /// The type of the field that it fills, where that is one of the output.
    pub(crate) made: Option<Item>,
    pub(crate) filled: Filled<'o>,
}

/// Which field of the request a value fills.
#[derive(Debug)]
pub(crate) struct Filled<'o> {
    pub(crate) field: &'o str,
    pub(crate) kind: &'o Type,
    /// Whether the request is not made without the value.
    pub(crate) guarded: bool,
    /// Whether the field has a default.
    pub(crate) defaulted: bool,
}

/// What the statements of a validator have said.
#[derive(Default)]
struct Steps<'o> {
    reads: Vec<Pending<'o>>,
    guarded: BTreeSet<&'o str>,
    leaks: Vec<(At, String)>,
    finished: bool,
}

/// Reads a validator.
pub(crate) fn validator<'o>(
    output: &'o Output<'o>,
    module: u32,
    function: &'o Function,
) -> Read<Validator<'o>> {
    let call = match &function.parameters[..] {
        [parameter] => parameter.name.as_deref(),
        _ => None,
    };
    let Some(call) = call else {
        return unreadable(function.at, "a validator of one `Call`");
    };
    let [
        Statement::Let(opening),
        statements @ ..,
        Statement::Expr(made, false),
    ] = &function.body[..]
    else {
        return unreadable(
            function.at,
            "`let mut input = call.input();` … `Ok(Request { … })`",
        );
    };
    let Some(input) = opened_input(opening, call) else {
        return unreadable(opening.at, "`let mut input = call.input();`");
    };
    let mut steps = Steps::default();
    for statement in statements {
        steps.statement(output, module, input, statement)?;
    }
    if !steps.finished {
        steps.leaks.push((
            function.at,
            "`input.finish()?` is not called, so violations are not answered".to_owned(),
        ));
    }
    match made.wrapped_by("Ok").map(|inner| &inner.kind) {
        Some(Kind::Struct(literal)) if literal.rest.is_none() => {
            request(output, module, function.at, steps, literal)
        }
        _ => unreadable(function.at, "`Ok(Request { … })`"),
    }
}

impl<'o> Steps<'o> {
    fn statement(
        &mut self,
        output: &'o Output<'o>,
        module: u32,
        input: &str,
        statement: &'o Statement,
    ) -> Read<()> {
        match statement {
            Statement::Let(binding) if binding.otherwise.is_some() => self.guard(binding, input),
            Statement::Let(binding) if !self.finished => {
                self.reads.push(read(output, module, input, binding)?);
                Ok(())
            }
            Statement::Expr(expr, true) if is_finish(expr, input) => {
                self.finished = true;
                Ok(())
            }
            other => unreadable(other.at(), "a statement of a validator"),
        }
    }

    /// `let (Some(id), Some(body)) = (id, body) else { return Err(input.refused()); };`
    fn guard(&mut self, binding: &'o Binding, input: &str) -> Read<()> {
        if !binding
            .otherwise
            .as_ref()
            .is_some_and(|otherwise| refuses(otherwise, input))
        {
            self.leaks.push((
                binding.at,
                "a missing value is not answered with `Err(input.refused())`".to_owned(),
            ));
        }
        let Some(value) = &binding.value else {
            return unreadable(binding.at, "a value");
        };
        for (pattern, value) in pairs(&binding.pattern, value, binding.at)? {
            match (pattern.some_name(), value.name()) {
                (Some(bound), Some(variable)) if bound == variable => self.guarded.insert(bound),
                _ => return unreadable(value.at, "`Some(name)` of the variable of that name"),
            };
        }
        Ok(())
    }
}

/// Puts together which read fills which field of the request.
fn request<'o>(
    output: &'o Output<'o>,
    module: u32,
    at: At,
    steps: Steps<'o>,
    literal: &'o StructLiteral,
) -> Read<Validator<'o>> {
    let item = match output.resolve(module, &literal.path) {
        Meaning::Item(item, rest) if rest.is_empty() => item,
        _ => return unreadable(at, "a request type of the output"),
    };
    let Some(record) = output.record(&item) else {
        return unreadable(at, "a request type of the output");
    };
    let mut fields = fields_by_variable(output, module, &literal.fields)?;
    if fields.len() != record.fields.len() || steps.reads.len() != fields.len() {
        return unreadable(at, format!("one value for each field of `{}`", item.name));
    }
    let kinds: BTreeMap<&str, &Type> = record
        .fields
        .iter()
        .map(|(name, kind)| (name.as_str(), kind))
        .collect();
    let mut validator = Validator {
        at,
        request: item,
        parameters: Vec::new(),
        body: None,
        accept: None,
        leaks: steps.leaks,
    };
    for Pending { variable, what } in steps.reads {
        let made = fields
            .remove(variable)
            .and_then(|made| Some((*kinds.get(made.field)?, made)));
        let Some((kind, made)) = made else {
            return unreadable(at, format!("the field that `{variable}` fills"));
        };
        let filled = |defaulted| Filled {
            field: made.field,
            kind,
            guarded: steps.guarded.contains(variable),
            defaulted,
        };
        match what {
            PendingRead::Parameter(mut argument) => {
                let filled = filled(argument.default.is_some() || made.default.is_some());
                if let (None, Some((literal, at))) = (&argument.default, made.default) {
                    argument.default = Some((ArgumentDefault::Constant(literal), at));
                }
                validator
                    .parameters
                    .push(ParameterRead { argument, filled });
            }
            PendingRead::Body(BodyExpr {
                at,
                required,
                contents,
                arms,
            }) => {
                if validator.body.is_some() {
                    return unreadable(at, "one body");
                }
                let inner = kind.argument_of("Option").unwrap_or(kind);
                validator.body = Some(BodyRead {
                    at,
                    required,
                    contents,
                    arms,
                    made: output.item_of_type(validator.request.module, inner),
                    filled: filled(made.default.is_some()),
                });
            }
            PendingRead::Accept { at, media_types } => {
                let plain = made.default.is_none() && kind.argument_of("Option").is_none();
                if validator.accept.is_some() || !plain {
                    return unreadable(at, "one choice among media types");
                }
                validator.accept = Some((media_types, at));
            }
        }
    }
    Ok(validator)
}

/// The variable of `let mut input = call.input();`
fn opened_input<'o>(binding: &'o Binding, call: &str) -> Option<&'o str> {
    let method = binding.value.as_ref()?.method()?;
    let opens = method.name == "input"
        && method.arguments.is_empty()
        && method.receiver.name() == Some(call);
    if opens { binding.pattern.name() } else { None }
}

/// `{ return Err(input.refused()); }`
fn refuses(otherwise: &Expr, input: &str) -> bool {
    let Kind::Block(statements) = &otherwise.kind else {
        return false;
    };
    let [Statement::Expr(expr, _)] = &statements[..] else {
        return false;
    };
    let Kind::Return(Some(value)) = &expr.kind else {
        return false;
    };
    value
        .wrapped_by("Err")
        .and_then(Expr::method)
        .is_some_and(|call| {
            call.name == "refused"
                && call.arguments.is_empty()
                && call.receiver.name() == Some(input)
        })
}

fn is_finish(expr: &Expr, input: &str) -> bool {
    expr.tried().and_then(Expr::method).is_some_and(|call| {
        call.name == "finish" && call.arguments.is_empty() && call.receiver.name() == Some(input)
    })
}
