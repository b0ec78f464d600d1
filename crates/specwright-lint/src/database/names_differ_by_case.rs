//! L0342: two names differ by case alone.

use specwright_dbschema::{Contract, Located};
use specwright_diagnostics::{Diagnostic, codes};
use std::collections::BTreeMap;

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for enumeration in &contract.enums {
        compare("the value", enumeration.values.iter(), findings);
    }
    let tables = contract.tables.iter().map(|table| &table.name);
    let views = contract.views.iter().map(|view| &view.name);
    compare(
        "the table",
        tables.chain(views).chain(&contract.unmanaged),
        findings,
    );
}

fn compare<'c>(
    what: &str,
    names: impl Iterator<Item = &'c Located<String>>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<String, &Located<String>> = BTreeMap::new();
    for name in names {
        match seen.get(&name.value.to_lowercase()) {
            Some(first) if first.value != name.value => findings.push(
                Diagnostic::new(
                    &codes::NAMES_DIFFER_BY_CASE,
                    name.span,
                    format!(
                        "{what} `{}` differs from `{}` by case alone",
                        name.value, first.value
                    ),
                    "give one of them another name",
                )
                .with_related(first.span, "the other one"),
            ),
            Some(_) => {}
            None => {
                seen.insert(name.value.to_lowercase(), name);
            }
        }
    }
}
