//! L0352: a table has no primary key.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in contract
        .tables
        .iter()
        .filter(|table| table.primary_key.is_none())
    {
        let id = table
            .columns
            .iter()
            .find(|column| column.name.value == "id");
        findings.push(Diagnostic::new(
            &codes::TABLE_WITHOUT_KEY,
            table.name.span,
            format!("`{}` has no primary key", table.name.value),
            match id {
                Some(_) => "add `\"primaryKey\": { \"columns\": [\"id\"] }`",
                None => "add a `primaryKey`",
            },
        ));
    }
}
