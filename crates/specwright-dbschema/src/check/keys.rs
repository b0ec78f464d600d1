//! Keys and indexes: that their columns exist, and that a primary key tells rows apart.

use super::scope::KnownTable;
use crate::IndexKey;
use crate::reading::Reading;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::BTreeSet;

/// Reports keys and indexes over columns that do not exist, and primary keys that may be null.
pub(super) fn check_keys(known: &KnownTable<'_>, reading: &mut Reading) {
    let (table, columns) = (known.table, &known.columns);
    if let Some(key) = &table.primary_key {
        for name in &key.columns {
            if let Some(column) = columns.find(name, reading).filter(|column| column.nullable) {
                reading.report(
                    Diagnostic::new(
                        &codes::DATABASE_NULLABLE_KEY,
                        column.span,
                        format!(
                            "`{}` is part of the primary key and may be null",
                            name.value
                        ),
                        "remove `nullable`",
                    )
                    .with_related(name.span, "the primary key names it here"),
                );
            }
        }
    }
    for unique in &table.uniques {
        for name in &unique.columns {
            columns.find(name, reading);
        }
    }
    for index in &table.indexes {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let parts = index.parts.iter().filter_map(|part| match &part.key {
            IndexKey::Column(name) => Some(name),
            IndexKey::Sql(_) => None,
        });
        for name in parts.chain(&index.include) {
            columns.find(name, reading);
            if !seen.insert(&name.value) {
                report_repeated(name, reading);
            }
        }
        if !index.unique && index.nulls_not_distinct {
            reading.report(Diagnostic::new(
                &codes::DATABASE_TWO_WORDS,
                index.span,
                "`nullsNotDistinct` has no meaning in an index that is not unique",
                "add `\"unique\": true`, or remove it",
            ));
        }
    }
}

fn report_repeated(name: &Located<String>, reading: &mut Reading) {
    reading.report(Diagnostic::new(
        &codes::DATABASE_REPEATED_ITEM,
        name.span,
        format!("`{}` stands twice in the index", name.value),
        "remove one of them",
    ));
}
