//! L0351: a decimal has more digits than the service can hold.

use specwright_dbschema::{ColumnType, Contract};
use specwright_diagnostics::{Diagnostic, codes};

/// The digits that the decimals of the emitted service hold without rounding.
const MOST_DIGITS: u32 = 28;

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let of_tables = contract.tables.iter().flat_map(|table| &table.columns);
    let of_views = contract.views.iter().flat_map(|view| &view.columns);
    for column in of_tables.chain(of_views) {
        let kind = match &column.kind.value {
            ColumnType::Array { of } => of.as_ref(),
            kind => kind,
        };
        if let ColumnType::Decimal { precision, .. } = kind
            && *precision > MOST_DIGITS
        {
            findings.push(Diagnostic::new(
                &codes::DECIMAL_TOO_WIDE,
                column.kind.span,
                format!("`{}` may have {precision} digits", column.name.value),
                format!("use at most {MOST_DIGITS}"),
            ));
        }
    }
}
