//! L0358: a retention has no moment to count from.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        let has_start = table
            .timestamps
            .as_ref()
            .is_some_and(|timestamps| timestamps.created.is_some());
        if let Some(days) = table.retention_days.as_ref().filter(|_| !has_start) {
            findings.push(Diagnostic::new(
                &codes::RETENTION_WITHOUT_START,
                days.span,
                format!("nobody knows when a row of `{}` was made", table.name.value),
                "add `\"timestamps\": { \"created\": … }`",
            ));
        }
    }
}
