//! How a model reads itself: its table of properties, the arms of its loop, and the value that it makes.

use super::assertion::SchemaPlace;
use super::body::{Body, body};
use super::literal::Literal;
use super::made::{Filled, fields_by_variable};
use super::named::{ReadFunction, read_function};
use super::reader::{reader, reader_function};
use super::rule::{CountRule, RuleFields, object_count};
use super::value::{Value, ValueKind};
use super::{Read, unreadable};
use crate::claim::Json;
use crate::output::{Item, Output};
use crate::syntax::{At, Expr, Kind, Record, Statement, Type};
use std::collections::{BTreeMap, BTreeSet};

/// A model as it is read.
#[derive(Debug)]
pub(crate) struct ReadRecord<'o> {
    pub(crate) at: At,
    pub(crate) properties: Vec<ReadProperty<'o>>,
    pub(crate) additional: (AdditionalRule, At),
    pub(crate) count: CountRule,
    /// What its values are held to beside.
    pub(crate) checks: Vec<SchemaPlace>,
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
    /// How the default is read, where it is kept as a JSON text.
    pub(crate) default_value: Option<Value>,
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

/// Reads `fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax>` of a model.
pub(crate) fn read_record<'o>(output: &'o Output<'o>, item: &Item) -> Read<ReadRecord<'o>> {
    let nowhere = At {
        file: item.module,
        start: 0,
        end: 0,
    };
    let Some(record) = output.record(item) else {
        return unreadable(nowhere, "a struct with named fields");
    };
    let ReadFunction {
        module,
        function,
        checks,
        ..
    } = read_function(output, item)?;
    let mut body = body(output, module, function)?;
    let (Some(mut rule), Some(made)) = (body.rule.take(), body.made) else {
        return unreadable(
            function.at,
            "`json.object(&RULE)` and `Ok(Some(Self { … }))`",
        );
    };
    let Some(rows) = rule.take("properties").and_then(|(_, table)| table.items()) else {
        return unreadable(rule.at, "the table of properties");
    };
    let mut model = Model {
        output,
        module,
        record,
        fields: fields_by_variable(output, module, made)?,
        filled: BTreeSet::new(),
    };
    let read = |(index, row)| model.property(&body, index, row);
    let properties = rows
        .iter()
        .enumerate()
        .map(read)
        .collect::<Read<Vec<_>>>()?;
    let (kept, at, map) = additional(
        output,
        module,
        &mut rule,
        &body,
        rest_arm(&body, rows.len())?,
    )?;
    if let Some(map) = map {
        model.fill_by_map(&body, map, at)?;
    }
    if model.filled.len() != record.fields.len() || made.len() != record.fields.len() {
        return unreadable(
            function.at,
            format!("a property for each field of `{}`", item.name),
        );
    }
    Ok(ReadRecord {
        at: record.at,
        properties,
        additional: (kept, at),
        count: object_count(rule)?,
        checks,
    })
}

/// A model while its properties are read.
struct Model<'o> {
    output: &'o Output<'o>,
    module: u32,
    record: &'o Record,
    fields: BTreeMap<&'o str, Filled<'o>>,
    /// The fields that something fills.
    filled: BTreeSet<&'o str>,
}

impl<'o> Model<'o> {
    fn property(&mut self, body: &Body<'o>, index: usize, row: &'o Expr) -> Read<ReadProperty<'o>> {
        let (name, at, required) = property_row(row)?;
        let value = match body.arms.get(&index) {
            None => None,
            Some(&(variable, expr)) => Some(self.value(body, variable, expr)?),
        };
        Ok(ReadProperty {
            name,
            at,
            required,
            value,
        })
    }

    fn value(&mut self, body: &Body<'o>, variable: &str, expr: &'o Expr) -> Read<ReadValue<'o>> {
        let found = self.fields.get(variable).and_then(|filled| {
            let kind = self
                .record
                .fields
                .iter()
                .find(|(known, _)| known == filled.field);
            Some((filled, &kind?.1))
        });
        let Some((Filled { field, default }, kind)) = found else {
            return unreadable(expr.at, format!("the field that `{variable}` fills"));
        };
        self.filled.insert(field);
        let (presence, value) = property_value(self.output, self.module, &body.reader, expr)?;
        let starts_absent = body.absent.contains(variable);
        if (presence == Presence::ThreeStates) != starts_absent || !body.started.contains(variable)
        {
            return unreadable(
                expr.at,
                format!("`{variable}` that starts as what its reader may leave it"),
            );
        }
        let (default, default_value) = match (default, body.defaults.get(variable)) {
            (default, None) => (default.clone(), None),
            (None, Some((text, read))) => {
                let read = reader_function(self.output, self.module, read)?;
                match text.text().and_then(Json::parse) {
                    Some(json) => (Some((Literal::Json(json), text.at)), Some(read)),
                    None => return unreadable(text.at, "a JSON text"),
                }
            }
            (Some((_, at)), Some(_)) => return unreadable(*at, "one default"),
        };
        Ok(ReadValue {
            value,
            presence,
            guarded: body.guarded.contains(variable),
            default,
            default_value,
            field,
            kind,
        })
    }

    /// The map of further properties fills a field too.
    fn fill_by_map(&mut self, body: &Body<'o>, map: &str, at: At) -> Read<()> {
        match self.fields.get(map) {
            Some(Filled {
                field,
                default: None,
            }) if body.started.contains(map) => {
                self.filled.insert(field);
                Ok(())
            }
            _ => unreadable(at, format!("the field that `{map}` fills")),
        }
    }
}

/// The arm for keys that are no properties: the one behind the last property, by its number or as `_`.
fn rest_arm<'o>(body: &Body<'o>, properties: usize) -> Read<Option<&'o Expr>> {
    if let Some((_, (_, expr))) = body.arms.range(properties..).next() {
        return unreadable(expr.at, "an arm for a property of the table");
    }
    let mut collected = body.collected;
    for (index, arm) in &body.rest {
        if *index != properties || collected.is_some() {
            return unreadable(arm.at, "`variable = json.….()?`");
        }
        collected = Some(arm);
    }
    Ok(collected)
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

fn property_value<'o>(
    output: &'o Output<'o>,
    module: u32,
    source: &str,
    expr: &'o Expr,
) -> Read<(Presence, Value)> {
    let inner = expr.tried().unwrap_or(expr);
    if let Some(call) = inner.method()
        && call.receiver.name() == Some(source)
        && let [function] = &call.arguments[..]
        && call.name == "presence"
    {
        let value = reader_function(output, module, function)?;
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
    let takes_null = value.inner().nullable && !matches!(value.inner().kind, ValueKind::Any);
    let wrapped = inner
        .method()
        .is_some_and(|call| call.name == "nullable" || (call.name == "checked" && takes_null));
    Ok((
        if wrapped {
            Presence::Nullable
        } else {
            Presence::Value
        },
        value,
    ))
}

fn additional<'o>(
    output: &'o Output<'o>,
    module: u32,
    rule: &mut RuleFields<'_>,
    body: &Body<'o>,
    collected: Option<&'o Expr>,
) -> Read<(AdditionalRule, At, Option<&'o str>)> {
    let (name, at) = match rule.take("additional") {
        None => ("Ignored", rule.at),
        Some((_, expr)) => match expr.path() {
            Some([.., owner, name]) if owner == "Additional" => (name.as_str(), expr.at),
            _ => return unreadable(expr.at, "a variant of `Additional`"),
        },
    };
    match (name, collected) {
        ("Refused", None) if body.passes_over => Ok((AdditionalRule::Refused, at, None)),
        ("Ignored", None) if body.passes_over => Ok((AdditionalRule::Ignored, at, None)),
        ("Collected", Some(arm)) => {
            let (read, map) = collecting(&body.reader, arm)?;
            let value = reader(output, module, &body.reader, read)?;
            Ok((AdditionalRule::Collected(value), at, Some(map)))
        }
        _ => unreadable(
            at,
            "a rule for further properties that fits the loop's last arm",
        ),
    }
}

/// The reader and the map of `{ let key = json.key(); if let Some(value) = json.…()? { map.insert(key, value); } }`.
fn collecting<'o>(source: &str, arm: &'o Expr) -> Read<(&'o Expr, &'o str)> {
    if let Kind::Block(statements) = &arm.kind
        && let [Statement::Let(key), Statement::Expr(kept, _)] = &statements[..]
        && let (Some(key_name), Some(call)) = (
            key.pattern.name(),
            key.value.as_ref().and_then(Expr::method),
        )
        && call.name == "key"
        && call.receiver.name() == Some(source)
        && let Kind::If {
            condition,
            then,
            otherwise: None,
        } = &kept.kind
        && let Kind::Let(pattern, read) = &condition.kind
        && let (Some(value_name), [Statement::Expr(insert, _)]) = (pattern.some_name(), &then[..])
        && let Some(insert) = insert.method().filter(|insert| insert.name == "insert")
        && let (Some(map), [key, value]) = (insert.receiver.name(), &insert.arguments[..])
        && key.name() == Some(key_name)
        && value.name() == Some(value_name)
    {
        return Ok((read, map));
    }
    unreadable(
        arm.at,
        "one reader of further properties, and one map that they go into",
    )
}
