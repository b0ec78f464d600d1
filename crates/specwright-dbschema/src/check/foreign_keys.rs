//! Foreign keys: that their targets exist, are unique, and have the same types.

use super::{column, find_column};
use crate::fields::listed;
use crate::reading::Reading;
use crate::{Action, Contract, ForeignKey, IndexKey, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::BTreeSet;

/// Reports foreign keys that no engine, or only one, would keep.
pub(super) fn check_foreign_keys(contract: &Contract, table: &Table, reading: &mut Reading) {
    for key in &table.foreign_keys {
        let columns: Vec<_> = key
            .columns
            .iter()
            .map(|name| column(table, name, reading))
            .collect();
        check_actions(table, key, reading);
        let Some(target) = target(contract, key, reading) else {
            continue;
        };
        if key.columns.len() != key.target_columns.len() {
            reading.report(Diagnostic::new(
                &codes::DATABASE_FOREIGN_KEY_WIDTH,
                key.span,
                format!(
                    "{} columns refer to {}",
                    key.columns.len(),
                    key.target_columns.len()
                ),
                "name one column of the target for each column of the key",
            ));
            continue;
        }
        let mut all_found = true;
        for (column, name) in columns.into_iter().zip(&key.target_columns) {
            let referred = find_column(&target.name.value, &target.columns, name, reading);
            all_found &= referred.is_some();
            let (Some(column), Some(referred)) = (column, referred) else {
                continue;
            };
            if column.kind.value != referred.kind.value {
                reading.report(
                    Diagnostic::new(
                        &codes::DATABASE_FOREIGN_KEY_TYPE,
                        column.kind.span,
                        format!(
                            "`{}` is of type `{}` but refers to `{}.{}` of type `{}`",
                            column.name.value,
                            column.kind.value,
                            target.name.value,
                            name.value,
                            referred.kind.value
                        ),
                        format!("make both of type `{}`", referred.kind.value),
                    )
                    .with_related(referred.kind.span, "the column that it refers to"),
                );
            }
        }
        if all_found {
            check_unique(target, key, reading);
        }
    }
}

fn target<'c>(
    contract: &'c Contract,
    key: &ForeignKey,
    reading: &mut Reading,
) -> Option<&'c Table> {
    let found = contract
        .tables
        .iter()
        .find(|table| table.name.value == key.table.value);
    if found.is_none() && !reading.lost_tables {
        let names = || {
            contract
                .tables
                .iter()
                .map(|table| table.name.value.as_str())
        };
        let help = if contract
            .views
            .iter()
            .any(|view| view.name.value == key.table.value)
        {
            "it is a view, and a foreign key can only refer to a table".to_owned()
        } else {
            match specwright_diagnostics::nearest(&key.table.value, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name one of {}", listed(names())),
            }
        };
        reading.report(Diagnostic::new(
            &codes::DATABASE_UNKNOWN_TABLE,
            key.table.span,
            format!(
                "a foreign key refers to the table `{}`, which does not exist",
                key.table.value
            ),
            help,
        ));
    }
    found
}

fn check_actions(table: &Table, key: &ForeignKey, reading: &mut Reading) {
    for (name, action) in [("onDelete", key.on_delete), ("onUpdate", key.on_update)] {
        for written in &key.columns {
            let Some(column) = table
                .columns
                .iter()
                .find(|column| column.name.value == written.value)
            else {
                continue;
            };
            let writes = matches!(action, Action::SetNull | Action::SetDefault)
                || (name == "onUpdate" && action == Action::Cascade);
            let flaw = if writes && column.generated.is_some() {
                Some(("is generated", "use an action that leaves the column alone"))
            } else if action == Action::SetNull && !column.nullable {
                Some((
                    "may not be null",
                    "add `\"nullable\": true` to the column, or use another action",
                ))
            } else if action == Action::SetDefault && column.default.is_none() && !column.nullable {
                Some((
                    "has no default",
                    "add a `default` to the column, or use another action",
                ))
            } else {
                None
            };
            if let Some((what, help)) = flaw {
                reading.report(
                    Diagnostic::new(
                        &codes::DATABASE_FOREIGN_KEY_ACTION,
                        key.span,
                        format!(
                            "`{name}` writes the column `{}`, which {what}",
                            written.value
                        ),
                        help,
                    )
                    .with_related(column.span, "the column"),
                );
            }
        }
    }
}

fn check_unique(target: &Table, key: &ForeignKey, reading: &mut Reading) {
    let wanted = set(&key.target_columns);
    let primary = target
        .primary_key
        .iter()
        .any(|primary| set(&primary.columns) == wanted);
    let unique = target.uniques.iter().any(|unique| {
        let nulls_equal = unique.nulls_not_distinct && has_nullable(target, &unique.columns);
        unique.predicate.is_none() && !nulls_equal && set(&unique.columns) == wanted
    });
    let index = target.indexes.iter().any(|index| {
        let columns: Option<BTreeSet<_>> = index
            .parts
            .iter()
            .map(|part| match &part.key {
                IndexKey::Column(name) if part.collation.is_none() => Some(name.value.as_str()),
                _ => None,
            })
            .collect();
        index.unique
            && index.predicate.is_none()
            && !index.nulls_not_distinct
            && columns.as_ref() == Some(&wanted)
    });
    if primary || unique || index {
        return;
    }
    let conditional = target
        .uniques
        .iter()
        .any(|unique| set(&unique.columns) == wanted);
    reading.report(
        Diagnostic::new(
            &codes::DATABASE_FOREIGN_KEY_TARGET,
            key.span,
            format!("a foreign key refers to {} of `{}`, which are not unique", listed(wanted), target.name.value),
            if conditional {
                "the unique key over them holds under a condition only (`where`, `uniqueAmongLive`, `nullsNotDistinct`); refer to the primary key"
            } else {
                "refer to the primary key, or add a unique key over exactly these columns to the target"
            },
        )
        .with_related(target.name.span, "the target"),
    );
}

fn has_nullable(table: &Table, columns: &[Located<String>]) -> bool {
    columns.iter().any(|name| {
        table
            .columns
            .iter()
            .any(|column| column.name.value == name.value && column.nullable)
    })
}

fn set(columns: &[Located<String>]) -> BTreeSet<&str> {
    columns.iter().map(|column| column.value.as_str()).collect()
}
