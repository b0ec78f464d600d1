//! L0341: a name that is derived from table and columns is cut.

use specwright_dbschema::{Contract, IndexKey, Located, Table};
use specwright_diagnostics::{Diagnostic, Span, codes};

/// The longest name that PostgreSQL keeps, in bytes.
const LONGEST_NAME: usize = 63;

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        for unique in table.uniques.iter().filter(|unique| unique.name.is_none()) {
            report(
                table,
                "unique key",
                "key",
                unique.span,
                &names(&unique.columns),
                findings,
            );
        }
        for key in table.foreign_keys.iter().filter(|key| key.name.is_none()) {
            report(
                table,
                "foreign key",
                "fkey",
                key.span,
                &names(&key.columns),
                findings,
            );
        }
        for index in table.indexes.iter().filter(|index| index.name.is_none()) {
            let columns = index.parts.iter().map(|part| match &part.key {
                IndexKey::Column(name) => name.value.as_str(),
                IndexKey::Sql(_) => "",
            });
            report(
                table,
                "index",
                "idx",
                index.span,
                &columns.collect::<Vec<_>>(),
                findings,
            );
        }
    }
}

fn names(columns: &[Located<String>]) -> Vec<&str> {
    columns.iter().map(|column| column.value.as_str()).collect()
}

fn report(
    table: &Table,
    what: &str,
    suffix: &str,
    span: Span,
    columns: &[&str],
    findings: &mut Vec<Diagnostic>,
) {
    let length = table.name.value.len()
        + columns.iter().map(|column| column.len() + 1).sum::<usize>()
        + 1
        + suffix.len();
    if length > LONGEST_NAME {
        findings.push(Diagnostic::new(
            &codes::DERIVED_NAME_CUT,
            span,
            format!("the name derived for this {what} of `{}` is longer than {LONGEST_NAME} bytes and is cut", table.name.value),
            "give it a `name`",
        ));
    }
}
