//! L0357: no column is of this enum.

use specwright_dbschema::{Column, ColumnType, Contract};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let columns = || {
        let of_tables = contract.tables.iter().flat_map(|table| &table.columns);
        of_tables.chain(contract.views.iter().flat_map(|view| &view.columns))
    };
    for enumeration in &contract.enums {
        let name = &enumeration.name;
        if !columns().any(|column| is_of(column, &name.value)) {
            findings.push(Diagnostic::new(
                &codes::UNUSED_ENUM,
                name.span,
                format!("no column is of the enum `{}`", name.value),
                "remove it, or make a column of it",
            ));
        }
    }
}

fn is_of(column: &Column, wanted: &str) -> bool {
    let kind = match &column.kind.value {
        ColumnType::Array { of } => of.as_ref(),
        kind => kind,
    };
    matches!(kind, ColumnType::Enum { name } if name == wanted)
}
