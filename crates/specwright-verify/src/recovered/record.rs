//! How a model reads itself: its table of properties, the arms of its loop, and the value that it makes.

use super::rule::{CountRule, RuleFields, object_count, rule_fields};
use super::value::{Literal, Value, literal, reader};
use super::{Read, unreadable};
use crate::output::{Item, Output};
use crate::syntax::{Arm, At, Binding, Expr, Function, Kind, PatternKind, Statement, Type};
use std::collections::{BTreeMap, BTreeSet};

/// A model as it is read.
#[derive(Debug)]
pub(crate) struct ReadRecord<'o> {
    pub(crate) at: At,
    pub(crate) properties: Vec<ReadProperty<'o>>,
    pub(crate) additional: (AdditionalRule, At),
    pub(crate) count: CountRule,
}

/// A property of the table.
#[derive(Debug)]
pub(crate) struct ReadProperty<'o> {
    pub(crate) name: &'o str,
    pub(crate) at: At,
    /// What the table says.
    pub(crate) required: bool,
    /// How its value is read; `None` where it is passed over.
    pub(crate) value: Option<ReadValue<'o>>,
}

/// How a property's value is read and kept.
#[derive(Debug)]
pub(crate) struct ReadValue<'o> {
    pub(crate) value: Value,
    pub(crate) presence: Presence,
    /// Whether the model is not made without it.
    pub(crate) guarded: bool,
    pub(crate) default: Option<(Literal, At)>,
    /// The field that it fills.
    pub(crate) field: &'o str,
    pub(crate) kind: &'o Type,
}

/// Which states of a property its reader tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// A value.
    Value,
    /// A value or null.
    Nullable,
    /// Absent, null or a value.
    ThreeStates,
}

/// What happens to other keys.
#[derive(Debug)]
pub(crate) enum AdditionalRule {
    Refused,
    Ignored,
    Collected(Value),
}

/// What the body of a `read` has said so far.
#[derive(Default)]
struct Body<'o> {
    reader: String,
    /// Variables that start as `Presence::Absent`.
    absent: BTreeSet<&'o str>,
    rule: Option<RuleFields<'o>>,
    object: Option<&'o str>,
    arms: BTreeMap<usize, (&'o str, &'o Expr)>,
    skipped: BTreeSet<usize>,
    /// The arm behind the last property, by its number or as `_`.
    rest: BTreeMap<usize, &'o Expr>,
    collected: Option<&'o Expr>,
    looped: bool,
    ended: bool,
    guarded: BTreeSet<&'o str>,
    made: Option<&'o [(String, Expr)]>,
}

/// Reads `fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax>` of a model.
pub(crate) fn read_record<'o>(output: &'o Output<'_>, item: &Item) -> Read<ReadRecord<'o>> {
    let at = output.record(item).map_or(
        At {
            file: item.module,
            start: 0,
            end: 0,
        },
        |record| record.at,
    );
    let Some((module, function)) = output.method(item, "", "read") else {
        return unreadable(at, format!("`{}::read`", item.name));
    };
    let body = body(output, module, function)?;
    let Some(mut rule) = body.rule else {
        return unreadable(function.at, "`json.object(&RULE)`");
    };
    if !body.looped || !body.ended {
        return unreadable(
            function.at,
            "a loop over the properties, and then `json.end(object)`",
        );
    }
    let Some(made) = body.made else {
        return unreadable(function.at, "`Ok(Some(Self { … }))`");
    };
    let fields = fields_by_variable(output, module, made)?;
    let Some(record) = output.record(item) else {
        return unreadable(at, "a struct with named fields");
    };

    let mut properties = Vec::new();
    let Some((_, table)) = rule.take("properties") else {
        return unreadable(rule.at, "the table of properties");
    };
    let Some(rows) = table.items() else {
        return unreadable(table.at, "the table of properties");
    };
    let mut filled = BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        let (name, name_at, required) = property_row(row)?;
        let value = match body.arms.get(&index) {
            None => None,
            Some(&(variable, expr)) => {
                let Some((field, default)) = fields.get(variable) else {
                    return unreadable(expr.at, format!("the field that `{variable}` fills"));
                };
                let Some((_, kind)) = record.fields.iter().find(|(known, _)| known == field) else {
                    return unreadable(expr.at, format!("the field `{field}` of `{}`", item.name));
                };
                filled.insert(*field);
                let (presence, value) = property_value(output, module, &body.reader, expr)?;
                if (presence == Presence::ThreeStates) != body.absent.contains(variable) {
                    return unreadable(
                        expr.at,
                        format!("`{variable}` that starts as what its reader may leave it"),
                    );
                }
                let guarded = body.guarded.contains(variable);
                Some(ReadValue {
                    value,
                    presence,
                    guarded,
                    default: default.clone(),
                    field,
                    kind,
                })
            }
        };
        properties.push(ReadProperty {
            name,
            at: name_at,
            required,
            value,
        });
    }
    if let Some((_, (_, expr))) = body.arms.range(rows.len()..).next() {
        return unreadable(expr.at, "an arm for a property of the table");
    }
    let mut collected = body.collected;
    for (index, arm) in &body.rest {
        // Other keys come as the number behind the last property.
        if *index != rows.len() || collected.is_some() {
            return unreadable(arm.at, "`variable = json.….()?`");
        }
        collected = Some(arm);
    }
    let additional = additional(output, module, &mut rule, &body.reader, collected)?;
    let collects = usize::from(matches!(additional.0, AdditionalRule::Collected(_)));
    if filled.len() + collects != record.fields.len() || made.len() != record.fields.len() {
        return unreadable(
            function.at,
            format!("a property for each field of `{}`", item.name),
        );
    }
    Ok(ReadRecord {
        at: record.at,
        properties,
        additional,
        count: object_count(rule)?,
    })
}

fn body<'o>(output: &'o Output<'_>, module: u32, function: &'o Function) -> Read<Body<'o>> {
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
                guard(output, module, &mut body, binding)?
            }
            Statement::Let(binding) if !body.looped => start(&mut body, binding)?,
            Statement::Expr(expr, _) => step(&mut body, expr)?,
            other => return unreadable(other.at(), "a statement of a model's reader"),
        }
    }
    Ok(body)
}

/// `let mut title = None;`, `let mut note = Presence::Absent;`, `let mut extra = BTreeMap::new();`
fn start<'o>(body: &mut Body<'o>, binding: &'o Binding) -> Read<()> {
    let (Some(name), Some(value)) = (binding.pattern.name(), &binding.value) else {
        return unreadable(binding.at, "a variable that starts empty");
    };
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
    output: &'o Output<'_>,
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
    if !body.ended {
        return unreadable(
            binding.at,
            "a check of the required properties behind `json.end(object)`",
        );
    }
    for (pattern, value) in crate::recovered::validator::pairs(&binding.pattern, value, binding.at)?
    {
        match (pattern.some_name(), value.name()) {
            (Some(bound), Some(variable)) if bound == variable => {
                body.guarded.insert(bound);
            }
            _ => return unreadable(value.at, "`Some(name)` of the variable of that name"),
        }
    }
    Ok(())
}

fn step<'o>(body: &mut Body<'o>, expr: &'o Expr) -> Read<()> {
    match &expr.kind {
        Kind::While {
            condition,
            body: inner,
        } if !body.looped && body.rule.is_some() => {
            body.looped = true;
            let property = loop_variable(body, condition)?;
            arms(body, property, inner, expr.at)
        }
        Kind::If {
            condition,
            then,
            otherwise: None,
        } if body.looped && !body.ended => {
            if is_end(body, condition) && matches!(then, then if block_returns_nothing(then)) {
                body.ended = true;
                Ok(())
            } else {
                unreadable(expr.at, "`if !json.end(object) { return Ok(None); }`")
            }
        }
        Kind::Call(..) if body.ended && body.made.is_none() => {
            let made = expr
                .wrapped_by("Ok")
                .and_then(|inner| inner.wrapped_by("Some"));
            match made.map(|inner| &inner.kind) {
                Some(Kind::Struct(literal))
                    if literal.path == ["Self"] && literal.rest.is_none() =>
                {
                    body.made = Some(&literal.fields);
                    Ok(())
                }
                _ => unreadable(expr.at, "`Ok(Some(Self { … }))`"),
            }
        }
        _ => unreadable(expr.at, "a statement of a model's reader"),
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
        _ if is_skip(body, matched) => return Ok(()),
        _ => return unreadable(matched.at, "one `match` over the properties"),
    };
    for arm in arms {
        match &arm.pattern.kind {
            PatternKind::Number(number) => numbered_arm(body, number, arm)?,
            PatternKind::Wild if is_skip(body, &arm.body) => {}
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

fn property_row(row: &Expr) -> Read<(&str, At, bool)> {
    if let Kind::Struct(literal) = &row.kind
        && literal.path.last().is_some_and(|name| name == "Property")
        && literal.rest.is_none()
        && let [(first, name), (second, required)] = &literal.fields[..]
        && (first == "name" && second == "required")
        && let (Some(text), Some(required)) = (name.text(), required.boolean())
    {
        return Ok((text, name.at, required));
    }
    if let Some(([owner, constructor], [name])) = row.call()
        && owner == "Property"
        && let (Some(text), "required" | "optional") = (name.text(), constructor.as_str())
    {
        return Ok((text, name.at, constructor == "required"));
    }
    unreadable(row.at, "`Property { name: \"…\", required: … }`")
}

fn property_value(
    output: &Output<'_>,
    module: u32,
    source: &str,
    expr: &Expr,
) -> Read<(Presence, Value)> {
    let inner = expr.tried().unwrap_or(expr);
    if let Some(call) = inner.method()
        && call.receiver.name() == Some(source)
        && let [function] = &call.arguments[..]
        && call.name == "presence"
    {
        let value = super::value::reader_function(output, module, function)?;
        return Ok((
            Presence::ThreeStates,
            Value {
                nullable: true,
                ..value
            },
        ));
    }
    let value = reader(output, module, source, inner)?;
    // `json.any()` gives null as a value of its own; only `json.nullable` wraps it.
    let wrapped = inner.method().is_some_and(|call| call.name == "nullable");
    Ok((
        if wrapped {
            Presence::Nullable
        } else {
            Presence::Value
        },
        value,
    ))
}

fn additional(
    output: &Output<'_>,
    module: u32,
    rule: &mut RuleFields<'_>,
    source: &str,
    collected: Option<&Expr>,
) -> Read<(AdditionalRule, At)> {
    let Some((_, expr)) = rule.take("additional") else {
        return Ok((AdditionalRule::Ignored, rule.at));
    };
    let name = match expr.path() {
        Some([.., owner, name]) if owner == "Additional" => name.as_str(),
        _ => return unreadable(expr.at, "a variant of `Additional`"),
    };
    match (name, collected) {
        ("Refused", None) => Ok((AdditionalRule::Refused, expr.at)),
        ("Ignored", None) => Ok((AdditionalRule::Ignored, expr.at)),
        ("Collected", Some(arm)) => {
            let (mut readers, mut inserts) = (Vec::new(), 0);
            arm.walk(&mut |inner| {
                if let Some(call) = inner.method() {
                    inserts += usize::from(call.name == "insert");
                    if call.receiver.name() == Some(source) && call.name != "key" {
                        readers.push(inner);
                    }
                } else if inner.call().is_some_and(|(_, arguments)| {
                    arguments
                        .iter()
                        .any(|argument| argument.behind_reference().name() == Some(source))
                }) {
                    readers.push(inner);
                }
            });
            match (&readers[..], inserts) {
                ([read], 1) => Ok((
                    AdditionalRule::Collected(reader(output, module, source, read)?),
                    expr.at,
                )),
                _ => unreadable(
                    arm.at,
                    "one reader of further properties, and one map that they go into",
                ),
            }
        }
        _ => unreadable(
            expr.at,
            "a rule for further properties that fits the loop's last arm",
        ),
    }
}

/// Which field a variable fills, and what it is when the variable is empty.
type Filled<'o> = BTreeMap<&'o str, (&'o str, Option<(Literal, At)>)>;

pub(super) fn fields_by_variable<'o>(
    output: &Output<'_>,
    module: u32,
    made: &'o [(String, Expr)],
) -> Read<Filled<'o>> {
    let mut fields = Filled::new();
    for (field, expr) in made {
        let (variable, default) = match expr.method() {
            None => (expr.name(), None),
            Some(call) => match (call.name.as_str(), &call.arguments[..]) {
                ("unwrap_or" | "unwrap_or_else", [value]) => (
                    call.receiver.name(),
                    Some((literal(output, module, value)?, value.at)),
                ),
                ("unwrap_or_default", []) => {
                    (call.receiver.name(), Some((Literal::Empty, expr.at)))
                }
                _ => (None, None),
            },
        };
        match variable {
            Some(variable) if !fields.contains_key(variable) => {
                fields.insert(variable, (field.as_str(), default))
            }
            _ => {
                return unreadable(
                    expr.at,
                    format!("the variable that fills `{field}`, and no other field"),
                );
            }
        };
    }
    Ok(fields)
}
