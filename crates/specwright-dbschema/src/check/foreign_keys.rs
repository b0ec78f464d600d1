//! Foreign keys: that their targets exist, are unique, and have the same types.

use super::scope::{Columns, KnownTable, Scope, sorted};
use crate::fields::listed;
use crate::reading::Reading;
use crate::{Action, ForeignKey};
use specwright_diagnostics::{Diagnostic, codes};

/// Reports foreign keys that no engine, or only one, would keep.
pub(super) fn check_foreign_keys(scope: &Scope<'_>, known: &KnownTable<'_>, reading: &mut Reading) {
    for key in &known.table.foreign_keys {
        let columns: Vec<_> = key
            .columns
            .iter()
            .map(|name| known.columns.find(name, reading))
            .collect();
        check_actions(&known.columns, key, reading);
        let Some(target) = target(scope, key, reading) else {
            continue;
        };
        if key.columns.len() != key.target_columns.len() {
            reading.report(Diagnostic::new(
                &codes::DATABASE_FOREIGN_KEY_WIDTH,
                key.span,
                format!(
                    "the foreign key has {} of its own columns and {} of the target's",
                    key.columns.len(),
                    key.target_columns.len()
                ),
                "name one column of the target for each column of the key",
            ));
            continue;
        }
        let mut all_found = true;
        for (column, name) in columns.into_iter().zip(&key.target_columns) {
            let referred = target.columns.find(name, reading);
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
                            target.table.name.value,
                            name.value,
                            referred.kind.value
                        ),
                        format!("make both of type `{}`", referred.kind.value),
                    )
                    .with_related(referred.kind.span, "the column that it refers to"),
                );
            }
        }
        check_collations(known, target, key, reading);
        if all_found {
            check_unique(target, key, reading);
        }
    }
}

fn target<'s, 'c>(
    scope: &'s Scope<'c>,
    key: &ForeignKey,
    reading: &mut Reading,
) -> Option<&'s KnownTable<'c>> {
    let found = scope.tables.get(key.table.value.as_str());
    if found.is_none() && !reading.lost_tables {
        let names = || scope.tables.keys().copied();
        let help = if scope.views.contains(key.table.value.as_str()) {
            "it is a view, and a foreign key can only refer to a table".to_owned()
        } else {
            match reading.near(&key.table.value, names()) {
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

fn check_actions(columns: &Columns<'_>, key: &ForeignKey, reading: &mut Reading) {
    for (name, action) in [("onDelete", key.on_delete), ("onUpdate", key.on_update)] {
        for written in &key.columns {
            let Some(column) = columns.get(&written.value) else {
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

/// Two texts that are compared in different ways are not equal where the key says so: PostgreSQL refuses the key, since
/// text without regard to case is a type of its own there, and SQLite compares as the target does.
fn check_collations(
    known: &KnownTable<'_>,
    target: &KnownTable<'_>,
    key: &ForeignKey,
    reading: &mut Reading,
) {
    let ignores_case = |columns: &Columns<'_>, name: &str| {
        let column = columns.get(name)?;
        let collation = column.collation.as_ref();
        Some(collation.is_some_and(|collation| collation.value == "nocase"))
    };
    for (own, theirs) in key.columns.iter().zip(&key.target_columns) {
        let (Some(here), Some(there)) = (
            ignores_case(&known.columns, &own.value),
            ignores_case(&target.columns, &theirs.value),
        ) else {
            continue;
        };
        if here != there {
            reading.report(
                Diagnostic::new(
                    &codes::DATABASE_FOREIGN_KEY_TYPE,
                    own.span,
                    format!(
                        "`{}` and `{}.{}` differ in whether case matters",
                        own.value, target.table.name.value, theirs.value
                    ),
                    "give both the same `collation`",
                )
                .with_related(theirs.span, "the column that it refers to"),
            );
        }
    }
}

fn check_unique(target: &KnownTable<'_>, key: &ForeignKey, reading: &mut Reading) {
    let wanted = sorted(&key.target_columns);
    if target.unique.contains(&wanted) {
        return;
    }
    let conditional = target
        .table
        .uniques
        .iter()
        .any(|unique| sorted(&unique.columns) == wanted);
    reading.report(
        Diagnostic::new(
            &codes::DATABASE_FOREIGN_KEY_TARGET,
            key.span,
            format!("a foreign key refers to {} of `{}`, and no key makes that unique", listed(wanted), target.table.name.value),
            if conditional {
                "the unique key over it holds under a condition only (`where`, `uniqueAmongLive`, `nullsNotDistinct`); refer to the primary key"
            } else {
                "refer to the primary key, or add a unique key over exactly these columns to the target"
            },
        )
        .with_related(target.table.name.span, "the target"),
    );
}
