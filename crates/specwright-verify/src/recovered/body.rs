//! The statements of a model's `read`, one after the other.

use super::made::{absent_arm, pairs};
use super::rule::{RuleFields, rule_fields};
use super::{Read, unreadable};
use crate::output::Output;
use crate::syntax::{Arm, At, Binding, Expr, Function, Kind, MethodCall, PatternKind, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// What the body of a `read` has said so far.
#[derive(Default)]
pub(super) struct Body<'o> {
    pub(super) reader: String,
    /// Variables that start empty.
    pub(super) started: BTreeSet<&'o str>,
    /// Those of them that start as `Presence::Absent`.
    pub(super) absent: BTreeSet<&'o str>,
    pub(super) rule: Option<RuleFields<'o>>,
    object: Option<&'o str>,
    pub(super) arms: BTreeMap<usize, (&'o str, &'o Expr)>,
    skipped: BTreeSet<usize>,
    /// The arm behind the last property, by its number or as `_`.
    pub(super) rest: BTreeMap<usize, &'o Expr>,
    pub(super) collected: Option<&'o Expr>,
    /// The arm `_` passes over what it meets.
    pub(super) passes_over: bool,
    stage: Stage,
    pub(super) guarded: BTreeSet<&'o str>,
    /// What `or_default` gives to variables that are still empty: the JSON text, and how it is read.
    pub(super) defaults: BTreeMap<&'o str, (&'o Expr, &'o Expr)>,
    pub(super) made: Option<&'o [(String, Expr)]>,
    /// The variable that holds what is made, where it is named before it is given.
    named: Option<&'o str>,
}

/// How far the statements have come.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Started,
    /// Behind the loop over the properties.
    Looped,
    /// Behind `json.end(object)`.
    Ended,
    /// Behind `Ok(Some(…))`.
    Given,
}

/// Reads the statements of a `read`.
pub(super) fn body<'o>(
    output: &'o Output<'o>,
    module: u32,
    function: &'o Function,
) -> Read<Body<'o>> {
    let Some(reader) = function
        .parameters
        .first()
        .and_then(|parameter| parameter.name.clone())
    else {
        return unreadable(function.at, "the name of the reader");
    };
    let mut body = Body {
        reader,
        ..Body::default()
    };
    for statement in &function.body {
        match statement {
            Statement::Let(binding) if binding.otherwise.is_some() => {
                guard(output, module, &mut body, binding)?;
            }
            Statement::Let(binding) if body.stage == Stage::Started => start(&mut body, binding)?,
            Statement::Let(binding) if default_call(&body, binding).is_some() => {
                default(&mut body, binding)?;
            }
            Statement::Let(binding) => name_made(&mut body, binding)?,
            Statement::Expr(expr, _) => step(&mut body, expr)?,
            Statement::Item(at) => return unreadable(*at, "a statement of a model's reader"),
        }
    }
    if body.stage == Stage::Given {
        Ok(body)
    } else {
        unreadable(function.at, "`Ok(Some(Self { … }))`")
    }
}

/// `let mut title = None;`, `let mut note = Presence::Absent;`, `let mut extra = BTreeMap::new();`
fn start<'o>(body: &mut Body<'o>, binding: &'o Binding) -> Read<()> {
    let (Some(name), Some(value)) = (binding.pattern.name(), &binding.value) else {
        return unreadable(binding.at, "a variable that starts empty");
    };
    body.started.insert(name);
    match (value.path(), value.call()) {
        (Some([none]), _) if none == "None" => Ok(()),
        (Some([presence, absent]), _) if presence == "Presence" && absent == "Absent" => {
            body.absent.insert(name);
            Ok(())
        }
        (_, Some(([map, new], []))) if map == "BTreeMap" && new == "new" => Ok(()),
        _ => unreadable(value.at, "a variable that starts empty"),
    }
}

/// `let Some(mut object) = json.object(&RULE)? else { return Ok(None) };` or
/// `let (Some(id), Some(title)) = (id, title) else { return Ok(None) };`
fn guard<'o>(
    output: &'o Output<'o>,
    module: u32,
    body: &mut Body<'o>,
    binding: &'o Binding,
) -> Read<()> {
    if !binding.otherwise.as_ref().is_some_and(returns_nothing) {
        return unreadable(binding.at, "`else { return Ok(None) }`");
    }
    let Some(value) = &binding.value else {
        return unreadable(binding.at, "a value");
    };
    if let Some(call) = value.tried().and_then(Expr::method) {
        return match (
            binding.pattern.some_name(),
            call.name.as_str(),
            &call.arguments[..],
        ) {
            (Some(object), "object", [rule])
                if call.receiver.name() == Some(&body.reader) && body.rule.is_none() =>
            {
                body.object = Some(object);
                body.rule = Some(rule_fields(output, module, rule, "ObjectRule")?);
                Ok(())
            }
            _ => unreadable(value.at, "`json.object(&RULE)?`"),
        };
    }
    if body.stage != Stage::Ended {
        return unreadable(
            binding.at,
            "a check of the required properties behind `json.end(object)`",
        );
    }
    for (pattern, value) in pairs(&binding.pattern, value, binding.at)? {
        match (pattern.some_name(), value.name()) {
            (Some(bound), Some(variable)) if bound == variable => {
                body.guarded.insert(bound);
            }
            _ => return unreadable(value.at, "`Some(name)` of the variable of that name"),
        }
    }
    Ok(())
}

/// The call of `json.or_default` in a statement, and whether null stays null beside it.
fn default_call<'o>(body: &Body<'o>, binding: &'o Binding) -> Option<(&'o MethodCall, bool)> {
    let is_default = |expr: &'o Expr| {
        expr.tried()
            .and_then(Expr::method)
            .filter(|call| call.name == "or_default" && call.receiver.name() == Some(&body.reader))
    };
    let value = binding.value.as_ref()?;
    match &value.kind {
        Kind::Match(on, arms) if on.name().is_some() && on.name() == binding.pattern.name() => {
            Some((is_default(absent_arm(arms)?)?, true))
        }
        _ => Some((is_default(value)?, false)),
    }
}

/// `let tags = json.or_default(tags, "[]", |json| json.array(…))?;`, or for what may be null
/// `let note = match note { Presence::Absent => json.or_default(None, …)?, Presence::Null => None, … };`
fn default<'o>(body: &mut Body<'o>, binding: &'o Binding) -> Read<()> {
    if let Some((call, nullable)) = default_call(body, binding)
        && let [variable, text, read] = &call.arguments[..]
        && body.stage == Stage::Ended
        && body.made.is_none()
        && let Some(name) = binding.pattern.name()
        && variable.name() == Some(if nullable { "None" } else { name })
        && !body.guarded.contains(name)
        && body.absent.contains(name) == nullable
        && body.defaults.insert(name, (text, read)).is_none()
    {
        return Ok(());
    }
    unreadable(
        binding.at,
        "`let name = json.or_default(name, \"…\", …)?;` before the check of the required properties",
    )
}

fn step<'o>(body: &mut Body<'o>, expr: &'o Expr) -> Read<()> {
    match &expr.kind {
        Kind::While {
            condition,
            body: inner,
        } if body.stage == Stage::Started && body.rule.is_some() => {
            body.stage = Stage::Looped;
            let property = loop_variable(body, condition)?;
            arms(body, property, inner, expr.at)
        }
        Kind::If {
            condition,
            then,
            otherwise: None,
        } if body.stage == Stage::Looped => {
            if is_end(body, condition) && block_returns_nothing(then) {
                body.stage = Stage::Ended;
                Ok(())
            } else {
                unreadable(expr.at, "`if !json.end(object) { return Ok(None); }`")
            }
        }
        Kind::Call(..) if body.stage == Stage::Ended => {
            let given = expr
                .wrapped_by("Ok")
                .and_then(|inner| inner.wrapped_by("Some"));
            body.stage = Stage::Given;
            match (given, body.named) {
                (Some(given), None) => make(body, given),
                (Some(given), Some(name)) if given.name() == Some(name) => Ok(()),
                _ => unreadable(expr.at, "`Ok(Some(Self { … }))`"),
            }
        }
        _ => unreadable(expr.at, "a statement of a model's reader"),
    }
}

/// `let read = Self { … };`
fn name_made<'o>(body: &mut Body<'o>, binding: &'o Binding) -> Read<()> {
    match (binding.pattern.name(), &binding.value) {
        (Some(name), Some(value)) if body.stage == Stage::Ended && body.made.is_none() => {
            body.named = Some(name);
            make(body, value)
        }
        _ => unreadable(binding.at, "`let read = Self { … };`"),
    }
}

fn make<'o>(body: &mut Body<'o>, expr: &'o Expr) -> Read<()> {
    match &expr.kind {
        Kind::Struct(literal) if literal.path == ["Self"] && literal.rest.is_none() => {
            body.made = Some(&literal.fields);
            Ok(())
        }
        _ => unreadable(expr.at, "`Self { … }` with all its fields"),
    }
}

/// The variable of `while let Some(property) = json.property(&mut object)?`.
fn loop_variable<'o>(body: &Body<'o>, condition: &'o Expr) -> Read<&'o str> {
    if let Kind::Let(pattern, value) = &condition.kind
        && let Some(name) = pattern.some_name()
        && let Some(call) = value.tried().and_then(Expr::method)
        && call.name == "property"
        && call.receiver.name() == Some(&body.reader)
        && matches!(&call.arguments[..], [object] if object.behind_reference().name() == body.object)
    {
        return Ok(name);
    }
    unreadable(
        condition.at,
        "`while let Some(property) = json.property(&mut object)?`",
    )
}

fn arms<'o>(body: &mut Body<'o>, property: &str, inner: &'o [Statement], at: At) -> Read<()> {
    let [Statement::Expr(matched, _)] = inner else {
        return unreadable(at, "one `match` over the properties");
    };
    let arms = match &matched.kind {
        Kind::Match(on, arms) if on.name() == Some(property) => arms,
        // A model without properties passes everything over.
        _ if is_skip(body, matched) => {
            body.passes_over = true;
            return Ok(());
        }
        _ => return unreadable(matched.at, "one `match` over the properties"),
    };
    for arm in arms {
        match &arm.pattern.kind {
            PatternKind::Number(number) => numbered_arm(body, number, arm)?,
            PatternKind::Wild if is_skip(body, &arm.body) => body.passes_over = true,
            PatternKind::Wild => body.collected = Some(&arm.body),
            _ => return unreadable(arm.pattern.at, "the number of a property"),
        }
    }
    Ok(())
}

fn numbered_arm<'o>(body: &mut Body<'o>, number: &str, arm: &'o Arm) -> Read<()> {
    let Ok(index) = number.parse::<usize>() else {
        return unreadable(arm.pattern.at, "the number of a property");
    };
    if body.arms.contains_key(&index)
        || body.skipped.contains(&index)
        || body.rest.contains_key(&index)
    {
        return unreadable(
            arm.pattern.at,
            format!("one arm for the property number {index}"),
        );
    }
    let inner = arm.body.only();
    if let Kind::Assign(target, value) = &inner.kind {
        return match (target.name(), value.tried()) {
            (Some(variable), Some(_))
                if !body.arms.values().any(|(known, _)| *known == variable) =>
            {
                body.arms.insert(index, (variable, value));
                Ok(())
            }
            _ => unreadable(inner.at, "`variable = json.….()?`, once a variable"),
        };
    }
    if is_skip(body, inner) {
        body.skipped.insert(index);
    } else {
        body.rest.insert(index, &arm.body);
    }
    Ok(())
}

fn is_skip(body: &Body<'_>, expr: &Expr) -> bool {
    expr.only()
        .tried()
        .and_then(Expr::method)
        .is_some_and(|call| {
            call.name == "skip"
                && call.arguments.is_empty()
                && call.receiver.name() == Some(&body.reader)
        })
}

/// `!json.end(object)`, also with `?` behind the call.
fn is_end(body: &Body<'_>, condition: &Expr) -> bool {
    let Kind::Not(call) = &condition.kind else {
        return false;
    };
    call.tried().unwrap_or(call).method().is_some_and(|call| {
        call.name == "end"
            && call.receiver.name() == Some(&body.reader)
            && matches!(&call.arguments[..], [object] if object.behind_reference().name() == body.object)
    })
}

/// `{ return Ok(None); }`
fn returns_nothing(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Block(statements) if block_returns_nothing(statements))
}

fn block_returns_nothing(statements: &[Statement]) -> bool {
    matches!(statements, [Statement::Expr(expr, _)] if matches!(
        &expr.kind,
        Kind::Return(Some(value)) if value.wrapped_by("Ok").is_some_and(|inner| inner.name() == Some("None"))
    ))
}
