//! L0363: a fact about a table that no emitted code acts on yet. A fact leaves this file when the generator honours it.

use specwright_dbschema::{Contract, Table};
use specwright_diagnostics::{Diagnostic, Span, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        for (span, key, instead) in facts(table) {
            findings.push(Diagnostic::new(
                &codes::FACT_NOT_HONOURED,
                span,
                format!("`{key}` of `{}` has no effect yet: {instead}", table.name.value),
                "leave it as it is if that will do for now, or write the operations that need it by hand with `x-custom`",
            ));
        }
    }
}

/// The facts of a table, each with its place, its key, and what happens in its stead.
fn facts(table: &Table) -> Vec<(Span, &'static str, &'static str)> {
    let located =
        |fact: &Option<specwright_dbschema::Located<String>>| fact.as_ref().map(|fact| fact.span);
    let wanted = |fact: &Option<specwright_dbschema::Located<bool>>| {
        fact.as_ref()
            .filter(|fact| fact.value)
            .map(|fact| fact.span)
    };
    [
        (
            table.soft_delete.as_ref().map(|fact| fact.span),
            "softDelete",
            "a deleted row goes for good",
        ),
        (
            located(&table.version),
            "version",
            "changes are not counted, and the last writer wins",
        ),
        (
            located(&table.owner),
            "owner",
            "every caller may see and change every row",
        ),
        (
            table.tenant.as_ref().map(|fact| fact.span),
            "tenant",
            "every caller may see and change every row",
        ),
        (wanted(&table.audit), "audit", "changes leave no audit row"),
        (wanted(&table.events), "events", "changes are not published"),
        (
            located(&table.consent),
            "consent",
            "nobody is asked for their consent",
        ),
        (
            table.transitions.as_ref().map(|fact| fact.span),
            "transitions",
            "any value may follow any other",
        ),
        (
            table.retention_days.as_ref().map(|fact| fact.span),
            "retention",
            "no row is removed by its age",
        ),
        (
            table.full_text.first().map(|fact| fact.span),
            "fullText",
            "no search looks into the columns",
        ),
        (
            table
                .seeds
                .iter()
                .find(|seed| !seed.environments.is_empty())
                .map(|seed| seed.span),
            "seeds",
            "rows of one environment alone are stored in none",
        ),
    ]
    .into_iter()
    .filter_map(|(span, key, instead)| Some((span?, key, instead)))
    .collect()
}
