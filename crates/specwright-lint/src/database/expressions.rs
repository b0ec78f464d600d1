//! The texts of SQL that a table holds, apart from the defaults, which see no column.

use specwright_dbschema::{IndexKey, Sql, Table};

pub(super) fn expressions(table: &Table) -> impl Iterator<Item = &Sql> {
    let checks = table.checks.iter().map(|check| &check.sql);
    let uniques = table
        .uniques
        .iter()
        .filter_map(|unique| unique.predicate.as_ref());
    let predicates = table
        .indexes
        .iter()
        .filter_map(|index| index.predicate.as_ref());
    let generated = table
        .columns
        .iter()
        .filter_map(|column| column.generated.as_ref().map(|generated| &generated.sql));
    let parts = table
        .indexes
        .iter()
        .flat_map(|index| &index.parts)
        .filter_map(|part| match &part.key {
            IndexKey::Sql(sql) => Some(sql),
            IndexKey::Column(_) => None,
        });
    checks
        .chain(uniques)
        .chain(predicates)
        .chain(generated)
        .chain(parts)
}
