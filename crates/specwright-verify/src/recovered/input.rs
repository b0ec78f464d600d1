//! One read from a call's input: a parameter, or the body.

use super::literal::Literal;
use super::made::without_default;
use super::reader::{reader_call, reader_function};
use super::rule::count_rule;
use super::validator::BodyValue;
use super::value::{Value, ValueKind};
use super::{Read, unreadable};
use crate::expected::{ListStyle, Location};
use crate::output::Output;
use crate::syntax::{At, Binding, Expr, MethodCall};

/// A read before it is known which field it fills.
pub(super) struct Pending<'o> {
    pub(super) variable: &'o str,
    pub(super) what: PendingRead<'o>,
}

/// What is read.
pub(super) enum PendingRead<'o> {
    Parameter {
        at: At,
        location: Location,
        name: &'o str,
        required: bool,
        value: Value,
        style: Option<(ListStyle, At)>,
        default: Option<(Literal, At)>,
    },
    Body {
        at: At,
        required: bool,
        content: BodyValue,
    },
}

const SOURCES: &str = "`input.path(…)`, `input.query(…)`, `input.header(…)` or `input.cookie(…)`";

/// Reads `let limit = input.query("limit").int32(&RULE).unwrap_or(20);` or `let body = input.body(Task::read);`
pub(super) fn read<'o>(
    output: &'o Output<'o>,
    module: u32,
    input: &str,
    binding: &'o Binding,
) -> Read<Pending<'o>> {
    let (Some(variable), Some(value)) = (binding.pattern.name(), &binding.value) else {
        return unreadable(binding.at, "a variable and what is read into it");
    };
    let (core, default) = without_default(output, module, value)?;
    let Some(terminal) = core.method() else {
        return unreadable(core.at, "a read from the input");
    };
    if terminal.receiver.name() == Some(input) {
        let (required, content) = body(output, module, core.at, terminal)?;
        return match default {
            None => Ok(Pending {
                variable,
                what: PendingRead::Body {
                    at: core.at,
                    required,
                    content,
                },
            }),
            Some((_, at)) => unreadable(at, "a body without a default"),
        };
    }
    let (source, required) = match terminal.receiver.method() {
        Some(call) if call.name == "required" && call.arguments.is_empty() => {
            (&call.receiver, true)
        }
        _ => (&terminal.receiver, false),
    };
    let Some(start) = source
        .method()
        .filter(|start| start.receiver.name() == Some(input))
    else {
        return unreadable(source.at, SOURCES);
    };
    let (Some(location), [name]) = (Location::from_wire(&start.name), &start.arguments[..]) else {
        return unreadable(source.at, SOURCES);
    };
    let Some(text) = name.text() else {
        return unreadable(name.at, "the name of a parameter");
    };
    let (value, style) = parameter_value(output, module, core.at, terminal)?;
    let what = PendingRead::Parameter {
        at: name.at,
        location,
        name: text,
        required,
        value,
        style,
        default,
    };
    Ok(Pending { variable, what })
}

fn body<'o>(
    output: &'o Output<'o>,
    module: u32,
    at: At,
    call: &'o MethodCall,
) -> Read<(bool, BodyValue)> {
    let json = |function: &'o Expr| reader_function(output, module, function).map(BodyValue::Json);
    Ok(match (call.name.as_str(), &call.arguments[..]) {
        ("body", [function]) => (true, json(function)?),
        ("optional_body", [function]) => (false, json(function)?),
        ("text_body", []) => (true, BodyValue::Text),
        ("optional_text_body", []) => (false, BodyValue::Text),
        ("bytes_body", []) => (true, BodyValue::Bytes),
        ("optional_bytes_body", []) => (false, BodyValue::Bytes),
        _ => return unreadable(at, format!("the body reader `{}`", call.name)),
    })
}

/// The value of a parameter: one of the readers, or `list(Style::…, &RULE, |value| …)`.
fn parameter_value<'o>(
    output: &'o Output<'o>,
    module: u32,
    at: At,
    call: &'o MethodCall,
) -> Read<(Value, Option<(ListStyle, At)>)> {
    if call.name != "list" {
        return Ok((reader_call(output, module, at, call)?, None));
    }
    let [style, rule, item] = &call.arguments[..] else {
        return unreadable(at, "a style, a rule and a reader");
    };
    let rule = Some(count_rule(output, module, rule, "ArrayRule")?);
    let item = Box::new(reader_function(output, module, item)?);
    let value = Value {
        at,
        nullable: false,
        kind: ValueKind::List { rule, item },
    };
    let name = match style.path() {
        Some([.., owner, name]) if owner == "Style" => name.as_str(),
        _ => return unreadable(style.at, "a variant of `Style`"),
    };
    let read = match name {
        "Simple" => ListStyle::Simple,
        "Form" => ListStyle::Form,
        "FormExploded" => ListStyle::FormExploded,
        "SpaceDelimited" => ListStyle::SpaceDelimited,
        "PipeDelimited" => ListStyle::PipeDelimited,
        _ => return unreadable(style.at, format!("the list style `{name}`")),
    };
    Ok((value, Some((read, style.at))))
}
