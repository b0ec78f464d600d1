//! Rows that the contract brings along.

use super::literal;
use super::scope::{KnownTable, Scope, sorted};
use crate::Seed;
use crate::reading::Reading;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node, Value};

/// Reports rows that the table could not hold.
pub(super) fn check_seeds(scope: &Scope<'_>, known: &KnownTable<'_>, reading: &mut Reading) {
    for seed in &known.table.seeds {
        check_key(known, seed, reading);
        for row in &seed.rows {
            check_row(scope, known, seed, row, reading);
        }
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
        let made = column.nullable
            || column.default.is_some()
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
                } else {
                    "add it: the column has no default and may not be null"
                },
            ));
        }
    }
}
