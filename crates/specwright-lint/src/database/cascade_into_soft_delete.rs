//! L0361: a row that should be deleted softly goes with its target for good.

use specwright_dbschema::{Action, Contract};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        let Some(soft_delete) = &table.soft_delete else {
            continue;
        };
        for key in table
            .foreign_keys
            .iter()
            .filter(|key| key.on_delete == Action::Cascade)
        {
            // A target that is itself deleted softly is never removed by the service.
            let target = contract
                .tables
                .iter()
                .find(|target| target.name.value == key.table.value);
            if target.is_some_and(|target| target.soft_delete.is_some()) {
                continue;
            }
            findings.push(
                Diagnostic::new(
                    &codes::CASCADE_INTO_SOFT_DELETE,
                    key.span,
                    format!(
                        "rows of `{}` go for good with their row of `{}`",
                        table.name.value, key.table.value
                    ),
                    "use `restrict` or `set_null`, or delete the target softly as well",
                )
                .with_related(soft_delete.span, "rows are deleted softly"),
            );
        }
    }
}
