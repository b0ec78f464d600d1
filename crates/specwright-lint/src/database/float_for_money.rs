//! L0348: an amount of money is kept in a binary fraction.

use specwright_dbschema::{ColumnType, Contract};
use specwright_diagnostics::{Diagnostic, codes};

/// Words of a column's name that speak of money.
const WORDS: [&str; 17] = [
    "amount", "balance", "charge", "cost", "costs", "credit", "debit", "discount", "fee", "fees",
    "payment", "price", "salary", "subtotal", "tax", "total", "wage",
];

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for column in contract.tables.iter().flat_map(|table| &table.columns) {
        let is_float = matches!(column.kind.value, ColumnType::Float32 | ColumnType::Float64);
        if is_float
            && column
                .name
                .value
                .split('_')
                .any(|word| WORDS.contains(&word))
        {
            findings.push(Diagnostic::new(
                &codes::FLOAT_FOR_MONEY,
                column.kind.span,
                format!(
                    "`{}` looks like money and is a `{}`",
                    column.name.value, column.kind.value
                ),
                "use a decimal, such as `\"type\": \"decimal\", \"precision\": 14, \"scale\": 2`",
            ));
        }
    }
}
