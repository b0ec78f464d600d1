//! Properties and parameters → columns, and whether a value survives the way there and back.

use super::nouns::{normal, snake};
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, Span, codes, nearest};
use specwright_model::{
    ColumnId, ColumnType, Entity, IntegerWidth, NumberRule, Property, Shape, Slot, StoredAs, TypeId,
};

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// From a request to the table.
    In,
    /// From the table to an answer.
    Out,
    /// From a request to a comparison with the table: a value that no row can have finds none.
    Select,
}

/// A value on its way to a column or from one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traveller<'a> {
    /// Where the spec describes it.
    pub place: Span,
    /// What it is called in a message.
    pub what: &'a str,
    /// Its type.
    pub slot: Slot,
    /// Whether it must be there.
    pub required: bool,
    /// Which way it travels.
    pub way: Way,
}

/// The column that a property of a record is kept in: the one that the spec names, else the one of the same name.
pub(crate) fn column_of_property(entity: &Entity, property: &Property) -> Option<ColumnId> {
    named_column(entity, property.stored_as.as_ref(), &property.wire)
}

fn named_column(entity: &Entity, stored_as: Option<&StoredAs>, wire: &str) -> Option<ColumnId> {
    match stored_as {
        Some(stored_as) => entity.find(&stored_as.column),
        None => entity.find(wire).or_else(|| entity.find(&snake(wire))),
    }
}

/// The column that a parameter is compared with: as a property's, or `{taskId}` and `{id}` for the one key column of `tasks`.
pub(crate) fn column_of_parameter(
    entity: &Entity,
    stored_as: Option<&StoredAs>,
    wire: &str,
) -> Option<ColumnId> {
    let key = || match entity.key.as_ref().map(|key| key.columns.as_slice()) {
        Some([only]) => {
            let name = snake(wire);
            let own = format!("{}_{}", normal(&entity.name), entity.column(*only).name);
            (name == own || name == normal(&entity.name)).then_some(*only)
        }
        _ => None,
    };
    if stored_as.is_some() {
        return named_column(entity, stored_as, wire);
    }
    key().or_else(|| named_column(entity, None, wire))
}

/// Whether columns tell one row from another.
pub(crate) fn is_unique(entity: &Entity, columns: &[ColumnId]) -> bool {
    let same = |key: &[ColumnId]| {
        key.len() == columns.len() && key.iter().all(|column| columns.contains(column))
    };
    entity.key.as_ref().is_some_and(|key| same(&key.columns))
        || entity
            .uniques
            .iter()
            .any(|unique| unique.predicate.is_none() && same(&unique.key.columns))
        || entity.indexes.iter().any(|index| {
            let parts: Option<Vec<ColumnId>> = index
                .parts
                .iter()
                .map(|part| match &part.key {
                    specwright_model::IndexKey::Column(column) => Some(*column),
                    specwright_model::IndexKey::Sql(_) => None,
                })
                .collect();
            index.unique && index.predicate.is_none() && parts.is_some_and(|parts| same(&parts))
        })
}

impl Lowering<'_> {
    /// Names a column that the spec gives and the table does not have.
    pub(crate) fn refuse_unknown_column(&mut self, entity: &Entity, stored_as: Option<&StoredAs>) {
        let Some(stored_as) =
            stored_as.filter(|stored_as| entity.find(&stored_as.column).is_none())
        else {
            return;
        };
        let near = nearest(
            &stored_as.column,
            entity.columns.iter().map(|column| column.name.as_str()),
        );
        let help = near.map_or_else(
            || format!("name one of the columns of `{}`", entity.name),
            |near| format!("did you mean `{near}`?"),
        );
        self.report(
            Diagnostic::new(
                &codes::UNKNOWN_COLUMN,
                stored_as.span,
                format!("`{}` has no column `{}`", entity.name, stored_as.column),
                help,
            )
            .with_related(entity.span, "the table"),
        );
    }

    /// Names the misfit between a value and the column that it goes to or comes from.
    pub(crate) fn check_fit(
        &mut self,
        traveller: &Traveller<'_>,
        entity: &Entity,
        column: ColumnId,
    ) {
        let Traveller {
            place,
            what,
            slot,
            required,
            way,
        } = *traveller;
        let column = entity.column(column);
        let misfit = self
            .misfit(slot.id, &column.kind, way)
            .or_else(|| match way {
                Way::Out if column.nullable && required && !slot.nullable => {
                    Some("the column may be NULL, the property must have a value".to_owned())
                }
                Way::In if slot.nullable && !column.nullable => {
                    Some("the property may be null, the column may not be NULL".to_owned())
                }
                Way::In if column.generated.is_some() => {
                    Some("the column is computed by the database".to_owned())
                }
                Way::In if column.identity.is_some_and(|identity| identity.always) => Some(
                    "the column is numbered by the database, which takes no other number; mark the property `readOnly`, or let the column's `mode` be `by_default`"
                        .to_owned(),
                ),
                Way::Out if column.sensitive => {
                    Some("the column is marked as never to be shown".to_owned())
                }
                _ => None,
            });
        if let Some(misfit) = misfit {
            self.report(
                Diagnostic::new(
                    &codes::TYPE_MISMATCH,
                    place,
                    format!(
                        "{what} does not fit the column `{}.{}`: {misfit}",
                        entity.name, column.name
                    ),
                    "bring the two in line, or bind to another column with `x-column`",
                )
                .with_related(
                    column.span,
                    format!("the column, {}", column_phrase(&column.kind)),
                ),
            );
        }
    }

    fn misfit(&self, id: TypeId, column: &ColumnType, way: Way) -> Option<String> {
        let shape = &self.types[id.0].shape;
        let fits = match (shape, column) {
            (Shape::Text(rule), ColumnType::Varchar { length } | ColumnType::Char { length }) => {
                if way == Way::In && rule.max_length.is_none_or(|max| max > *length) {
                    return Some(format!(
                        "a text may be longer than the {length} characters of the column; give `maxLength: {length}` or less"
                    ));
                }
                true
            }
            (
                Shape::Integer(width, rule),
                ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64,
            ) => {
                let bits = match column {
                    ColumnType::Int16 => 16,
                    ColumnType::Int32 => 32,
                    _ => 64,
                };
                return match way {
                    Way::In | Way::Select if !inside(*width, rule, bits) => Some(format!(
                        "a number may be outside of the column's {bits} bits"
                    )),
                    Way::Out if bits == 64 && *width == IntegerWidth::Bits32 => {
                        Some("the column holds 64 bits, the property 32".to_owned())
                    }
                    _ => None,
                };
            }
            (Shape::Choice(choices), ColumnType::Enum { name }) => {
                return self.choice_misfit(choices, name, way);
            }
            (
                Shape::Choice(choices),
                ColumnType::Varchar { length } | ColumnType::Char { length },
            ) => choices
                .iter()
                .all(|choice| choice.wire.chars().count() <= *length as usize),
            (Shape::List { item, .. }, ColumnType::Array { of }) => {
                return self.misfit(item.id, of, way);
            }
            (Shape::Text(_) | Shape::Choice(_), ColumnType::Text)
            | (Shape::Float(_), ColumnType::Float64)
            | (Shape::Decimal(_) | Shape::DecimalText(_), ColumnType::Decimal { .. })
            | (Shape::Boolean, ColumnType::Bool)
            | (Shape::Uuid, ColumnType::Uuid)
            | (Shape::Timestamp, ColumnType::Timestamptz { .. })
            | (Shape::Date, ColumnType::Date)
            | (Shape::Time, ColumnType::Time { .. })
            | (Shape::Bytes, ColumnType::Bytes)
            | (
                Shape::Record(_) | Shape::Map { .. } | Shape::List { .. } | Shape::Free,
                ColumnType::Json | ColumnType::Jsonb,
            ) => true,
            _ => false,
        };
        (!fits).then(|| format!("{} against {}", shape_phrase(shape), column_phrase(column)))
    }

    fn choice_misfit(
        &self,
        choices: &[specwright_model::ChoiceValue],
        enumeration: &str,
        way: Way,
    ) -> Option<String> {
        let stored = &self
            .storage
            .enumerations
            .iter()
            .find(|stored| stored.name == enumeration)?
            .values;
        match way {
            Way::In | Way::Select => choices
                .iter()
                .find(|choice| !stored.contains(&choice.wire))
                .map(|choice| {
                    format!(
                        "`{}` is not among the values of `{enumeration}`",
                        choice.wire
                    )
                }),
            Way::Out => stored
                .iter()
                .find(|value| choices.iter().all(|choice| choice.wire != **value))
                .map(|value| {
                    format!("`{value}` of `{enumeration}` is not among the property's values")
                }),
        }
    }
}

/// Whether all numbers that a rule lets through fit into so many bits.
fn inside(width: IntegerWidth, rule: &NumberRule, bits: u32) -> bool {
    let limit = 1_i128 << (bits - 1);
    let (low, high) = match width {
        IntegerWidth::Bits32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
        IntegerWidth::Bits64 => (i128::from(i64::MIN), i128::from(i64::MAX)),
        // No column has an unsigned type.
        IntegerWidth::Unsigned64 => return false,
    };
    let bound = |bound: &Option<specwright_model::Bound>, otherwise: i128| {
        bound
            .as_ref()
            .and_then(|bound| bound.value.0.parse::<i128>().ok())
            .unwrap_or(otherwise)
    };
    bound(&rule.minimum, low).max(low) >= -limit && bound(&rule.maximum, high).min(high) < limit
}

fn shape_phrase(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(_) => "a text",
        Shape::Integer(IntegerWidth::Bits32, _) => "a 32-bit integer",
        Shape::Integer(IntegerWidth::Bits64, _) => "a 64-bit integer",
        Shape::Integer(IntegerWidth::Unsigned64, _) => "an unsigned 64-bit integer",
        Shape::Float(_) => "a double",
        Shape::Decimal(_) | Shape::DecimalText(_) => "a decimal",
        Shape::Boolean => "a boolean",
        Shape::Uuid => "a UUID",
        Shape::Timestamp => "a date-time",
        Shape::Date => "a date",
        Shape::Time => "a time",
        Shape::Bytes => "bytes",
        Shape::Choice(_) => "an enum",
        Shape::Record(_) => "an object",
        Shape::Union(_) => "one of several alternatives",
        Shape::Map { .. } => "a map",
        Shape::List { .. } => "a list",
        Shape::Free => "any JSON",
        Shape::Problem => "a problem document",
        Shape::Upload => "a file",
    }
}

fn column_phrase(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Varchar { length } => format!("varchar({length})"),
        ColumnType::Char { length } => format!("char({length})"),
        ColumnType::Decimal { precision, scale } => format!("decimal({precision}, {scale})"),
        ColumnType::Enum { name } => format!("enum `{name}`"),
        ColumnType::Array { of } => format!("an array of {}", column_phrase(of)),
        ColumnType::Timestamptz { .. } => "timestamptz".to_owned(),
        ColumnType::Timestamp { .. } => "timestamp".to_owned(),
        ColumnType::Time { .. } => "time".to_owned(),
        ColumnType::Raw { .. } => "a raw type".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}
