//! L0350: tables refer to each other in a circle that no row can enter.

use specwright_dbschema::{Contract, Deferrable, ForeignKey, Table, circles};
use specwright_diagnostics::{Diagnostic, codes};
use std::collections::{BTreeMap, VecDeque};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let tables = &contract.tables;
    let numbers: BTreeMap<&str, usize> = tables
        .iter()
        .enumerate()
        .map(|(number, table)| (table.name.value.as_str(), number))
        .collect();
    // A row may refer to itself, so a table that refers to itself alone is no circle.
    let keys: Vec<Vec<(usize, &ForeignKey)>> = tables
        .iter()
        .enumerate()
        .map(|(own, table)| {
            let at_once = table
                .foreign_keys
                .iter()
                .filter(|key| must_hold_at_once(table, key));
            let targets =
                at_once.filter_map(|key| Some((*numbers.get(key.table.value.as_str())?, key)));
            targets.filter(|(target, _)| *target != own).collect()
        })
        .collect();
    let edges: Vec<Vec<usize>> = keys
        .iter()
        .map(|keys| keys.iter().map(|(target, _)| *target).collect())
        .collect();
    for circle in circles(&edges) {
        let way = way_around(&circle, &keys);
        let Some(((_, first), rest)) = way.split_first() else {
            continue;
        };
        let name = |number: usize| format!("`{}`", tables[number].name.value);
        let names: Vec<_> = way
            .iter()
            .map(|(from, _)| name(*from))
            .chain([name(circle[0])])
            .collect();
        let mut finding = Diagnostic::new(
            &codes::FOREIGN_KEY_CYCLE,
            first.span,
            format!("no first row can be stored: {}", names.join(" needs ")),
            "make one of the keys nullable, or write `\"deferrable\": \"initially_deferred\"` in one of them",
        );
        for (from, key) in rest {
            finding = finding.with_related(
                key.span,
                format!("{} needs `{}`", name(*from), key.table.value),
            );
        }
        findings.push(finding);
    }
}

/// The shortest way from the first table of a circle back to it: tables, and the keys that lead on.
fn way_around<'c>(
    circle: &[usize],
    keys: &[Vec<(usize, &'c ForeignKey)>],
) -> Vec<(usize, &'c ForeignKey)> {
    let Some(&start) = circle.first() else {
        return Vec::new();
    };
    let mut came_by: BTreeMap<usize, (usize, &ForeignKey)> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for (target, key) in keys[at]
            .iter()
            .filter(|(target, _)| circle.binary_search(target).is_ok())
        {
            if came_by.contains_key(target) {
                continue;
            }
            came_by.insert(*target, (at, key));
            open.push_back(*target);
        }
    }
    let mut way = Vec::new();
    let mut at = start;
    while let Some(&(from, key)) = came_by.get(&at) {
        way.push((from, key));
        at = from;
        if at == start {
            break;
        }
    }
    way.reverse();
    way
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
