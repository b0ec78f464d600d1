//! L0346: a unique key also holds for rows that are deleted softly.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        let Some(soft_delete) = &table.soft_delete else {
            continue;
        };
        // A key that holds the moment of deletion tells deleted rows apart by it.
        let whole = table.uniques.iter().filter(|unique| {
            unique.predicate.is_none()
                && !unique
                    .columns
                    .iter()
                    .any(|column| column.value == soft_delete.column.value)
        });
        for unique in whole {
            findings.push(
                Diagnostic::new(
                    &codes::UNIQUE_OVER_DELETED_ROWS,
                    unique.span,
                    format!(
                        "a unique key of `{}` also holds for deleted rows",
                        table.name.value
                    ),
                    "write `\"uniqueAmongLive\": true` in `softDelete`, or give the key a `where`",
                )
                .with_related(soft_delete.span, "rows are deleted softly"),
            );
        }
    }
}
