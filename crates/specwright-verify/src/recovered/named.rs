//! The `read` of a type that has a name: the schemas that it is held to, the function that does the reading, and what a
//! read value is put into.

use super::assertion::SchemaPlace;
use super::reader::reader;
use super::value::{Value, written_value};
use super::{Read, unreadable};
use crate::output::{Item, Output};
use crate::syntax::{At, Expr, Function, Kind, Statement, Type};
use std::rc::Rc;

/// The function that reads a type, behind those that only check.
pub(super) struct ReadFunction<'o> {
    pub(super) module: u32,
    pub(super) function: &'o Function,
    /// The name of its reader.
    pub(super) reader: &'o str,
    pub(super) checks: Vec<SchemaPlace>,
}

/// How many functions may check before one reads.
const MAX_DEPTH: u32 = 8;

/// Follows `fn read(json) { json.checked(&SCHEMA, Self::read_members) }` to the function that reads.
pub(super) fn read_function<'o>(output: &'o Output<'o>, item: &Item) -> Read<ReadFunction<'o>> {
    let at = At {
        file: item.module,
        start: 0,
        end: 0,
    };
    let mut checks = Vec::new();
    let mut name = "read";
    for _ in 0..MAX_DEPTH {
        let Some((module, function)) = output.method(item, "", name) else {
            return unreadable(at, format!("`{}::{name}`", item.name));
        };
        let reader = function
            .parameters
            .first()
            .and_then(|parameter| parameter.name.as_deref());
        let Some(reader) = reader else {
            return unreadable(function.at, "the name of the reader");
        };
        let checked = match &function.body[..] {
            [Statement::Expr(body, false)] => body
                .method()
                .filter(|call| call.name == "checked" && call.receiver.name() == Some(reader)),
            _ => None,
        };
        let next = checked.and_then(|call| match &call.arguments[..] {
            [schema, inner] => match inner.path() {
                Some([owner, next]) if owner == "Self" || *owner == item.name => {
                    Some((schema, next))
                }
                _ => None,
            },
            _ => None,
        });
        match next {
            Some((schema, next)) => {
                checks.push(SchemaPlace {
                    module,
                    expr: Rc::new(schema.clone()),
                });
                name = next;
            }
            None => {
                return Ok(ReadFunction {
                    module,
                    function,
                    reader,
                    checks,
                });
            }
        }
    }
    unreadable(at, format!("a `read` of `{}` that reads", item.name))
}

/// What is read, and what it is put into.
pub(super) struct Wrapped<'o> {
    pub(super) read: &'o Expr,
    pub(super) function: &'o Expr,
}

/// `Ok(json.….()?.map(function))`, or `json.….().map(|value| value.map(function))`.
pub(super) fn wrapped(expr: &Expr) -> Read<Wrapped<'_>> {
    let expr = expr.only();
    let expected = "a reader, and what its value is put into";
    let tried = expr.wrapped_by("Ok").and_then(Expr::method);
    if let Some(call) = tried.filter(|call| call.name == "map")
        && let (Some(read), [function]) = (call.receiver.tried(), &call.arguments[..])
    {
        return Ok(Wrapped { read, function });
    }
    if let Some(call) = expr.method().filter(|call| call.name == "map")
        && let [outer] = &call.arguments[..]
        && let Kind::Closure(parameters, body) = &outer.kind
        && let [parameter] = &parameters[..]
        && let Some(inner) = body.method().filter(|inner| inner.name == "map")
        && inner.receiver.name().is_some()
        && inner.receiver.name() == parameter.name()
        && let [function] = &inner.arguments[..]
    {
        return Ok(Wrapped {
            read: &call.receiver,
            function,
        });
    }
    unreadable(expr.at, expected)
}

/// The path of `Self::Cat` and of `|value| Self::Cat(Box::new(value))`.
pub(super) fn constructor(function: &Expr) -> Option<&[String]> {
    let Kind::Closure(parameters, body) = &function.kind else {
        return function.path();
    };
    let [parameter] = &parameters[..] else {
        return None;
    };
    let (path, [argument]) = body.only().call()? else {
        return None;
    };
    let inner = match argument.call() {
        Some(([owner, new], [inner])) if owner == "Box" && new == "new" => inner,
        _ => argument,
    };
    (inner.name().is_some() && inner.name() == parameter.name()).then_some(path)
}

/// A newtype as it is read: its value, and the schemas that it is held to.
#[derive(Debug)]
pub(crate) struct ReadNewtype {
    pub(crate) value: Value,
    pub(crate) checks: Vec<SchemaPlace>,
}

/// Reads `fn read(json: &mut Reader<'_>) -> … { Ok(json.array(&RULE, Tree::read)?.map(Self)) }`.
pub(crate) fn read_newtype<'o>(output: &'o Output<'o>, item: &Item) -> Read<ReadNewtype> {
    let found = read_function(output, item)?;
    let [Statement::Expr(body, false)] = &found.function.body[..] else {
        return unreadable(found.function.at, "`Ok(json.….()?.map(Self))`");
    };
    let Wrapped { read, function } = wrapped(body)?;
    match constructor(function) {
        Some([owner]) if owner == "Self" || *owner == item.name => Ok(ReadNewtype {
            value: reader(output, found.module, found.reader, read)?,
            checks: found.checks,
        }),
        _ => unreadable(function.at, "`Self`"),
    }
}

/// Reads `fn write(&self, json: &mut Writer) { self.0.write(json); }`.
pub(crate) fn written_newtype(output: &Output<'_>, item: &Item) -> Read<Value> {
    let at = At {
        file: item.module,
        start: 0,
        end: 0,
    };
    if let Some(at) = output.overridden(item, "WriteJson", &["write"]) {
        return unreadable(at, "a newtype that is written by `write` alone");
    }
    let (Some(kind), Some((_, function))) = (
        inner_type(output, item),
        output.method(item, "WriteJson", "write"),
    ) else {
        return unreadable(at, format!("`write` of `{}`", item.name));
    };
    let writer = function
        .parameters
        .first()
        .and_then(|parameter| parameter.name.as_deref());
    let passes_on = match &function.body[..] {
        [Statement::Expr(expr, _)] => expr.method().is_some_and(|call| {
            let inner = matches!(&call.receiver.kind, Kind::Field(base, name)
                if base.name() == Some("self") && name == "0");
            let onto = matches!(&call.arguments[..], [argument]
                if argument.name().is_some() && argument.name() == writer);
            call.name == "write" && inner && onto
        }),
        _ => false,
    };
    if !passes_on {
        return unreadable(function.at, "`self.0.write(json)`");
    }
    written_value(output, item.module, kind)
}

/// The type that a newtype holds.
pub(super) fn inner_type<'o>(output: &'o Output<'_>, item: &Item) -> Option<&'o Type> {
    match &output.record(item)?.fields[..] {
        [(name, kind)] if name == "0" => Some(kind),
        _ => None,
    }
}
