//! The steps of a controller: validate, serve, answer, and nothing else.

use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Expr, Function, Statement, Type};

/// What one controller does, as far as they are in the shape that a controller has.
#[derive(Debug)]
pub(crate) enum Steps {
    /// All three of them.
    Whole {
        validator: (Item, At),
        /// A service or a custom function.
        service: (Item, At),
    },
    /// The service is called without what the validator made.
    Unvalidated(At, String),
    /// More, or something else, than the three steps.
    Thick(At, String),
}

/// Reads a controller: `fn get_task(call: Call) -> Answer { call.answer(validators::…, services::…) }`.
pub(crate) fn controller(output: &Output<'_>, module: u32, function: &Function) -> Read<Steps> {
    let [parameter] = &function.parameters[..] else {
        return unreadable(function.at, "a controller of one `Call`");
    };
    let (Some(call), false) = (parameter.name.as_deref(), function.is_async) else {
        return unreadable(function.at, "a controller of one `Call`");
    };
    Ok(steps(output, module, function, call))
}

fn steps(output: &Output<'_>, module: u32, function: &Function, call: &str) -> Steps {
    let thick = |at, what: &str| Steps::Thick(at, what.to_owned());
    let unvalidated = |at, what: &str| Steps::Unvalidated(at, what.to_owned());
    let Some(Statement::Expr(last, false)) = function.body.last() else {
        return unvalidated(function.at, "no validator is called");
    };
    let answer = last
        .method()
        .filter(|method| method.name == "answer" && method.receiver.name() == Some(call));
    let Some([validator, service]) = answer.map(|method| &method.arguments[..]) else {
        return unvalidated(
            last.at,
            "no validator is called, or what it says is not heeded",
        );
    };
    let item = |expr: &Expr| match output.resolve(module, expr.path()?) {
        Meaning::Item(item, rest) if rest.is_empty() => Some((item, expr.at)),
        _ => None,
    };
    let Some(validator) = item(validator) else {
        return unvalidated(
            validator.at,
            "what it validates by is no function of the output",
        );
    };
    let Some(service) = item(service) else {
        return thick(
            service.at,
            "what it is served by is no function of the output",
        );
    };
    match &function.body[..] {
        [_] => Steps::Whole { validator, service },
        _ => thick(
            function.at,
            "a controller has three steps, `call.answer(validator, service)`",
        ),
    }
}

/// The types of a validator or a service: what it takes and what it gives, behind `Result`.
pub(crate) fn result_type(function: &Function) -> Option<&Type> {
    match function.output.as_ref()?.head()? {
        ("Result", [value, _]) => Some(value),
        _ => None,
    }
}
