//! Hints about the past, which must not name what is still there.

use crate::reading::Reading;
use crate::{Column, Contract, Tombstone};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::BTreeMap;

/// Reports hints that contradict the contract, or each other.
pub(super) fn check_history(contract: &Contract, reading: &mut Reading) {
    let tables = contract
        .tables
        .iter()
        .map(|table| (&table.name, table.renamed_from.as_ref()));
    check_renames("a table", &tables, reading);
    for table in &contract.tables {
        check_renames("a column of the table", &pairs(&table.columns), reading);
    }
    for view in &contract.views {
        check_renames("a column of the view", &pairs(&view.columns), reading);
    }
    check_renames(
        "an enum",
        &contract
            .enums
            .iter()
            .map(|entry| (&entry.name, entry.renamed_from.as_ref())),
        reading,
    );
    for enumeration in &contract.enums {
        for (old, new) in &enumeration.renamed_values {
            let has = |text: &str| enumeration.values.iter().any(|value| value.value == text);
            if has(&old.value) {
                conflict(
                    old,
                    format!(
                        "the enum still has the value `{}`, which was renamed",
                        old.value
                    ),
                    "remove the old value, or the hint",
                    reading,
                );
            }
            if !has(&new.value) {
                conflict(
                    new,
                    format!(
                        "the enum has no value `{}`, to which another was renamed",
                        new.value
                    ),
                    "add it to `values`",
                    reading,
                );
            }
        }
    }
    for tombstone in &contract.removed {
        check_tombstone(contract, tombstone, reading);
    }
    for name in &contract.unmanaged {
        let ours = contract
            .tables
            .iter()
            .map(|table| &table.name)
            .chain(contract.views.iter().map(|view| &view.name));
        if ours.into_iter().any(|ours| ours.value == name.value) {
            conflict(
                name,
                format!(
                    "`{}` is part of the contract, and cannot be unmanaged",
                    name.value
                ),
                "remove it from `unmanaged`",
                reading,
            );
        }
    }
}

fn pairs(
    columns: &[Column],
) -> impl Iterator<Item = (&Located<String>, Option<&Located<String>>)> + Clone {
    columns
        .iter()
        .map(|column| (&column.name, column.renamed_from.as_ref()))
}

/// Two things may swap their names, so an old name may be the new name of another thing that was renamed itself.
fn check_renames<'c>(
    what: &str,
    names: &(impl Iterator<Item = (&'c Located<String>, Option<&'c Located<String>>)> + Clone),
    reading: &mut Reading,
) {
    let mut origins: BTreeMap<&str, &Located<String>> = BTreeMap::new();
    for (name, from) in names
        .clone()
        .filter_map(|(name, from)| from.map(|from| (name, from)))
    {
        if name.value == from.value {
            conflict(
                from,
                format!("`{}` was renamed from its own name", name.value),
                "remove `renamedFrom`",
                reading,
            );
        } else if names
            .clone()
            .any(|(other, other_from)| other.value == from.value && other_from.is_none())
        {
            conflict(
                from,
                format!(
                    "{what} is still called `{}`, from which another was renamed",
                    from.value
                ),
                "remove `renamedFrom`, or the old one",
                reading,
            );
        }
        if let Some(first) = origins.insert(&from.value, from) {
            reading.report(
                Diagnostic::new(
                    &codes::DATABASE_HISTORY_CONFLICT,
                    from.span,
                    format!("two things were renamed from `{}`", from.value),
                    "keep the hint of the one that holds the data",
                )
                .with_related(first.span, "the first"),
            );
        }
    }
}

fn check_tombstone(contract: &Contract, tombstone: &Tombstone, reading: &mut Reading) {
    let table = tombstone.table.as_ref().and_then(|name| {
        contract
            .tables
            .iter()
            .find(|table| table.name.value == name.value)
    });
    let alive = match (
        &tombstone.table,
        &tombstone.column,
        &tombstone.enumeration,
        &tombstone.value,
        &tombstone.view,
    ) {
        (Some(_), Some(column), ..) => table
            .and_then(|table| {
                table
                    .columns
                    .iter()
                    .find(|known| known.name.value == column.value)
            })
            .map(|_| column),
        (Some(name), None, ..) => table.map(|_| name),
        (None, _, Some(name), value, _) => contract
            .enums
            .iter()
            .find(|known| known.name.value == name.value)
            .and_then(|known| match value {
                Some(value) => known
                    .values
                    .iter()
                    .find(|known| known.value == value.value)
                    .map(|_| value),
                None => Some(name),
            }),
        (None, _, None, _, Some(name)) => contract
            .views
            .iter()
            .find(|view| view.name.value == name.value)
            .map(|_| name),
        _ => None,
    };
    if let Some(name) = alive {
        conflict(
            name,
            format!(
                "`{}` is said to be removed, and is still in the contract",
                name.value
            ),
            "remove the entry, or the thing itself",
            reading,
        );
    }
}

fn conflict(place: &Located<String>, message: String, help: &str, reading: &mut Reading) {
    reading.report(Diagnostic::new(
        &codes::DATABASE_HISTORY_CONFLICT,
        place.span,
        message,
        help,
    ));
}
