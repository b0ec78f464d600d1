//! L0354: SQLite does without an index, or without a part of it.

use specwright_dbschema::{Contract, Dialect, Index};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let promises = |wanted| {
        contract
            .dialects
            .iter()
            .any(|dialect| dialect.value == wanted)
    };
    if !promises(Dialect::Sqlite) || !promises(Dialect::Postgres) {
        return;
    }
    for index in contract.tables.iter().flat_map(|table| &table.indexes) {
        if let Some(what) = missing(index) {
            findings.push(Diagnostic::new(
                &codes::INDEX_PARTLY_ON_SQLITE,
                index.span,
                format!("on SQLite {what}"),
                "nothing needs to be done: the rows are the same on both engines",
            ));
        }
    }
}

fn missing(index: &Index) -> Option<String> {
    let method = index
        .method
        .as_ref()
        .map_or("btree", |method| &method.value);
    if !matches!(method, "btree" | "hash") {
        return Some(format!(
            "there is no index of the method `{method}`, so this one is left out"
        ));
    }
    let mut parts = Vec::new();
    if index.parts.iter().any(|part| part.nulls_first.is_some()) {
        parts.push("order of NULLs");
    }
    if index.parts.iter().any(|part| part.opclass.is_some()) {
        parts.push("operator class");
    }
    if !index.include.is_empty() {
        parts.push("carried columns");
    }
    (!parts.is_empty()).then(|| format!("the index has no {}", parts.join(" and no ")))
}
