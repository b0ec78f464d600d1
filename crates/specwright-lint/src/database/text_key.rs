//! L0349: the primary key is a text.

use specwright_dbschema::{ColumnType, Contract};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        let Some([name]) = table.primary_key.as_ref().map(|key| &key.columns[..]) else {
            continue;
        };
        // A key that refers to another table is what that table made it.
        if table
            .foreign_keys
            .iter()
            .any(|key| key.columns.iter().any(|column| column.value == name.value))
        {
            continue;
        }
        let column = table
            .columns
            .iter()
            .find(|column| column.name.value == name.value);
        if let Some(column) = column.filter(|column| {
            matches!(
                column.kind.value,
                ColumnType::Text | ColumnType::Varchar { .. }
            )
        }) {
            findings.push(Diagnostic::new(
                &codes::TEXT_KEY,
                column.kind.span,
                format!(
                    "the primary key of `{}` is a `{}`",
                    table.name.value, column.kind.value
                ),
                "use a uuid or a number, unless the text is a code that never changes",
            ));
        }
    }
}
