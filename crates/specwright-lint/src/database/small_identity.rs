//! L0359: a numbered key has fewer than 64 bits.

use specwright_dbschema::{ColumnType, Contract};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for column in contract.tables.iter().flat_map(|table| &table.columns) {
        let most = match column.kind.value {
            ColumnType::Int16 => "32,767",
            ColumnType::Int32 => "2,147,483,647",
            _ => continue,
        };
        if column.identity.is_some() {
            findings.push(Diagnostic::new(
                &codes::SMALL_IDENTITY,
                column.kind.span,
                format!("the numbers of `{}` end at {most}", column.name.value),
                "use `int64`",
            ));
        }
    }
}
