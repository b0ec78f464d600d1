//! Constants of the code as their values on the wire.

use super::value::choices;
use super::{Read, unreadable};
use crate::claim::Json;
use crate::output::{Meaning, Output};
use crate::syntax::{Expr, Kind};

/// A constant of the code, by its value on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Text(String),
    Number(specwright_source::Number),
    Bool(bool),
    Null,
    /// A list or a map without members.
    Empty,
    /// Any other value.
    Json(Json),
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
        Kind::Closure(parameters, body) if parameters.is_empty() => {
            literal(output, module, body.only())
        }
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
