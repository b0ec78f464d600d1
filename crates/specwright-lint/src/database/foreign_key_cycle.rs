//! L0350: tables refer to each other in a circle that no row can enter.

use specwright_dbschema::{Contract, Deferrable, ForeignKey, Table};
use specwright_diagnostics::{Diagnostic, codes};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let tables: BTreeMap<&str, &Table> = contract
        .tables
        .iter()
        .map(|table| (table.name.value.as_str(), table))
        .collect();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for table in &contract.tables {
        let start = table.name.value.as_str();
        if reported.contains(start) {
            continue;
        }
        if let Some(way) = way_back(table, &tables) {
            reported.extend(way.iter().map(|(from, _)| *from));
            let names: Vec<_> = way
                .iter()
                .map(|(from, _)| format!("`{from}`"))
                .chain([format!("`{start}`")])
                .collect();
            let Some((_, first)) = way.first() else {
                continue;
            };
            let mut finding = Diagnostic::new(
                &codes::FOREIGN_KEY_CYCLE,
                first.span,
                format!("no first row can be stored: {}", names.join(" needs ")),
                "make one of the keys nullable, or write `\"deferrable\": \"initially_deferred\"` in one of them",
            );
            for (from, key) in &way[1..] {
                finding =
                    finding.with_related(key.span, format!("`{from}` needs `{}`", key.table.value));
            }
            findings.push(finding);
        }
    }
}

/// The shortest way from a table over keys that must hold at once back to itself. A row may refer to itself, so a table
/// that refers to itself alone is no circle.
fn way_back<'c>(
    start: &'c Table,
    tables: &BTreeMap<&str, &'c Table>,
) -> Option<Vec<(&'c str, &'c ForeignKey)>> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut ways: Vec<Vec<(&str, &ForeignKey)>> = vec![Vec::new()];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let at = match way.last() {
                Some((_, key)) => tables.get(key.table.value.as_str())?,
                None => start,
            };
            for key in at
                .foreign_keys
                .iter()
                .filter(|key| key.table.value != at.name.value && must_hold_at_once(at, key))
            {
                let mut next = way.clone();
                next.push((at.name.value.as_str(), key));
                if key.table.value == start.name.value {
                    return Some(next);
                }
                if seen.insert(key.table.value.as_str()) {
                    longer.push(next);
                }
            }
        }
        ways = longer;
    }
    None
}

fn must_hold_at_once(table: &Table, key: &ForeignKey) -> bool {
    let nullable = key.columns.iter().any(|name| {
        table
            .columns
            .iter()
            .any(|column| column.name.value == name.value && column.nullable)
    });
    !nullable && key.deferrable == Deferrable::Never
}
