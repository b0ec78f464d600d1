//! Views: what they read, and what they tell about themselves.

use super::columns;
use super::scope::{Columns, Scope};
use crate::circles::circles;
use crate::fields::listed;
use crate::reading::Reading;
use specwright_diagnostics::{Diagnostic, codes};
use std::collections::BTreeMap;

/// Reports views that read what does not exist, or each other in a circle.
pub(super) fn check_views(scope: &Scope<'_>, reading: &mut Reading) {
    for view in &scope.contract.views {
        let columns = Columns::new(&view.name.value, &view.columns);
        for column in &view.columns {
            columns::check_enum(scope, column, reading);
        }
        for name in &view.key {
            columns.find(name, reading);
        }
        for name in &view.depends_on {
            let known = scope.tables.contains_key(name.value.as_str())
                || scope.views.contains(name.value.as_str());
            if known || reading.lost_tables {
                continue;
            }
            let names = || scope.tables.keys().chain(&scope.views).copied();
            let help = match reading.near(&name.value, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name one of {}", listed(names())),
            };
            reading.report(Diagnostic::new(
                &codes::DATABASE_UNKNOWN_TABLE,
                name.span,
                format!("a view depends on `{}`, which does not exist", name.value),
                help,
            ));
        }
    }
    check_circles(scope, reading);
}

/// Each circle is reported once, where its first view depends on another one of it.
fn check_circles(scope: &Scope<'_>, reading: &mut Reading) {
    let views = &scope.contract.views;
    let numbers: BTreeMap<&str, usize> = views
        .iter()
        .enumerate()
        .map(|(number, view)| (view.name.value.as_str(), number))
        .collect();
    let number = |name: &str| numbers.get(name).copied();
    let edges: Vec<Vec<usize>> = views
        .iter()
        .map(|view| {
            view.depends_on
                .iter()
                .filter_map(|name| number(&name.value))
                .collect()
        })
        .collect();
    for circle in circles(&edges) {
        let Some(view) = circle.first().and_then(|first| views.get(*first)) else {
            continue;
        };
        let inside =
            |name: &str| number(name).is_some_and(|number| circle.binary_search(&number).is_ok());
        let Some(place) = view.depends_on.iter().find(|name| inside(&name.value)) else {
            continue;
        };
        let name = &view.name.value;
        reading.report(Diagnostic::new(
            &codes::DATABASE_VIEW_CYCLE,
            place.span,
            match circle.len() {
                1 => format!("the view `{name}` depends on itself"),
                _ => format!("the view `{name}` depends on itself through other views"),
            },
            "break the circle: a view is created after what it reads",
        ));
    }
}
