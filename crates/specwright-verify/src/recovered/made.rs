//! The struct literal at the end of a reader or a validator: which variable fills which field.

use super::literal::{Literal, literal};
use super::{Read, unreadable};
use crate::output::Output;
use crate::syntax::{Arm, At, Expr, Kind, Pattern, PatternKind};
use std::collections::BTreeMap;

/// What a variable fills.
#[derive(Debug)]
pub(super) struct Filled<'o> {
    pub(super) field: &'o str,
    /// What the field is where the variable is empty.
    pub(super) default: Option<(Literal, At)>,
}

/// The field of each variable of a struct literal.
pub(super) fn fields_by_variable<'o>(
    output: &Output<'_>,
    module: u32,
    made: &'o [(String, Expr)],
) -> Read<BTreeMap<&'o str, Filled<'o>>> {
    let mut fields = BTreeMap::new();
    for (field, expr) in made {
        let (core, default) = without_default(output, module, expr)?;
        let fresh = core
            .name()
            .filter(|variable| !fields.contains_key(variable));
        let Some(variable) = fresh else {
            return unreadable(
                expr.at,
                format!("the variable that fills `{field}`, and no other field"),
            );
        };
        fields.insert(variable, Filled { field, default });
    }
    Ok(fields)
}

/// An expression before `.unwrap_or(…)`, and the value of the default; also of a `match` over a `Presence`.
pub(super) fn without_default<'o>(
    output: &Output<'_>,
    module: u32,
    expr: &'o Expr,
) -> Read<(&'o Expr, Option<(Literal, At)>)> {
    if let Kind::Match(on, arms) = &expr.kind {
        return Ok((on, Some(absent_value(output, module, expr.at, arms)?)));
    }
    let Some(call) = expr.method() else {
        return Ok((expr, None));
    };
    match (call.name.as_str(), &call.arguments[..]) {
        ("unwrap_or" | "unwrap_or_else", [value]) => Ok((
            &call.receiver,
            Some((literal(output, module, value)?, value.at)),
        )),
        // What may be absent, null or a value, and has null as its default.
        ("value", []) => Ok((&call.receiver, Some((Literal::Null, expr.at)))),
        ("unwrap_or_default", []) => Ok((&call.receiver, Some((Literal::Empty, expr.at)))),
        _ => Ok((expr, None)),
    }
}

/// The default of `match x { Presence::Absent => default, Presence::Null => None, Presence::Value(value) => Some(value) }`.
fn absent_value(output: &Output<'_>, module: u32, at: At, arms: &[Arm]) -> Read<(Literal, At)> {
    let Some(absent) = absent_arm(arms) else {
        return unreadable(
            at,
            "a `match` that keeps null and values, and has a default for absence",
        );
    };
    match (absent.name(), absent.wrapped_by("Some")) {
        (Some("None"), _) => Ok((Literal::Null, absent.at)),
        (_, Some(constant)) => Ok((literal(output, module, constant)?, constant.at)),
        _ => unreadable(absent.at, "`None` or `Some(default)`"),
    }
}

/// What a `match` over a `Presence` gives for absence, if it keeps null and values.
pub(super) fn absent_arm(arms: &[Arm]) -> Option<&Expr> {
    let is_presence = |path: &[String], state: &str| matches!(path, [owner, name] if owner == "Presence" && name == state);
    if let [absent, null, value] = arms
        && matches!(&absent.pattern.kind, PatternKind::Path(path) if is_presence(path, "Absent"))
        && matches!(&null.pattern.kind, PatternKind::Path(path) if is_presence(path, "Null"))
        && null.body.name() == Some("None")
        && let PatternKind::TupleStruct(path, items) = &value.pattern.kind
        && is_presence(path, "Value")
        && let [item] = &items[..]
        && let (Some(bound), Some(kept)) = (item.name(), value.body.wrapped_by("Some"))
        && kept.name() == Some(bound)
    {
        return Some(absent.body.only());
    }
    None
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
