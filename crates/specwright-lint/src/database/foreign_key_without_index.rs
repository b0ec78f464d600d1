//! L0340: no index begins with the columns of a foreign key.

use specwright_dbschema::{Contract, ForeignKey, IndexKey, Located, Table};
use specwright_diagnostics::{Diagnostic, codes};

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for table in &contract.tables {
        for key in table
            .foreign_keys
            .iter()
            .filter(|key| !key.index && !is_served(table, key))
        {
            findings.push(
                Diagnostic::new(
                    &codes::FOREIGN_KEY_WITHOUT_INDEX,
                    key.span,
                    format!(
                        "no index of `{}` begins with {}",
                        table.name.value,
                        names(&key.columns)
                    ),
                    "leave `index` out, so that one is made",
                )
                .with_related(
                    key.table.span,
                    format!("each row of `{}` that goes costs a scan", key.table.value),
                ),
            );
        }
    }
}

/// Whether the columns stand, in any order, at the beginning of a key or of an index over all rows.
fn is_served(table: &Table, key: &ForeignKey) -> bool {
    let wanted = key.columns.len();
    let begins = |columns: &[&str]| {
        columns.len() >= wanted
            && columns[..wanted]
                .iter()
                .all(|name| key.columns.iter().any(|column| column.value == *name))
    };
    let keys = table.primary_key.iter().map(|key| &key.columns);
    let uniques = table
        .uniques
        .iter()
        .filter(|unique| unique.predicate.is_none())
        .map(|unique| &unique.columns);
    let mut of_keys = keys.chain(uniques).map(|columns| {
        columns
            .iter()
            .map(|column| column.value.as_str())
            .collect::<Vec<_>>()
    });
    let mut of_indexes = table
        .indexes
        .iter()
        .filter(|index| index.predicate.is_none())
        .map(|index| {
            let columns = index.parts.iter().map_while(|part| match &part.key {
                IndexKey::Column(name) => Some(name.value.as_str()),
                IndexKey::Sql(_) => None,
            });
            columns.collect::<Vec<_>>()
        });
    of_keys.any(|columns| begins(&columns)) || of_indexes.any(|columns| begins(&columns))
}

fn names(columns: &[Located<String>]) -> String {
    columns
        .iter()
        .map(|column| format!("`{}`", column.value))
        .collect::<Vec<_>>()
        .join(", ")
}
