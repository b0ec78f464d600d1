//! The kinds of values that readers accept and that types write.

use super::rule::{CountRule, NumberRule, TextRule, count_rule, number_rule, text_rule};
use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Expr, Function, Kind, Statement, Type, TypeKind};

/// A value that the code reads or writes.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) at: At,
    pub(crate) nullable: bool,
    pub(crate) kind: ValueKind,
}

/// What kind of value it is. Rules are stated only by readers.
#[derive(Debug, Clone)]
pub(crate) enum ValueKind {
    Any,
    Boolean,
    Uuid,
    Timestamp,
    Date,
    Time,
    Bytes,
    Text(Option<TextRule>),
    Integer {
        bits: u8,
        rule: Option<NumberRule>,
    },
    Number(Option<NumberRule>),
    Decimal {
        quoted: bool,
        rule: Option<NumberRule>,
    },
    Choice(Item),
    List {
        rule: Option<CountRule>,
        item: Box<Value>,
    },
    Map {
        rule: Option<CountRule>,
        value: Box<Value>,
    },
    Record(Item),
    /// The runtime's problem document.
    Problem,
}

/// A constant of the code, by its value on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Text(String),
    Number(specwright_source::Number),
    Bool(bool),
    /// A list or a map without members.
    Empty,
}

/// How many functions and aliases may stand for one another.
const MAX_DEPTH: u32 = 16;

/// What one reader expression accepts: `json.string(&rule)?`, `Task::read(json)?`, also without `?`.
pub(super) fn reader(output: &Output<'_>, module: u32, source: &str, expr: &Expr) -> Read<Value> {
    reader_within(output, module, source, expr, MAX_DEPTH)
}

/// What a function that is given to `array`, `map`, `nullable`, `presence` or `body` accepts.
pub(super) fn reader_function(output: &Output<'_>, module: u32, expr: &Expr) -> Read<Value> {
    reader_function_within(output, module, expr, MAX_DEPTH)
}

fn reader_within(
    output: &Output<'_>,
    module: u32,
    source: &str,
    expr: &Expr,
    depth: u32,
) -> Read<Value> {
    let expr = expr.only();
    let expr = expr.tried().unwrap_or(expr);
    if let Some(call) = expr.method() {
        if call.receiver.name() != Some(source) {
            return unreadable(expr.at, format!("a call on `{source}`"));
        }
        return method(
            output,
            module,
            expr.at,
            &call.name,
            &call.types,
            &call.arguments,
            depth,
        );
    }
    match expr.call() {
        Some((path, [argument])) if argument.behind_reference().name() == Some(source) => {
            called(output, expr.at, &output.resolve(module, path), depth)
        }
        _ => unreadable(expr.at, "a reader of a value"),
    }
}

fn reader_function_within(
    output: &Output<'_>,
    module: u32,
    expr: &Expr,
    depth: u32,
) -> Read<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return unreadable(expr.at, "a reader that does not call itself");
    };
    match &expr.kind {
        Kind::Closure(parameters, body) => match &parameters[..] {
            [parameter] => match parameter.name() {
                Some(source) => reader_within(output, module, source, body, depth),
                None => unreadable(parameter.at, "the name of a reader"),
            },
            _ => unreadable(expr.at, "a closure over one reader"),
        },
        Kind::Path(path) => called(output, expr.at, &output.resolve(module, path), depth),
        _ => unreadable(expr.at, "a function that reads a value"),
    }
}

/// A function named by a path: a method of the runtime's reader, a model's `read`, or a function of the output.
fn called(output: &Output<'_>, at: At, meaning: &Meaning, depth: u32) -> Read<Value> {
    match meaning {
        Meaning::Foreign(path) => match &path[..] {
            [.., owner, name] if owner == "Reader" || owner == "Text" => {
                method(output, 0, at, name, &[], &[], depth)
            }
            _ => unreadable(at, "a reader of the runtime"),
        },
        Meaning::Item(item, rest)
            if rest.len() == 1 && rest[0] == "read" && output.record(item).is_some() =>
        {
            Ok(Value {
                at,
                nullable: false,
                kind: ValueKind::Record(item.clone()),
            })
        }
        Meaning::Item(..) => match output.function(meaning) {
            Some((module, function)) => free_function(output, module, function, at, depth),
            None => unreadable(at, "a function that reads a value"),
        },
        Meaning::Unknown => unreadable(at, "a path that leads somewhere"),
    }
}

/// `fn read_labels(json: &mut Reader<'_>) -> … { json.array(…) }`
fn free_function(
    output: &Output<'_>,
    module: u32,
    function: &Function,
    at: At,
    depth: u32,
) -> Read<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return unreadable(at, "a reader that does not call itself");
    };
    match (&function.parameters[..], &function.body[..]) {
        ([parameter], [Statement::Expr(body, false)]) => match &parameter.name {
            Some(source) => reader_within(output, module, source, body, depth),
            None => unreadable(function.at, "the name of a reader"),
        },
        _ => unreadable(function.at, "a function of one reader expression"),
    }
}

fn method(
    output: &Output<'_>,
    module: u32,
    at: At,
    name: &str,
    types: &[Type],
    arguments: &[Expr],
    depth: u32,
) -> Read<Value> {
    let kind = match (name, arguments) {
        ("any", []) => {
            return Ok(Value {
                at,
                nullable: true,
                kind: ValueKind::Any,
            });
        }
        ("boolean", []) => ValueKind::Boolean,
        ("uuid", []) => ValueKind::Uuid,
        ("timestamp", []) => ValueKind::Timestamp,
        ("date", []) => ValueKind::Date,
        ("time", []) => ValueKind::Time,
        ("bytes", []) => ValueKind::Bytes,
        ("string", [rule]) => ValueKind::Text(Some(text_rule(output, module, rule)?)),
        ("int32", [rule]) => ValueKind::Integer {
            bits: 32,
            rule: Some(number_rule(output, module, rule, "IntegerRule")?),
        },
        ("int64", [rule]) => ValueKind::Integer {
            bits: 64,
            rule: Some(number_rule(output, module, rule, "IntegerRule")?),
        },
        ("number", [rule]) => {
            ValueKind::Number(Some(number_rule(output, module, rule, "NumberRule")?))
        }
        ("decimal", [rule]) => ValueKind::Decimal {
            quoted: false,
            rule: Some(number_rule(output, module, rule, "NumberRule")?),
        },
        ("decimal_string", [rule]) => ValueKind::Decimal {
            quoted: true,
            rule: Some(number_rule(output, module, rule, "NumberRule")?),
        },
        ("choice", []) => match types {
            [kind] => match output.item_of_type(module, kind) {
                Some(item) if output.enumeration(&item).is_some() => ValueKind::Choice(item),
                _ => return unreadable(kind.at, "an enum of the output"),
            },
            _ => return unreadable(at, "the enum that is chosen from"),
        },
        ("array", [rule, item]) => ValueKind::List {
            rule: Some(count_rule(output, module, rule, "ArrayRule")?),
            item: Box::new(reader_function_within(output, module, item, depth)?),
        },
        ("map", [rule, value]) => ValueKind::Map {
            rule: Some(count_rule(output, module, rule, "MapRule")?),
            value: Box::new(reader_function_within(output, module, value, depth)?),
        },
        ("nullable", [inner]) => {
            let value = reader_function_within(output, module, inner, depth)?;
            return Ok(Value {
                nullable: true,
                ..value
            });
        }
        _ => {
            return unreadable(
                at,
                format!("the reader `{name}` with {} arguments", arguments.len()),
            );
        }
    };
    Ok(Value {
        at,
        nullable: false,
        kind,
    })
}

/// What a value of this Rust type looks like on the wire.
pub(crate) fn written_value(output: &Output<'_>, module: u32, kind: &Type) -> Read<Value> {
    written_within(output, module, kind, MAX_DEPTH)
}

fn written_within(output: &Output<'_>, module: u32, kind: &Type, depth: u32) -> Read<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return unreadable(kind.at, "a type that ends");
    };
    let at = kind.at;
    let TypeKind::Path(path, arguments) = &kind.kind else {
        return unreadable(at, "a named type");
    };
    let within = |kind: &Type| written_within(output, module, kind, depth);
    let plain = |kind| {
        Ok(Value {
            at,
            nullable: false,
            kind,
        })
    };
    match output.resolve(module, path) {
        Meaning::Item(item, rest) if rest.is_empty() => {
            if output.record(&item).is_some() {
                plain(ValueKind::Record(item))
            } else if output.enumeration(&item).is_some() {
                plain(ValueKind::Choice(item))
            } else if let Some(target) = output.alias(&item) {
                written_within(output, item.module, target, depth)
            } else {
                unreadable(at, "a type of the output")
            }
        }
        Meaning::Foreign(path) => match (path.last().map_or("", String::as_str), &arguments[..]) {
            ("String", []) => plain(ValueKind::Text(None)),
            ("bool", []) => plain(ValueKind::Boolean),
            ("i32", []) => plain(ValueKind::Integer {
                bits: 32,
                rule: None,
            }),
            ("i64", []) => plain(ValueKind::Integer {
                bits: 64,
                rule: None,
            }),
            ("f64" | "f32", []) => plain(ValueKind::Number(None)),
            ("Decimal", []) => plain(ValueKind::Decimal {
                quoted: false,
                rule: None,
            }),
            ("Quoted", [inner]) if inner.head().is_some_and(|(name, _)| name == "Decimal") => {
                plain(ValueKind::Decimal {
                    quoted: true,
                    rule: None,
                })
            }
            ("Uuid", []) => plain(ValueKind::Uuid),
            ("Timestamp", []) => plain(ValueKind::Timestamp),
            ("Date", []) => plain(ValueKind::Date),
            ("Time", []) => plain(ValueKind::Time),
            ("Json", []) => Ok(Value {
                at,
                nullable: true,
                kind: ValueKind::Any,
            }),
            ("Bytes", []) => plain(ValueKind::Bytes),
            ("Problem", []) => plain(ValueKind::Problem),
            ("Vec", [item]) if item.head().is_some_and(|(name, _)| name == "u8") => {
                plain(ValueKind::Bytes)
            }
            ("Vec", [item]) => plain(ValueKind::List {
                rule: None,
                item: Box::new(within(item)?),
            }),
            ("BTreeMap", [key, value]) if key.head().is_some_and(|(name, _)| name == "String") => {
                plain(ValueKind::Map {
                    rule: None,
                    value: Box::new(within(value)?),
                })
            }
            ("Option", [inner]) => Ok(Value {
                nullable: true,
                ..within(inner)?
            }),
            ("Box", [inner]) => within(inner),
            (name, _) => unreadable(at, format!("the type `{name}` on the wire")),
        },
        _ => unreadable(at, "a type that exists"),
    }
}

/// The wire values of an enum of the output: its table of choices.
pub(crate) fn choices<'o>(
    output: &'o Output<'_>,
    item: &Item,
    at: At,
) -> Read<Vec<(&'o str, &'o str, At)>> {
    if let Some(at) = output.overridden(item, "Choice", &[]) {
        return unreadable(at, "an enum that is chosen by its table alone");
    }
    let Some((_, constant)) = output.associated_constant(item, "Choice", "CHOICES") else {
        return unreadable(at, format!("the table of choices of `{}`", item.name));
    };
    let Some(rows) = constant.value.items() else {
        return unreadable(constant.at, "a table of choices");
    };
    rows.iter()
        .map(|row| match &row.kind {
            Kind::Tuple(cells) => match &cells[..] {
                [wire, variant] => match (wire.text(), variant.path()) {
                    (Some(wire_text), Some([.., name])) => Ok((wire_text, name.as_str(), wire.at)),
                    _ => unreadable(row.at, "a wire value beside a variant"),
                },
                _ => unreadable(row.at, "a wire value beside a variant"),
            },
            _ => unreadable(row.at, "a wire value beside a variant"),
        })
        .collect()
}

/// A constant expression as its value on the wire: `20`, `"open".to_owned()`, `TaskStatus::Open`, `Vec::new()`.
pub(crate) fn literal(output: &Output<'_>, module: u32, expr: &Expr) -> Read<Literal> {
    if let Some(text) = expr.number() {
        let text = text.strip_suffix('.').unwrap_or(&text);
        return match specwright_source::Number::parse(text) {
            Some(number) => Ok(Literal::Number(number)),
            None => unreadable(expr.at, "a number"),
        };
    }
    if let Some(value) = expr.boolean() {
        return Ok(Literal::Bool(value));
    }
    if let Some(text) = expr.text() {
        return Ok(Literal::Text(text.to_owned()));
    }
    if let Some(call) = expr.method()
        && call.arguments.is_empty()
        && ["to_owned", "to_string", "into"].contains(&call.name.as_str())
    {
        return literal(output, module, &call.receiver);
    }
    match &expr.kind {
        Kind::Closure(parameters, body) if parameters.is_empty() => literal(output, module, body),
        Kind::Path(path) => match output.resolve(module, path) {
            Meaning::Item(item, rest) => match &rest[..] {
                [variant] => {
                    let table = choices(output, &item, expr.at)?;
                    match table.iter().find(|(_, name, _)| name == variant) {
                        Some((wire, _, _)) => Ok(Literal::Text((*wire).to_owned())),
                        None => unreadable(expr.at, "a variant that is in the table of choices"),
                    }
                }
                [] => match output.constant(&item) {
                    Some(constant) => literal(output, item.module, &constant.value),
                    None => unreadable(expr.at, "a constant"),
                },
                _ => unreadable(expr.at, "a constant"),
            },
            _ if matches!(&path[..], [owner, new] if (owner == "Vec" || owner == "BTreeMap") && new == "new") => {
                Ok(Literal::Empty)
            }
            _ => unreadable(expr.at, "a constant"),
        },
        Kind::Call(..) => match expr.call() {
            Some(([owner, new], [])) if (owner == "Vec" || owner == "BTreeMap") && new == "new" => {
                Ok(Literal::Empty)
            }
            Some(([.., owner, from], [argument])) if owner == "String" && from == "from" => {
                literal(output, module, argument)
            }
            Some(([.., owner, parse], [argument]))
                if owner == "Decimal" && (parse == "from" || parse == "constant") =>
            {
                match literal(output, module, argument)? {
                    Literal::Text(text) => match specwright_source::Number::parse(&text) {
                        Some(number) => Ok(Literal::Number(number)),
                        None => unreadable(argument.at, "a decimal"),
                    },
                    other => Ok(other),
                }
            }
            _ => unreadable(expr.at, "a constant"),
        },
        _ => unreadable(expr.at, "a constant"),
    }
}
