//! The steps of a controller: validate, serve, answer, and nothing else.

use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Expr, Function, Kind, Statement, Type};

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

/// Reads a controller.
pub(crate) fn controller(output: &Output<'_>, module: u32, function: &Function) -> Read<Steps> {
    let [parameter] = &function.parameters[..] else {
        return unreadable(function.at, "a controller of one `Call`");
    };
    let (Some(call), true) = (parameter.name.as_deref(), function.is_async) else {
        return unreadable(function.at, "an `async` controller of one `Call`");
    };
    Ok(steps(output, module, function, call))
}

fn steps(output: &Output<'_>, module: u32, function: &Function, call: &str) -> Steps {
    let thick = |at, what: &str| Steps::Thick(at, what.to_owned());
    let unvalidated = |at, what: &str| Steps::Unvalidated(at, what.to_owned());
    let validation = function.body.iter().find_map(|statement| match statement {
        Statement::Let(binding) => {
            let value = binding.value.as_ref()?;
            let (path, arguments) = value.tried()?.call()?;
            let is_call =
                matches!(arguments, [argument] if argument.behind_reference().name() == Some(call));
            is_call.then_some((binding, path, value))
        }
        _ => None,
    });
    let Some((binding, path, value)) = validation else {
        return unvalidated(
            function.at,
            "no validator is called, or what it says is not heeded",
        );
    };
    let validated_at = value.tried().map_or(value.at, |inner| inner.at);
    let Meaning::Item(validator, rest) = output.resolve(module, path) else {
        return unvalidated(validated_at, "what is called is no validator of the output");
    };
    let (Some(request), true) = (binding.pattern.name(), rest.is_empty()) else {
        return unvalidated(validated_at, "what the validator makes is not kept");
    };
    let [
        Statement::Let(first),
        Statement::Let(second),
        Statement::Expr(last, false),
    ] = &function.body[..]
    else {
        return thick(
            function.at,
            "a controller has three steps: validate, serve, answer",
        );
    };
    if !std::ptr::eq(first, binding) || first.otherwise.is_some() || second.otherwise.is_some() {
        return thick(first.at, "the first step of a controller is to validate");
    }
    let awaited = second
        .value
        .as_ref()
        .and_then(Expr::tried)
        .and_then(|expr| match &expr.kind {
            Kind::Await(inner) => inner.call(),
            _ => None,
        });
    let (Some((path, arguments)), Some(response)) = (awaited, second.pattern.name()) else {
        return thick(
            second.at,
            "the second step of a controller is to call one service and to wait for it",
        );
    };
    let at = second.value.as_ref().map_or(second.at, |value| value.at);
    let served_at = match &second
        .value
        .as_ref()
        .and_then(Expr::tried)
        .map(|expr| &expr.kind)
    {
        Some(Kind::Await(inner)) => inner.at,
        _ => at,
    };
    let [context, given] = arguments else {
        return thick(served_at, "a service takes the context and the request");
    };
    if !context
        .method()
        .is_some_and(|method| method.name == "context" && method.receiver.name() == Some(call))
    {
        return thick(context.at, "a service takes the context of the call");
    }
    if given.name() != Some(request) {
        return unvalidated(given.at, "the service is not given what the validator made");
    }
    let Meaning::Item(service, rest) = output.resolve(module, path) else {
        return thick(served_at, "what is called is no function of the output");
    };
    let answers = last
        .wrapped_by("Ok")
        .and_then(Expr::method)
        .is_some_and(|method| {
            method.name == "into_response"
                && method.arguments.is_empty()
                && method.receiver.name() == Some(response)
        });
    if !answers || !rest.is_empty() {
        return thick(
            last.at,
            "the last step of a controller is to answer with what the service gave",
        );
    }
    Steps::Whole {
        validator: (validator, validated_at),
        service: (service, served_at),
    }
}

/// The types of a validator or a service: what it takes and what it gives, behind `Result`.
pub(crate) fn result_type(function: &Function) -> Option<&Type> {
    match function.output.as_ref()?.head()? {
        ("Result", [value, _]) => Some(value),
        _ => None,
    }
}
