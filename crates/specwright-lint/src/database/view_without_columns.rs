//! L0355: a view does not say which columns it has.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for view in contract.views.iter().filter(|view| view.columns.is_empty()) {
        findings.push(Diagnostic::new(
            &codes::VIEW_WITHOUT_COLUMNS,
            view.name.span,
            format!(
                "`{}` does not say which columns it has, so no operation can be bound to it",
                view.name.value
            ),
            "add `columns` with name, type and nullability of each",
        ));
    }
}
