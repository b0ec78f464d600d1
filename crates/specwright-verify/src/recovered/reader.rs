//! What readers accept: the calls that take a value from JSON or from a parameter.

use super::assertion::SchemaPlace;
use super::rule::{count_rule, number_rule, text_rule};
use super::value::{Value, ValueKind, named_kind};
use super::{Read, unreadable};
use crate::output::{Meaning, Output};
use crate::syntax::{At, Expr, Function, Kind, MethodCall, Statement, Type};
use std::rc::Rc;

/// How many functions may stand for one another.
const MAX_DEPTH: u32 = 16;

/// Where an expression stands, and how many functions have led there.
#[derive(Clone, Copy)]
struct Place<'o> {
    output: &'o Output<'o>,
    module: u32,
    depth: u32,
}

/// What one reader expression accepts: `json.string(&rule)?`, `Task::read(json)?`, also without `?`.
pub(super) fn reader<'o>(
    output: &'o Output<'o>,
    module: u32,
    source: &str,
    expr: &'o Expr,
) -> Read<Value> {
    Place {
        output,
        module,
        depth: MAX_DEPTH,
    }
    .expression(source, expr)
}

/// What one call on a reader accepts.
pub(super) fn reader_call<'o>(
    output: &'o Output<'o>,
    module: u32,
    at: At,
    call: &'o MethodCall,
) -> Read<Value> {
    Place {
        output,
        module,
        depth: MAX_DEPTH,
    }
    .method(at, &call.name, &call.types, &call.arguments)
}

/// What a function that is given to `array`, `map`, `nullable`, `presence` or `body` accepts.
pub(super) fn reader_function<'o>(
    output: &'o Output<'o>,
    module: u32,
    expr: &'o Expr,
) -> Read<Value> {
    Place {
        output,
        module,
        depth: MAX_DEPTH,
    }
    .function(expr)
}

impl<'o> Place<'o> {
    fn expression(self, source: &str, expr: &'o Expr) -> Read<Value> {
        let expr = expr.only();
        let expr = expr.tried().unwrap_or(expr);
        if let Some(call) = expr.method() {
            if call.name == "map" && puts_in_a_box(&call.arguments) {
                return self.expression(source, &call.receiver);
            }
            if call.receiver.name() != Some(source) {
                return unreadable(expr.at, format!("a call on `{source}`"));
            }
            return self.method(expr.at, &call.name, &call.types, &call.arguments);
        }
        match expr.call() {
            Some((path, [argument])) if argument.behind_reference().name() == Some(source) => {
                self.called(expr.at, &self.output.resolve(self.module, path), &[])
            }
            _ => unreadable(expr.at, "a reader of a value"),
        }
    }

    fn function(self, expr: &'o Expr) -> Read<Value> {
        let inner = self.deeper(expr.at)?;
        match &expr.kind {
            Kind::Closure(parameters, body) => match &parameters[..] {
                [parameter] => match parameter.name() {
                    Some(source) => inner.expression(source, body),
                    None => unreadable(parameter.at, "the name of a reader"),
                },
                _ => unreadable(expr.at, "a closure over one reader"),
            },
            Kind::Path(path) => inner.called(expr.at, &self.output.resolve(self.module, path), &[]),
            Kind::Generic(path, types) => {
                inner.called(expr.at, &self.output.resolve(self.module, path), types)
            }
            _ => unreadable(expr.at, "a function that reads a value"),
        }
    }

    fn deeper(self, at: At) -> Read<Self> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => unreadable(at, "a reader that does not call itself"),
        }
    }

    /// A function named by a path: a method of the runtime's reader, a model's `read`, or a function of the output.
    fn called(self, at: At, meaning: &Meaning, types: &[Type]) -> Read<Value> {
        match meaning {
            Meaning::Foreign(path) => match &path[..] {
                [.., owner, name] if owner == "Reader" || owner == "Item" => {
                    self.method(at, name, types, &[])
                }
                [.., owner, name] if owner == "Problem" && name == "read" => Ok(Value {
                    at,
                    nullable: false,
                    kind: ValueKind::Problem,
                }),
                _ => unreadable(at, "a reader of the runtime"),
            },
            Meaning::Item(item, rest)
                if matches!(&rest[..], [read] if read == "read")
                    && let Some(kind) = named_kind(self.output, item) =>
            {
                Ok(Value {
                    at,
                    nullable: false,
                    kind,
                })
            }
            Meaning::Item(..) => match self.output.function(meaning) {
                Some((module, function)) => Self {
                    module,
                    ..self.deeper(at)?
                }
                .free_function(function),
                None => unreadable(at, "a function that reads a value"),
            },
            Meaning::Unknown => unreadable(at, "a path that leads somewhere"),
        }
    }

    /// `fn read_labels(json: &mut Reader<'_>) -> … { json.array(…) }`
    fn free_function(self, function: &'o Function) -> Read<Value> {
        match (&function.parameters[..], &function.body[..]) {
            ([parameter], [Statement::Expr(body, false)]) => match &parameter.name {
                Some(source) => self.expression(source, body),
                None => unreadable(function.at, "the name of a reader"),
            },
            _ => unreadable(function.at, "a function of one reader expression"),
        }
    }

    fn method(self, at: At, name: &str, types: &[Type], arguments: &'o [Expr]) -> Read<Value> {
        let number = |rule: &'o Expr, kind: &str| {
            number_rule(self.output, self.module, rule, kind).map(Some)
        };
        let text = |rule: &'o Expr| text_rule(self.output, self.module, rule).map(Some);
        let count =
            |rule: &'o Expr, kind: &str| count_rule(self.output, self.module, rule, kind).map(Some);
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
            ("string", [rule]) => ValueKind::Text(text(rule)?),
            ("int32", [rule]) => ValueKind::Integer {
                bits: 32,
                rule: number(rule, "IntegerRule")?,
            },
            ("int64", [rule]) => ValueKind::Integer {
                bits: 64,
                rule: number(rule, "IntegerRule")?,
            },
            ("uint64", [rule]) => ValueKind::Unsigned(number(rule, "UnsignedRule")?),
            ("upload", []) => ValueKind::Upload,
            ("number", [rule]) => ValueKind::Number(number(rule, "NumberRule")?),
            ("decimal", [rule]) => ValueKind::Decimal(number(rule, "NumberRule")?),
            ("decimal_string", [rule]) => ValueKind::DecimalText(text(rule)?),
            ("choice", []) => self.choice(at, types)?,
            ("array", [rule, item]) => ValueKind::List {
                rule: count(rule, "ArrayRule")?,
                item: Box::new(self.function(item)?),
            },
            ("map", [rule, value]) => ValueKind::Map {
                rule: count(rule, "MapRule")?,
                value: Box::new(self.function(value)?),
            },
            ("checked", [schema, inner]) => {
                let value = self.function(inner)?;
                return Ok(Value {
                    at,
                    nullable: value.nullable,
                    kind: ValueKind::Checked {
                        schema: SchemaPlace {
                            module: self.module,
                            expr: Rc::new(schema.clone()),
                        },
                        value: Box::new(value),
                    },
                });
            }
            ("nullable", [inner]) => {
                return Ok(Value {
                    nullable: true,
                    ..self.function(inner)?
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

    fn choice(self, at: At, types: &[Type]) -> Read<ValueKind> {
        let [kind] = types else {
            return unreadable(at, "the enum that is chosen from");
        };
        match self.output.item_of_type(self.module, kind) {
            Some(item) if self.output.enumeration(&item).is_some() => Ok(ValueKind::Choice(item)),
            _ => unreadable(kind.at, "an enum of the output"),
        }
    }
}

/// Whether a call of `map` only puts the value in a box: `|value| value.map(Box::new)`.
fn puts_in_a_box(arguments: &[Expr]) -> bool {
    let [
        Expr {
            kind: Kind::Closure(parameters, body),
            ..
        },
    ] = arguments
    else {
        return false;
    };
    let [parameter] = &parameters[..] else {
        return false;
    };
    body.method().is_some_and(|call| {
        call.name == "map"
            && call.receiver.name().is_some()
            && call.receiver.name() == parameter.name()
            && matches!(&call.arguments[..], [function] if function.path() == Some(&["Box".to_owned(), "new".to_owned()]))
    })
}
