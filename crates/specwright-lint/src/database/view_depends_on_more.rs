//! L0356: a view reads a table or view that `dependsOn` does not name.

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
                    in_from = false
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

/// Words, quoted names and single signs; texts in quotes are left out.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char == '\'' {
            while chars.next().is_some_and(|inside| inside != '\'') {}
        } else if char == '"' {
            let mut word = String::from('"');
            for inside in chars.by_ref() {
                word.push(inside);
                if inside == '"' {
                    break;
                }
            }
            words.push(word);
        } else if char.is_alphanumeric() || char == '_' {
            let mut word = String::from(char);
            while let Some(inside) = chars.next_if(|next| next.is_alphanumeric() || *next == '_') {
                word.push(inside);
            }
            words.push(word);
        } else if !char.is_whitespace() {
            words.push(char.to_string());
        }
    }
    words
}
