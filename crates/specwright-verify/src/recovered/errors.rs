//! The answers about errors that are no problem documents: functions from a problem to an answer.

use super::response::{AnswerBody, Scope};
use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Expr, Function, Kind, Statement};
use std::collections::BTreeMap;

/// One such function.
#[derive(Debug)]
pub(crate) struct ErrorShape<'o> {
    pub(crate) at: At,
    /// What is sent.
    pub(crate) body: AnswerBody<'o>,
    /// The hand-written function that gives it.
    pub(crate) source: Item,
    pub(crate) function: &'o Function,
}

/// Reads the function that an expression of a module names:
/// `custom::f::f(problem).map(|body| Response::json(problem.status(), &body))`.
pub(crate) fn error_shape<'o>(
    output: &'o Output<'_>,
    module: u32,
    expr: &Expr,
) -> Read<ErrorShape<'o>> {
    let meaning = expr.path().map(|path| output.resolve(module, path));
    let Some((module, function)) = meaning.and_then(|meaning| output.function(&meaning)) else {
        return unreadable(expr.at, "a function of the output");
    };
    let problem = function
        .parameters
        .first()
        .and_then(|parameter| parameter.name.as_deref());
    let parts = match &function.body[..] {
        [Statement::Expr(expr, false)] => taken_apart(expr),
        _ => None,
    };
    let (Some(problem), Some((given, body, response))) = (problem, parts) else {
        return unreadable(function.at, "`shape(problem).map(|body| Response::…)`");
    };
    let source = match given.call() {
        Some((path, [argument])) if argument.name() == Some(problem) => {
            output.resolve(module, path)
        }
        _ => Meaning::Unknown,
    };
    let found = output.function(&source).filter(|(module, _)| {
        let path = &output.module(*module).path;
        path.first().is_some_and(|first| first == "custom")
    });
    let (Some((custom, written)), Meaning::Item(source, _)) = (found, source) else {
        return unreadable(
            given.at,
            "a function of `src/custom` that is given the problem",
        );
    };
    let Some(kind) = written
        .output
        .as_ref()
        .and_then(|it| it.argument_of("Option"))
    else {
        return unreadable(written.at, "a function that gives an `Option`");
    };
    let Some(([owner, constructor], [status, arguments @ ..])) = response.call() else {
        return unreadable(response.at, "a `Response`");
    };
    let is_status = status.method().is_some_and(|call| {
        call.name == "status" && call.arguments.is_empty() && call.receiver.name() == Some(problem)
    });
    if owner != "Response" || !is_status {
        return unreadable(response.at, "a `Response` with the status of the problem");
    }
    let fields = BTreeMap::from([(body, kind)]);
    let scope = Scope {
        output,
        module: custom,
        fields: &fields,
    };
    match scope.body(response.at, constructor, arguments)? {
        Some(body) => Ok(ErrorShape {
            at: body.at,
            body,
            source,
            function: written,
        }),
        None => unreadable(response.at, "an answer with a body"),
    }
}

/// What gives the body, the name that it gets, and the answer with it.
fn taken_apart(expr: &Expr) -> Option<(&Expr, &str, &Expr)> {
    let call = expr.method().filter(|call| call.name == "map")?;
    let [closure] = &call.arguments[..] else {
        return None;
    };
    match &closure.kind {
        Kind::Closure(parameters, inner) => match &parameters[..] {
            [parameter] => Some((&call.receiver, parameter.name()?, inner.only())),
            _ => None,
        },
        _ => None,
    }
}
