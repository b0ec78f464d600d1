//! Rows that the contract brings along.

use super::literal;
use super::scope::{KnownTable, Scope, sorted};
use crate::reading::Reading;
use crate::{Column, ColumnType, Default, ForeignKey, Seed, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Reports rows that the table could not hold.
pub(super) fn check_seeds(scope: &Scope<'_>, known: &KnownTable<'_>, reading: &mut Reading) {
    for seed in &known.table.seeds {
        check_key(known, seed, reading);
        for row in &seed.rows {
            check_row(scope, known, seed, row, reading);
        }
    }
    check_repeated_keys(known.table, reading);
    for key in &known.table.foreign_keys {
        check_references(scope, known.table, key, reading);
    }
}

fn check_key(known: &KnownTable<'_>, seed: &Seed, reading: &mut Reading) {
    let found = seed
        .key
        .iter()
        .filter(|name| known.columns.find(name, reading).is_some())
        .count();
    if found == seed.key.len() && found > 0 && !known.unique.contains(&sorted(&seed.key)) {
        reading.report(Diagnostic::new(
            &codes::DATABASE_SEED_INCOMPLETE,
            seed.span,
            format!(
                "the key of a seed of `{}` is no key of the table",
                known.table.name.value
            ),
            "name the columns of the primary key or of a unique key: by them a row is found again",
        ));
    }
}

fn check_row(
    scope: &Scope<'_>,
    known: &KnownTable<'_>,
    seed: &Seed,
    row: &Node,
    reading: &mut Reading,
) {
    let Some(object) = row.as_object() else {
        return;
    };
    for entry in &object.entries {
        let name = Located {
            value: entry.key.clone(),
            span: entry.key_span,
        };
        let Some(column) = known.columns.find(&name, reading) else {
            continue;
        };
        if column.generated.is_some() {
            reading.report(Diagnostic::new(
                &codes::DATABASE_COMPUTED_CONFLICT,
                entry.node.span,
                format!(
                    "a seed gives a value to the generated column `{}`",
                    entry.key
                ),
                "remove it",
            ));
        } else if !(column.nullable && entry.node.value == Value::Null)
            && let Err(why) = literal::fits(scope, &column.kind.value, &entry.node, reading)
        {
            let help = if entry.node.value == Value::Null {
                "the column may not be null".to_owned()
            } else {
                why.help
            };
            reading.report(Diagnostic::new(
                &codes::DATABASE_LITERAL_MISFIT,
                entry.node.span,
                format!(
                    "the value of `{}` is no `{}`: {}",
                    entry.key, column.kind.value, why.what
                ),
                help,
            ));
        }
    }
    for column in &known.table.columns {
        let name = &column.name.value;
        let by_service = is_made_by_the_service(column);
        let made = column.nullable
            || (column.default.is_some() && !by_service)
            || column.generated.is_some()
            || column.identity.is_some();
        let in_key = seed.key.iter().any(|key| key.value == *name);
        if object.get(name).is_none() && (in_key || !made) {
            reading.report(Diagnostic::new(
                &codes::DATABASE_SEED_INCOMPLETE,
                row.span,
                format!("a row of a seed has no `{name}`"),
                if in_key {
                    "add it: it is part of the seed's key"
                } else if by_service {
                    "add it: the service makes such values, and it has no part in a seed"
                } else {
                    "add it: the column has no default and may not be null"
                },
            ));
        }
    }
}

/// A UUID is made before a row is written, by the service and not by the database.
fn is_made_by_the_service(column: &Column) -> bool {
    column
        .default
        .as_ref()
        .is_some_and(|default| matches!(default.value, Default::UuidV4 | Default::UuidV7))
}

/// Two rows with the same key are one row, whichever seed they stand in.
fn check_repeated_keys(table: &Table, reading: &mut Reading) {
    let mut seen = BTreeMap::new();
    for seed in &table.seeds {
        let key = sorted(&seed.key);
        for row in &seed.rows {
            let Some(values) = values(table, row, &key) else {
                continue;
            };
            if let Some(first) = seen.insert((key.clone(), values), row.span) {
                reading.report(
                    Diagnostic::new(
                        &codes::DATABASE_REPEATED_ITEM,
                        row.span,
                        format!("two rows of `{}` have the same key", table.name.value),
                        "remove one of them, or change its key",
                    )
                    .with_related(first, "the first"),
                );
            }
        }
    }
}

/// A row can refer to a row that is there before anybody has written one: to one of a seed.
fn check_references(scope: &Scope<'_>, table: &Table, key: &ForeignKey, reading: &mut Reading) {
    let Some(target) = scope.tables.get(key.table.value.as_str()) else {
        return;
    };
    let names = |columns: &[Located<String>]| -> Vec<String> {
        columns.iter().map(|column| column.value.clone()).collect()
    };
    let (own, theirs) = (names(&key.columns), names(&key.target_columns));
    for seed in &table.seeds {
        // Rows of one environment may refer to those of the same one, and to those that each environment has.
        let is_there = |other: &&Seed| {
            other.environments.is_empty()
                || !seed.environments.is_empty()
                    && seed.environments.iter().all(|environment| {
                        other
                            .environments
                            .iter()
                            .any(|there| there.value == environment.value)
                    })
        };
        let there: BTreeSet<Vec<String>> = target
            .table
            .seeds
            .iter()
            .filter(is_there)
            .flat_map(|seed| &seed.rows)
            .filter_map(|row| values(target.table, row, &theirs))
            .collect();
        for row in &seed.rows {
            let Some(wanted) = values(table, row, &own) else {
                continue;
            };
            if !there.contains(&wanted) && !wanted.iter().any(|value| value == "null") {
                reading.report(
                    Diagnostic::new(
                        &codes::DATABASE_SEED_REFERENCE,
                        row.span,
                        format!(
                            "a row of a seed refers to a row of `{}` that no seed brings along",
                            target.table.name.value
                        ),
                        "add that row to the `seeds` of the table, for the same environments",
                    )
                    .with_related(key.span, "the foreign key"),
                );
            }
        }
    }
}

/// The values of some columns of a row, as texts that are equal when the values are; `None` where one is not given.
fn values(table: &Table, row: &Node, columns: &[impl AsRef<str>]) -> Option<Vec<String>> {
    let object = row.as_object()?;
    columns
        .iter()
        .map(|name| {
            let node = object.get(name.as_ref())?;
            let column = table
                .columns
                .iter()
                .find(|column| column.name.value == name.as_ref())?;
            Some(match (&node.value, &column.kind.value) {
                (Value::Number(number), _) => number
                    .as_i64()
                    .map_or_else(|| number.text().to_owned(), |value| value.to_string()),
                (Value::String(text), ColumnType::Uuid) => text.to_ascii_lowercase(),
                _ => node.to_json(),
            })
        })
        .collect()
}
