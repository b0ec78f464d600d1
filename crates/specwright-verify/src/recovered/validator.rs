//! What a validator reads from a call, and whether it heeds what it found.

use super::record::fields_by_variable;
use super::value::{Literal, Value, ValueKind, literal, reader, reader_function};
use super::{Read, unreadable};
use crate::expected::{ListStyle, Location};
use crate::output::{Item, Output};
use crate::syntax::{
    At, Binding, Expr, Function, Kind, MethodCall, Pattern, PatternKind, Statement, Type,
};
use std::collections::{BTreeMap, BTreeSet};

/// What one validator does.
#[derive(Debug)]
pub(crate) struct Validator<'o> {
    pub(crate) at: At,
    /// The request type that it makes.
    pub(crate) request: Item,
    pub(crate) parameters: Vec<ParameterRead<'o>>,
    pub(crate) body: Option<BodyRead<'o>>,
    /// Where and how violations may pass.
    pub(crate) leaks: Vec<(At, String)>,
}

/// A parameter that is read.
#[derive(Debug)]
pub(crate) struct ParameterRead<'o> {
    pub(crate) at: At,
    pub(crate) location: Location,
    pub(crate) name: &'o str,
    pub(crate) required: bool,
    pub(crate) value: Value,
    pub(crate) style: Option<(ListStyle, At)>,
    pub(crate) default: Option<(Literal, At)>,
    pub(crate) filled: Filled<'o>,
}

/// A body that is read.
#[derive(Debug)]
pub(crate) struct BodyRead<'o> {
    pub(crate) at: At,
    pub(crate) required: bool,
    pub(crate) content: BodyValue,
    pub(crate) filled: Filled<'o>,
}

/// How a body is read.
#[derive(Debug)]
pub(crate) enum BodyValue {
    Json(Value),
    Text,
    Bytes,
}

/// Which field of the request a value fills.
#[derive(Debug)]
pub(crate) struct Filled<'o> {
    pub(crate) field: &'o str,
    pub(crate) kind: &'o Type,
    /// Whether the request is not made without the value.
    pub(crate) guarded: bool,
    /// Whether the variable was given a default before the request is made.
    pub(crate) defaulted: bool,
}

/// A read before it is known which field it fills.
struct Pending<'o> {
    variable: &'o str,
    what: PendingRead<'o>,
}

enum PendingRead<'o> {
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

/// Reads a validator.
pub(crate) fn validator<'o>(
    output: &'o Output<'_>,
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

    let mut pending: Vec<Pending<'o>> = Vec::new();
    let mut guarded: BTreeSet<&str> = BTreeSet::new();
    let mut leaks = Vec::new();
    let mut finished = false;
    for statement in statements {
        match statement {
            Statement::Let(binding) if binding.otherwise.is_some() => {
                if !binding
                    .otherwise
                    .as_ref()
                    .is_some_and(|otherwise| refuses(otherwise, input))
                {
                    leaks.push((
                        binding.at,
                        "a missing value is not answered with `Err(input.refused())`".to_owned(),
                    ));
                }
                let Some(value) = &binding.value else {
                    return unreadable(binding.at, "a value");
                };
                for (pattern, value) in pairs(&binding.pattern, value, binding.at)? {
                    match (pattern.some_name(), value.name()) {
                        (Some(bound), Some(variable)) if bound == variable => guarded.insert(bound),
                        _ => {
                            return unreadable(
                                value.at,
                                "`Some(name)` of the variable of that name",
                            );
                        }
                    };
                }
            }
            Statement::Let(binding) if !finished => {
                pending.push(read(output, module, input, binding)?)
            }
            Statement::Expr(expr, true) if is_finish(expr, input) => finished = true,
            other => return unreadable(other.at(), "a statement of a validator"),
        }
    }
    if !finished {
        leaks.push((
            function.at,
            "`input.finish()?` is not called, so violations are not answered".to_owned(),
        ));
    }
    let literal = made.wrapped_by("Ok").map(|inner| &inner.kind);
    let Some(Kind::Struct(literal)) = literal else {
        return unreadable(function.at, "`Ok(Request { … })`");
    };
    let item = match output.resolve(module, &literal.path) {
        crate::output::Meaning::Item(item, rest) if rest.is_empty() && literal.rest.is_none() => {
            item
        }
        _ => return unreadable(function.at, "a request type of the output"),
    };
    let Some(record) = output.record(&item) else {
        return unreadable(function.at, "a request type of the output");
    };
    let fields = fields_by_variable(output, module, &literal.fields)?;
    if fields.len() != record.fields.len() || pending.len() != fields.len() {
        return unreadable(
            function.at,
            format!("one value for each field of `{}`", item.name),
        );
    }
    let kinds: BTreeMap<&str, &Type> = record
        .fields
        .iter()
        .map(|(name, kind)| (name.as_str(), kind))
        .collect();
    let mut validator = Validator {
        at: function.at,
        request: item,
        parameters: Vec::new(),
        body: None,
        leaks,
    };
    for Pending { variable, what } in pending {
        let Some((field, late_default)) = fields.get(variable) else {
            return unreadable(function.at, format!("the field that `{variable}` fills"));
        };
        let Some(&kind) = kinds.get(field) else {
            return unreadable(function.at, format!("the field `{field}`"));
        };
        let guarded = guarded.contains(variable);
        match what {
            PendingRead::Parameter {
                at,
                location,
                name,
                required,
                value,
                style,
                default,
            } => {
                let default = default.or_else(|| late_default.clone());
                let filled = Filled {
                    field,
                    kind,
                    guarded,
                    defaulted: default.is_some(),
                };
                validator.parameters.push(ParameterRead {
                    at,
                    location,
                    name,
                    required,
                    value,
                    style,
                    default,
                    filled,
                });
            }
            PendingRead::Body {
                at,
                required,
                content,
            } => {
                if validator.body.is_some() {
                    return unreadable(at, "one body");
                }
                let filled = Filled {
                    field,
                    kind,
                    guarded,
                    defaulted: late_default.is_some(),
                };
                validator.body = Some(BodyRead {
                    at,
                    required,
                    content,
                    filled,
                });
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

/// The parts of a tuple pattern beside the parts of the tuple that it takes apart; one pair for anything else.
pub(super) fn pairs<'o>(
    pattern: &'o Pattern,
    value: &'o Expr,
    at: At,
) -> Read<Vec<(&'o Pattern, &'o Expr)>> {
    match (&pattern.kind, &value.kind) {
        (PatternKind::Tuple(patterns), Kind::Tuple(values)) if patterns.len() == values.len() => {
            Ok(patterns.iter().zip(values).collect())
        }
        (PatternKind::Tuple(_), _) | (_, Kind::Tuple(_)) => {
            unreadable(at, "as many values as patterns")
        }
        _ => Ok(vec![(pattern, value)]),
    }
}

/// `let limit = input.query("limit").int32(&RULE).unwrap_or(20);` or `let body = input.body(Task::read);`
fn read<'o>(
    output: &'o Output<'_>,
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
        if default.is_some() {
            return unreadable(value.at, "a body without a default");
        }
        return Ok(Pending {
            variable,
            what: PendingRead::Body {
                at: core.at,
                required,
                content,
            },
        });
    }
    let mut source = &terminal.receiver;
    let mut required = false;
    if let Some(call) = source.method()
        && call.name == "required"
        && call.arguments.is_empty()
    {
        required = true;
        source = &call.receiver;
    }
    let Some(start) = source
        .method()
        .filter(|start| start.receiver.name() == Some(input))
    else {
        return unreadable(
            source.at,
            "`input.path(…)`, `input.query(…)`, `input.header(…)` or `input.cookie(…)`",
        );
    };
    let (Some(location), [name]) = (Location::from_wire(&start.name), &start.arguments[..]) else {
        return unreadable(
            source.at,
            "`input.path(…)`, `input.query(…)`, `input.header(…)` or `input.cookie(…)`",
        );
    };
    let Some(text) = name.text() else {
        return unreadable(name.at, "the name of a parameter");
    };
    let (value, style) = parameter_value(output, module, core, terminal)?;
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

/// An expression before `.unwrap_or(…)`, and the value of the default.
fn without_default<'o>(
    output: &Output<'_>,
    module: u32,
    expr: &'o Expr,
) -> Read<(&'o Expr, Option<(Literal, At)>)> {
    let Some(call) = expr.method() else {
        return Ok((expr, None));
    };
    match (call.name.as_str(), &call.arguments[..]) {
        ("unwrap_or" | "unwrap_or_else", [value]) => Ok((
            &call.receiver,
            Some((literal(output, module, value)?, value.at)),
        )),
        ("unwrap_or_default", []) => Ok((&call.receiver, Some((Literal::Empty, expr.at)))),
        _ => Ok((expr, None)),
    }
}

fn body(output: &Output<'_>, module: u32, at: At, call: &MethodCall) -> Read<(bool, BodyValue)> {
    Ok(match (call.name.as_str(), &call.arguments[..]) {
        ("body", [function]) => (
            true,
            BodyValue::Json(reader_function(output, module, function)?),
        ),
        ("optional_body", [function]) => (
            false,
            BodyValue::Json(reader_function(output, module, function)?),
        ),
        ("text_body", []) => (true, BodyValue::Text),
        ("optional_text_body", []) => (false, BodyValue::Text),
        ("bytes_body", []) => (true, BodyValue::Bytes),
        ("optional_bytes_body", []) => (false, BodyValue::Bytes),
        _ => return unreadable(at, format!("the body reader `{}`", call.name)),
    })
}

/// The value of a parameter: one of the readers, or `list(Style::…, &RULE, |value| …)`.
fn parameter_value(
    output: &Output<'_>,
    module: u32,
    expr: &Expr,
    call: &MethodCall,
) -> Read<(Value, Option<(ListStyle, At)>)> {
    if call.name != "list" {
        let plain = Expr {
            at: expr.at,
            kind: Kind::Method(Box::new(MethodCall {
                receiver: Expr {
                    at: expr.at,
                    kind: Kind::Path(vec!["value".to_owned()]),
                },
                ..call.clone()
            })),
        };
        return Ok((reader(output, module, "value", &plain)?, None));
    }
    let [style, rule, item] = &call.arguments[..] else {
        return unreadable(expr.at, "a style, a rule and a reader");
    };
    let rule = super::rule::count_rule(output, module, rule, "ArrayRule")?;
    let item = Box::new(reader_function(output, module, item)?);
    let value = Value {
        at: expr.at,
        nullable: false,
        kind: ValueKind::List {
            rule: Some(rule),
            item,
        },
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
