//! L0356: a view reads a table or view that `dependsOn` does not name.

use super::sql_words::words;
use specwright_dbschema::{Contract, View};
use specwright_diagnostics::{Diagnostic, codes};
use std::collections::BTreeSet;

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let relations = contract
        .tables
        .iter()
        .map(|table| &table.name.value)
        .chain(contract.views.iter().map(|view| &view.name.value));
    let relations: BTreeSet<&str> = relations.map(String::as_str).collect();
    for view in &contract.views {
        let named: BTreeSet<&str> = view
            .depends_on
            .iter()
            .map(|name| name.value.as_str())
            .collect();
        for read in relations_read(view, &relations) {
            if !named.contains(read) && read != view.name.value {
                findings.push(Diagnostic::new(
                    &codes::VIEW_DEPENDS_ON_MORE,
                    view.name.span,
                    format!(
                        "`{}` reads `{read}`, which `dependsOn` does not name",
                        view.name.value
                    ),
                    format!("add `\"{read}\"` to `dependsOn`"),
                ));
            }
        }
    }
}

/// The tables and views whose names stand behind FROM, JOIN or a comma in the query.
fn relations_read<'c>(view: &View, relations: &BTreeSet<&'c str>) -> BTreeSet<&'c str> {
    let mut read = BTreeSet::new();
    for text in [&view.sql.sqlite, &view.sql.postgres].into_iter().flatten() {
        let words = words(text);
        let mut in_from = false;
        for (at, word) in words.iter().enumerate() {
            match word.to_ascii_lowercase().as_str() {
                "from" | "join" => in_from = true,
                "where" | "select" | "group" | "order" | "having" | "on" | "union" | "limit" => {
                    in_from = false;
                }
                _ => {}
            }
            let begins = at > 0
                && matches!(
                    words[at - 1].to_ascii_lowercase().as_str(),
                    "from" | "join" | "," | "(" | "." | "lateral"
                );
            if in_from
                && begins
                && let Some(relation) = relations.get(word.to_ascii_lowercase().trim_matches('"'))
            {
                read.insert(*relation);
            }
        }
    }
    read
}
