//! L0353: a moment is kept without its offset from UTC.

use specwright_dbschema::{ColumnType, Contract};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for column in contract.tables.iter().flat_map(|table| &table.columns) {
        if matches!(column.kind.value, ColumnType::Timestamp { .. }) {
            findings.push(Diagnostic::new(
                &codes::MOMENT_WITHOUT_ZONE,
                column.kind.span,
                format!(
                    "`{}` is a moment without its offset from UTC",
                    column.name.value
                ),
                "use `timestamptz`, unless a local time is meant",
            ));
        }
    }
}
