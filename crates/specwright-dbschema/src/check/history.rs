//! Hints about the past, which must not name what is still there.

use super::scope::Scope;
use crate::reading::Reading;
use crate::{Column, Tombstone};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::{BTreeMap, BTreeSet};

/// Reports hints that contradict the contract, or each other.
pub(super) fn check_history(scope: &Scope<'_>, reading: &mut Reading) {
    let contract = scope.contract;
    let tables = contract
        .tables
        .iter()
        .map(|table| (&table.name, table.renamed_from.as_ref()));
    check_renames("a table", tables.collect(), reading);
    for table in &contract.tables {
        check_renames("a column of the table", pairs(&table.columns), reading);
    }
    for view in &contract.views {
        check_renames("a column of the view", pairs(&view.columns), reading);
    }
    let enums = contract
        .enums
        .iter()
        .map(|enumeration| (&enumeration.name, enumeration.renamed_from.as_ref()));
    check_renames("an enum", enums.collect(), reading);
    check_values(scope, reading);
    for tombstone in &contract.removed {
        check_tombstone(scope, tombstone, reading);
    }
    if contract.schema_version.is_none() {
        for until in contract
            .allowances
            .iter()
            .filter_map(|allowance| allowance.until.as_ref())
        {
            let message = "an allowance ends with a version, and the contract has none".to_owned();
            conflict(
                until,
                message,
                "add `schemaVersion`, or remove `until`",
                reading,
            );
        }
    }
    for name in &contract.unmanaged {
        if scope.tables.contains_key(name.value.as_str())
            || scope.views.contains(name.value.as_str())
        {
            let message = format!(
                "`{}` is part of the contract, and cannot be unmanaged",
                name.value
            );
            conflict(name, message, "remove it from `unmanaged`", reading);
        }
    }
}

/// Names, each with the name before it.
type Renames<'c> = Vec<(&'c Located<String>, Option<&'c Located<String>>)>;

fn pairs(columns: &[Column]) -> Renames<'_> {
    columns
        .iter()
        .map(|column| (&column.name, column.renamed_from.as_ref()))
        .collect()
}

/// Two things may swap their names, so an old name may be the new name of another thing that was renamed itself.
fn check_renames(what: &str, names: Renames<'_>, reading: &mut Reading) {
    let kept = names.iter().filter(|(_, from)| from.is_none());
    let kept: BTreeSet<&str> = kept.map(|(name, _)| name.value.as_str()).collect();
    let mut origins: BTreeMap<&str, &Located<String>> = BTreeMap::new();
    for (name, from) in names {
        let Some(from) = from else { continue };
        if name.value == from.value {
            let message = format!("`{}` was renamed from its own name", name.value);
            conflict(from, message, "remove `renamedFrom`", reading);
        } else if kept.contains(from.value.as_str()) {
            let message = format!(
                "{what} is still called `{}`, from which another was renamed",
                from.value
            );
            conflict(
                from,
                message,
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

fn check_values(scope: &Scope<'_>, reading: &mut Reading) {
    for known in scope.enums.values() {
        for (old, new) in &known.enumeration.renamed_values {
            if known.values.contains(old.value.as_str()) {
                let message = format!(
                    "the enum still has the value `{}`, which was renamed",
                    old.value
                );
                conflict(old, message, "remove the old value, or the hint", reading);
            }
            if !known.values.contains(new.value.as_str()) {
                let message = format!(
                    "the enum has no value `{}`, to which another was renamed",
                    new.value
                );
                conflict(new, message, "add it to `values`", reading);
            }
        }
    }
}

fn check_tombstone(scope: &Scope<'_>, tombstone: &Tombstone, reading: &mut Reading) {
    let table = tombstone
        .table
        .as_ref()
        .and_then(|name| scope.tables.get(name.value.as_str()));
    let enumeration = tombstone
        .enumeration
        .as_ref()
        .and_then(|name| scope.enums.get(name.value.as_str()));
    let alive = if let Some(column) = &tombstone.column {
        table
            .is_some_and(|table| table.columns.get(&column.value).is_some())
            .then_some(column)
    } else if let Some(value) = &tombstone.value {
        enumeration
            .is_some_and(|known| known.values.contains(value.value.as_str()))
            .then_some(value)
    } else if let Some(name) = &tombstone.view {
        scope.views.contains(name.value.as_str()).then_some(name)
    } else {
        let table = tombstone.table.as_ref().filter(|_| table.is_some());
        table.or(tombstone
            .enumeration
            .as_ref()
            .filter(|_| enumeration.is_some()))
    };
    if let Some(name) = alive {
        let message = format!(
            "`{}` is said to be removed, and is still in the contract",
            name.value
        );
        conflict(
            name,
            message,
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
