//! Views: what they read, and what they tell about themselves.

use super::{columns, find_column};
use crate::fields::listed;
use crate::reading::Reading;
use crate::{Contract, View};
use specwright_diagnostics::{Diagnostic, codes};
use std::collections::{BTreeMap, BTreeSet};

/// Reports views that read what does not exist, or each other in a circle.
pub(super) fn check_views(contract: &Contract, reading: &mut Reading) {
    let relations: BTreeSet<&str> = contract
        .tables
        .iter()
        .map(|table| table.name.value.as_str())
        .chain(contract.views.iter().map(|view| view.name.value.as_str()))
        .collect();
    for view in &contract.views {
        for column in &view.columns {
            columns::check_enum(contract, column, reading);
        }
        for name in &view.key {
            find_column(&view.name.value, &view.columns, name, reading);
        }
        for name in &view.depends_on {
            if !relations.contains(name.value.as_str()) && !reading.lost_tables {
                let help =
                    match specwright_diagnostics::nearest(&name.value, relations.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("name one of {}", listed(relations.iter().copied())),
                    };
                reading.report(Diagnostic::new(
                    &codes::DATABASE_UNKNOWN_TABLE,
                    name.span,
                    format!("a view depends on `{}`, which does not exist", name.value),
                    help,
                ));
            }
        }
    }
    check_circles(contract, reading);
}

/// A view that comes back to itself over `dependsOn`; each circle is reported once, at its first view.
fn check_circles(contract: &Contract, reading: &mut Reading) {
    let views: BTreeMap<&str, &View> = contract
        .views
        .iter()
        .map(|view| (view.name.value.as_str(), view))
        .collect();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for view in &contract.views {
        let start = view.name.value.as_str();
        let mut seen = BTreeSet::new();
        let mut open = vec![view];
        while let Some(at) = open.pop() {
            for name in &at.depends_on {
                if name.value == start && !reported.contains(start) {
                    reported.extend(seen.iter().copied());
                    reported.insert(start);
                    reading.report(Diagnostic::new(
                        &codes::DATABASE_VIEW_CYCLE,
                        name.span,
                        format!(
                            "the view `{start}` depends on itself{}",
                            if seen.is_empty() {
                                ""
                            } else {
                                " through other views"
                            }
                        ),
                        "break the circle: a view is created after what it reads",
                    ));
                }
                if let Some(next) = views.get(name.value.as_str())
                    && seen.insert(next.name.value.as_str())
                {
                    open.push(next);
                }
            }
        }
    }
}
