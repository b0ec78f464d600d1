//! The values of new and of changed rows: from the body, from the service, or from the column's default.

use crate::models::Models;
use crate::names::{Case, spell};
use crate::repositories::{Draft, default_text, field_form};
use crate::{
    Argument, Binding, DefaultText, FieldPresence, Ident, InputPlan, InputSource, MadeValue,
    RepositoryArgument, Value,
};
use specwright_model::{
    Assignment, Column, ColumnDefault, ColumnId, ColumnType, Entity, Literal, Property, Slot,
};

/// The body of an operation as an argument.
struct BodyArgument {
    name: Ident,
    record: specwright_model::TypeId,
}

fn body(
    draft: &mut Draft,
    models: &Models<'_>,
    inputs: &[InputPlan],
    record: specwright_model::TypeId,
) -> BodyArgument {
    let input = inputs
        .iter()
        .find(|input| matches!(input.source, InputSource::JsonBody { .. }))
        .expect("lowering binds writes only where there is a JSON body");
    if draft
        .arguments
        .iter()
        .all(|argument| argument.name != input.name)
    {
        draft.handed.push(Argument::InputRef(input.name.clone()));
        let kind = models.slot_type(Slot {
            id: record,
            nullable: false,
        });
        draft.arguments.push(RepositoryArgument {
            name: input.name.clone(),
            kind,
        });
    }
    BodyArgument {
        name: input.name.clone(),
        record,
    }
}

/// The record that the body is, found through the model's operation.
fn body_record(models: &Models<'_>, inputs: &[InputPlan]) -> specwright_model::TypeId {
    let name = inputs.iter().find_map(|input| match &input.source {
        InputSource::JsonBody {
            reading: crate::Reading::Record(name),
        } => Some(name),
        _ => None,
    });
    models.record_named(name.expect("lowering binds writes only to bodies that are records"))
}

/// The values of a new row; `given` are the columns that the path fills.
pub(crate) fn created(
    models: &Models<'_>,
    draft: &mut Draft,
    entity: &Entity,
    input: &[Assignment],
    given: &[String],
    inputs: &[InputPlan],
) -> Vec<(String, Value)> {
    let record = body_record(models, inputs);
    let mut values = Vec::new();
    for (number, column) in entity.columns() {
        if given.contains(&column.name) {
            continue;
        }
        let value = match input.iter().find(|assignment| assignment.column == number) {
            Some(assignment) => Some(assigned(models, draft, column, *assignment, record, inputs)),
            None => made(entity, number, column).map(|value| {
                let name = draft.made(value, &made_name(value, column));
                Value::Placeholder(draft.bind(Binding::Argument(name)))
            }),
        };
        values.extend(value.map(|value| (column.name.clone(), value)));
    }
    values
}

/// The values of a row that is replaced: all that a body may say, and when it was said.
pub(crate) fn replaced(
    models: &Models<'_>,
    draft: &mut Draft,
    entity: &Entity,
    input: &[Assignment],
    inputs: &[InputPlan],
) -> Vec<(String, Value)> {
    let record = body_record(models, inputs);
    let mut values: Vec<(String, Value)> = input
        .iter()
        .map(|assignment| {
            let column = entity.column(assignment.column);
            (
                column.name.clone(),
                assigned(models, draft, column, *assignment, record, inputs),
            )
        })
        .collect();
    values.extend(touched(draft, entity, input));
    or_kept(values, entity)
}

/// The values of a merge patch (RFC 7396): what is absent is kept.
pub(crate) fn merged(
    models: &Models<'_>,
    draft: &mut Draft,
    entity: &Entity,
    input: &[Assignment],
    inputs: &[InputPlan],
) -> Vec<(String, Value)> {
    let record = body_record(models, inputs);
    let mut values = Vec::new();
    for assignment in input {
        let column = entity.column(assignment.column);
        let property = &models.record(record).properties[assignment.property];
        let argument = body(draft, models, inputs, record);
        let field = models.field(argument.record, assignment.property).clone();
        let placeholder = draft.bind(field_binding(models, &argument, &field, column, property));
        let value = match models.presence(property) {
            FieldPresence::Optional => Value::OrKept(placeholder),
            FieldPresence::OptionalNullable => {
                let condition = draft.bind(Binding::IsPresent {
                    argument: argument.name.clone(),
                    field,
                    three_states: true,
                });
                Value::IfOrKept {
                    condition,
                    placeholder,
                }
            }
            _ => Value::Placeholder(placeholder),
        };
        values.push((column.name.clone(), value));
    }
    values.extend(touched(draft, entity, input));
    or_kept(values, entity)
}

/// The value of a column that the body gives, or its default where the body does not.
fn assigned(
    models: &Models<'_>,
    draft: &mut Draft,
    column: &Column,
    assignment: Assignment,
    record: specwright_model::TypeId,
    inputs: &[InputPlan],
) -> Value {
    let property = &models.record(record).properties[assignment.property];
    let argument = body(draft, models, inputs, record);
    let field = models.field(argument.record, assignment.property).clone();
    let three_states = match models.presence(property) {
        FieldPresence::Optional => false,
        FieldPresence::OptionalNullable => true,
        _ => {
            return Value::Placeholder(
                draft.bind(field_binding(models, &argument, &field, column, property)),
            );
        }
    };
    let made = match column.default {
        Some(ColumnDefault::UuidV4) => Some(MadeValue::UuidV4),
        Some(ColumnDefault::UuidV7) => Some(MadeValue::UuidV7),
        _ => None,
    };
    if let Some(made) = made {
        let otherwise = draft.made(made, &made_name(made, column));
        return Value::Placeholder(draft.bind(Binding::FieldOr {
            argument: argument.name,
            field,
            otherwise,
        }));
    }
    let placeholder = draft.bind(field_binding(models, &argument, &field, column, property));
    match (column_default(column), three_states) {
        (None, _) => Value::Placeholder(placeholder),
        (Some(default), false) => Value::OrDefault {
            placeholder,
            default,
        },
        (Some(default), true) => {
            let condition = draft.bind(Binding::IsPresent {
                argument: argument.name,
                field,
                three_states: true,
            });
            Value::IfOrDefault {
                condition,
                placeholder,
                default,
            }
        }
    }
}

fn field_binding(
    models: &Models<'_>,
    argument: &BodyArgument,
    field: &Ident,
    column: &Column,
    property: &Property,
) -> Binding {
    Binding::Field {
        argument: argument.name.clone(),
        field: field.clone(),
        form: field_form(models, &column.kind, property),
    }
}

/// The moment of the change, where the table keeps it and the body does not give it.
fn touched(draft: &mut Draft, entity: &Entity, input: &[Assignment]) -> Option<(String, Value)> {
    let updated_at = entity
        .updated_at
        .filter(|column| input.iter().all(|assignment| assignment.column != *column))?;
    let column = entity.column(updated_at);
    let value = moment(&column.kind);
    let name = draft.made(value, &made_name(value, column));
    Some((
        column.name.clone(),
        Value::Placeholder(draft.bind(Binding::Argument(name))),
    ))
}

/// An UPDATE needs a column; where nothing may be changed, the key is set to itself.
fn or_kept(mut values: Vec<(String, Value)>, entity: &Entity) -> Vec<(String, Value)> {
    if values.is_empty()
        && let Some(column) = entity.key.as_ref().and_then(|key| key.columns.first())
    {
        values.push((entity.column(*column).name.clone(), Value::Kept));
    }
    values
}

/// What the service makes for a column of a new row that the request does not give.
fn made(entity: &Entity, number: ColumnId, column: &Column) -> Option<MadeValue> {
    match &column.default {
        Some(ColumnDefault::UuidV4) => Some(MadeValue::UuidV4),
        Some(ColumnDefault::UuidV7) => Some(MadeValue::UuidV7),
        Some(ColumnDefault::Now) => Some(moment(&column.kind)),
        Some(ColumnDefault::Today) => Some(MadeValue::Today),
        _ if entity.created_at == Some(number) || entity.updated_at == Some(number) => {
            Some(moment(&column.kind))
        }
        _ => None,
    }
}

fn moment(kind: &ColumnType) -> MadeValue {
    match kind {
        ColumnType::Timestamp { .. } => MadeValue::LocalNow,
        ColumnType::Date => MadeValue::Today,
        _ => MadeValue::Now,
    }
}

fn made_name(value: MadeValue, column: &Column) -> String {
    match value {
        MadeValue::UuidV4 | MadeValue::UuidV7 => {
            spell(std::slice::from_ref(&column.name), Case::Value)
        }
        MadeValue::Now => "now".to_owned(),
        MadeValue::LocalNow => "local_now".to_owned(),
        MadeValue::Today => "today".to_owned(),
    }
}

/// A column's default as an SQL expression for each engine, with a cast where PostgreSQL needs one.
fn column_default(column: &Column) -> Option<DefaultText> {
    let cast = |text: String| match &column.kind {
        ColumnType::Enum { name } => format!("{text}::\"{}\"", name.replace('"', "\"\"")),
        ColumnType::Json => format!("{text}::json"),
        ColumnType::Jsonb => format!("{text}::jsonb"),
        ColumnType::Date => format!("{text}::date"),
        ColumnType::Uuid => format!("{text}::uuid"),
        ColumnType::Decimal { .. } => format!("{text}::numeric"),
        ColumnType::Timestamptz { .. } => format!("{text}::timestamptz"),
        _ => text,
    };
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    Some(match column.default.as_ref()? {
        ColumnDefault::Literal(Literal::Null) | ColumnDefault::UuidV4 | ColumnDefault::UuidV7 => {
            return None;
        }
        ColumnDefault::Literal(Literal::Bool(value)) => default_text(
            if *value { "1" } else { "0" },
            if *value { "TRUE" } else { "FALSE" },
        ),
        ColumnDefault::Literal(Literal::Number(number))
            if matches!(column.kind, ColumnType::Decimal { .. }) =>
        {
            default_text(&quoted(number), &cast(quoted(number)))
        }
        ColumnDefault::Literal(Literal::Number(number)) => default_text(number, number),
        ColumnDefault::Literal(Literal::Text(text) | Literal::Json(text)) => {
            default_text(&quoted(text), &cast(quoted(text)))
        }
        ColumnDefault::Sql(sql) => default_text(
            sql.sqlite.as_deref().unwrap_or("NULL"),
            sql.postgres.as_deref().unwrap_or("NULL"),
        ),
        ColumnDefault::EmptyJson => default_text("'{}'", &cast("'{}'".to_owned())),
        ColumnDefault::Now => match column.kind {
            ColumnType::Timestamp { .. } => default_text(
                "strftime('%Y-%m-%dT%H:%M:%f000', 'now')",
                "now()::timestamp",
            ),
            _ => default_text("strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')", "now()"),
        },
        ColumnDefault::Today => default_text("date('now')", "CURRENT_DATE"),
    })
}
