//! One read from a call's input: a parameter, the body, or what the caller accepts.

use super::contents::{BodyExpr, Scope, style};
use super::literal::Literal;
use super::made::without_default;
use super::reader::{reader_call, reader_function};
use super::rule::count_rule;
use super::value::{Value, ValueKind};
use super::{Read, unreadable};
use crate::expected::{Location, Style};
use crate::output::Output;
use crate::syntax::{At, Binding, Expr, Kind, MethodCall};

/// A read before it is known which field it fills.
pub(super) struct Pending<'o> {
    pub(super) variable: &'o str,
    pub(super) what: PendingRead<'o>,
}

/// What is read.
pub(super) enum PendingRead<'o> {
    Parameter(Argument<'o>),
    Body(BodyExpr<'o>),
    /// `input.accept(&["application/json", "text/csv"])`
    Accept {
        at: At,
        media_types: Vec<&'o str>,
    },
}

/// A parameter as it is read.
#[derive(Debug)]
pub(crate) struct Argument<'o> {
    pub(crate) at: At,
    pub(crate) location: Location,
    pub(crate) name: &'o str,
    pub(crate) required: bool,
    /// Whether a parameter without a text is one that is not there.
    pub(crate) empty_is_absent: bool,
    pub(crate) value: Value,
    pub(crate) way: Way,
    /// What a text of any type is taken apart into, where that is said.
    pub(crate) parts: Option<(Parts<'o>, At)>,
    pub(crate) default: Option<(ArgumentDefault<'o>, At)>,
}

/// How the text of a parameter becomes its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// One scalar, as it stands there.
    Plain,
    /// Scalars in a style.
    List(Style, At),
    /// Any value in a style.
    Value(Style, At),
    /// A JSON text.
    Json(At),
}

/// What the text of a parameter is taken apart into.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Parts<'o> {
    One,
    Items,
    /// An object of these properties.
    Members(Vec<&'o str>),
    /// An object of any properties but these, which are other parameters.
    Beside(Vec<&'o str>),
}

/// What a parameter is where it is absent.
#[derive(Debug)]
pub(crate) enum ArgumentDefault<'o> {
    Constant(Literal),
    /// The texts that would stand in the request.
    Texts(Vec<&'o str>),
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
    if let Kind::Match(on, arms) = &value.kind {
        let scope = Scope {
            output,
            module,
            input,
        };
        if let Some(body) = scope.among(on, arms)? {
            return Ok(Pending {
                variable,
                what: PendingRead::Body(body),
            });
        }
    }
    let (core, default) = without_default(output, module, value)?;
    let Some(terminal) = core.method() else {
        return unreadable(core.at, "a read from the input");
    };
    if terminal.receiver.name() == Some(input) {
        let scope = Scope {
            output,
            module,
            input,
        };
        let what = match (terminal.name.as_str(), &terminal.arguments[..]) {
            ("accept", [list]) => PendingRead::Accept {
                at: core.at,
                media_types: texts(list)?,
            },
            _ => PendingRead::Body(scope.one(core.at, terminal)?),
        };
        return match default {
            None => Ok(Pending { variable, what }),
            Some((_, at)) => unreadable(at, "a value without a default"),
        };
    }
    let mut argument = source(input, terminal)?;
    let (value, way) = parameter_value(output, module, core.at, terminal)?;
    argument.value = value;
    argument.way = way;
    match (default, &argument.default) {
        (Some((_, at)), Some(_)) => return unreadable(at, "one default"),
        (Some((literal, at)), None) => {
            argument.default = Some((ArgumentDefault::Constant(literal), at));
        }
        (None, _) => {}
    }
    Ok(Pending {
        variable,
        what: PendingRead::Parameter(argument),
    })
}

/// `input.query("label")`, also with `.required()`, with `.or(&["a", "b"])`, with `.empty_is_absent()`, or with what its text
/// is taken apart into behind it.
fn source<'o>(input: &str, terminal: &'o MethodCall) -> Read<Argument<'o>> {
    let (mut required, mut empty_is_absent) = (false, false);
    let (mut default, mut parts) = (None, None);
    let mut source = &terminal.receiver;
    while let Some(call) = source.method() {
        match (call.name.as_str(), &call.arguments[..]) {
            ("required", []) if !required => required = true,
            ("empty_is_absent", []) if !empty_is_absent => empty_is_absent = true,
            ("scalar", []) if parts.is_none() => parts = Some((Parts::One, source.at)),
            ("items", []) if parts.is_none() => parts = Some((Parts::Items, source.at)),
            ("members", [names]) if parts.is_none() => {
                parts = Some((Parts::Members(texts(names)?), source.at));
            }
            ("members_beside", [others]) if parts.is_none() => {
                parts = Some((Parts::Beside(texts(others)?), source.at));
            }
            ("or", [list]) if default.is_none() => {
                let at = list.behind_reference().at;
                default = Some((ArgumentDefault::Texts(texts(list)?), at));
            }
            _ => break,
        }
        source = &call.receiver;
    }
    let Some(start) = source
        .method()
        .filter(|start| start.receiver.name() == Some(input))
    else {
        return unreadable(source.at, SOURCES);
    };
    let (Some(location), [name]) = (Location::from_wire(&start.name), &start.arguments[..]) else {
        return unreadable(source.at, SOURCES);
    };
    match name.text() {
        Some(text) => Ok(Argument {
            at: name.at,
            location,
            name: text,
            required,
            empty_is_absent,
            // Both are what the terminal call says.
            value: Value {
                at: name.at,
                nullable: false,
                kind: ValueKind::Any,
            },
            way: Way::Plain,
            parts,
            default,
        }),
        None => unreadable(name.at, "the name of a parameter"),
    }
}

fn texts(expr: &Expr) -> Read<Vec<&str>> {
    let all = expr
        .items()
        .and_then(|items| items.iter().map(Expr::text).collect::<Option<Vec<&str>>>());
    match all {
        Some(texts) => Ok(texts),
        None => unreadable(expr.at, "a list of strings"),
    }
}

/// The value of a parameter: one of the readers, `list(Style::…, &RULE, |value| …)`, `value(Style::…, reader)` or
/// `json(reader)`.
fn parameter_value<'o>(
    output: &'o Output<'o>,
    module: u32,
    at: At,
    call: &'o MethodCall,
) -> Read<(Value, Way)> {
    match (call.name.as_str(), &call.arguments[..]) {
        ("list", [written, rule, item]) => {
            let rule = Some(count_rule(output, module, rule, "ArrayRule")?);
            let item = Box::new(reader_function(output, module, item)?);
            let value = Value {
                at,
                nullable: false,
                kind: ValueKind::List { rule, item },
            };
            Ok((
                value,
                Way::List(style(output, module, written)?, written.at),
            ))
        }
        ("value", [written, reader]) => Ok((
            reader_function(output, module, reader)?,
            Way::Value(style(output, module, written)?, written.at),
        )),
        ("json", [reader]) => Ok((reader_function(output, module, reader)?, Way::Json(at))),
        _ => Ok((reader_call(output, module, at, call)?, Way::Plain)),
    }
}
