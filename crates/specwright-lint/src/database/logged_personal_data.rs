//! L0360: personal data may stand in logs.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for column in contract.tables.iter().flat_map(|table| &table.columns) {
        // A sensitive column is never shown in a log.
        if let Some(pii) = column
            .pii
            .as_ref()
            .filter(|_| column.logged && !column.sensitive)
        {
            findings.push(Diagnostic::new(
                &codes::LOGGED_PERSONAL_DATA,
                pii.span,
                format!(
                    "`{}` holds personal data and may stand in logs",
                    column.name.value
                ),
                "add `\"logged\": false`",
            ));
        }
    }
}
