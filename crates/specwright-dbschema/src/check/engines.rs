//! What a promised engine cannot do.

use super::scope::{Columns, KnownTable};
use crate::reading::Reading;
use crate::{Column, ColumnType, Contract, Dialect, Index, IndexKey, Table};
use specwright_diagnostics::{Diagnostic, Span, codes};

/// Reports features that one of the contract's engines lacks.
pub(super) fn check_engines(contract: &Contract, known: &KnownTable<'_>, reading: &mut Reading) {
    if reading.promises(Dialect::Sqlite) {
        check_sqlite(known, reading);
    }
    if reading.promises(Dialect::Postgres) {
        check_postgres(contract, known, reading);
    }
}

fn check_sqlite(known: &KnownTable<'_>, reading: &mut Reading) {
    let table = known.table;
    for column in &table.columns {
        check_sqlite_identity(table, column, reading);
    }
    if table.sqlite_without_rowid && table.primary_key.is_none() {
        lacks(
            reading,
            table.name.span,
            format!(
                "`{}` has neither a rowid nor a primary key",
                table.name.value
            ),
            "add a `primaryKey`, or remove `withoutRowid`",
        );
    }
    if let Some(column) = table
        .columns
        .iter()
        .find(|column| table.sqlite_without_rowid && column.identity.is_some())
    {
        lacks(
            reading,
            column.span,
            format!(
                "`{}` is numbered by the database, but the table has no rowid",
                column.name.value
            ),
            "remove `withoutRowid`",
        );
    }
    for span in nulls_that_are_equal(known) {
        lacks(
            reading,
            span,
            "SQLite takes two NULLs for different always, and a column of this key may be null"
                .to_owned(),
            "make its columns NOT NULL, remove `nullsNotDistinct`, or leave `sqlite` out of `dialects`",
        );
    }
    if table
        .columns
        .iter()
        .all(|column| column.generated.is_some())
        && !table.columns.is_empty()
    {
        lacks(
            reading,
            table.name.span,
            format!("all columns of `{}` are generated", table.name.value),
            "add a column that is written",
        );
    }
}

/// The keys and indexes for which it matters that two NULLs are equal.
fn nulls_that_are_equal(known: &KnownTable<'_>) -> Vec<Span> {
    let table = known.table;
    let nullable = |name: &str| {
        known
            .columns
            .get(name)
            .is_some_and(|column| column.nullable)
    };
    let uniques = table
        .uniques
        .iter()
        .filter(|unique| {
            unique.nulls_not_distinct && unique.columns.iter().any(|column| nullable(&column.value))
        })
        .map(|unique| unique.span);
    let indexes = table
        .indexes
        .iter()
        .filter(|index| {
            let mut parts = index.parts.iter();
            index.nulls_not_distinct
                && parts.any(|part| match &part.key {
                    IndexKey::Column(column) => nullable(&column.value),
                    IndexKey::Sql(_) => true,
                })
        })
        .map(|index| index.span);
    uniques.chain(indexes).collect()
}

fn check_sqlite_identity(table: &Table, column: &Column, reading: &mut Reading) {
    let Some(identity) = &column.identity else {
        return;
    };
    let name = &column.name.value;
    let alone = table
        .primary_key
        .as_ref()
        .is_some_and(|key| key.columns.len() == 1 && key.columns[0].value == *name);
    if !alone {
        lacks(
            reading,
            identity.span,
            format!("SQLite numbers only a primary key of one column, and `{name}` is none"),
            "make it the primary key, or leave `sqlite` out of `dialects`",
        );
    }
    if let Some(step) = identity.increment.as_ref().filter(|step| step.value != 1) {
        lacks(
            reading,
            step.span,
            format!("SQLite numbers `{name}` in steps of 1"),
            "remove `increment`, or leave `sqlite` out of `dialects`",
        );
    }
}

fn check_postgres(contract: &Contract, known: &KnownTable<'_>, reading: &mut Reading) {
    let table = known.table;
    for column in &table.columns {
        let name = &column.name.value;
        if let Some(generated) = column
            .generated
            .as_ref()
            .filter(|generated| !generated.stored)
        {
            lacks(
                reading,
                generated.span,
                format!(
                    "PostgreSQL before 18 stores every generated column, and `{name}` is not to be stored"
                ),
                "write `\"stored\": true`, or leave `postgres` out of `dialects`",
            );
        }
        let needs_citext = column
            .collation
            .as_ref()
            .filter(|collation| collation.value == "nocase");
        if let Some(collation) = needs_citext.filter(|_| {
            !contract
                .postgres_extensions
                .iter()
                .any(|name| name.value == "citext")
        }) {
            lacks(
                reading,
                collation.span,
                format!(
                    "PostgreSQL compares `{name}` without regard to case only by the extension `citext`"
                ),
                "add `\"extensions\": {\"postgres\": [\"citext\"]}` to the contract",
            );
        }
    }
    check_orders(known, reading);
    check_widths(table, reading);
    for index in &table.indexes {
        check_classes(&known.columns, index, reading);
        let method = index
            .method
            .as_ref()
            .map_or("btree", |method| method.value.as_str());
        let place = index
            .method
            .as_ref()
            .map_or(index.span, |method| method.span);
        if index.unique && method != "btree" {
            lacks(
                reading,
                place,
                format!("a unique index cannot use the method `{method}`"),
                "remove `method`",
            );
        }
        if method != "btree"
            && index
                .parts
                .iter()
                .any(|part| part.descending || part.nulls_first.is_some())
        {
            lacks(
                reading,
                place,
                format!("an index of the method `{method}` has no order"),
                "remove `order` and `nulls`, or `method`",
            );
        }
        if matches!(method, "hash") && index.parts.len() > 1 {
            lacks(
                reading,
                place,
                "an index of the method `hash` looks at one column only".to_owned(),
                "remove `method`",
            );
        }
        if matches!(method, "hash" | "gin" | "brin") && !index.include.is_empty() {
            lacks(
                reading,
                place,
                format!("an index of the method `{method}` cannot carry columns along"),
                "remove `include`",
            );
        }
        if let Some(fillfactor) = index
            .fillfactor
            .as_ref()
            .filter(|_| matches!(method, "gin" | "brin"))
        {
            lacks(
                reading,
                fillfactor.span,
                format!("an index of the method `{method}` has no fill factor"),
                "remove `with`",
            );
        }
    }
}

/// Reports keys and indexes over more columns than PostgreSQL takes.
fn check_widths(table: &Table, reading: &mut Reading) {
    /// `INDEX_MAX_KEYS` of the usual build.
    const MOST_PARTS: usize = 32;
    let primary = table
        .primary_key
        .iter()
        .map(|key| (key.span, key.columns.len()));
    let uniques = table
        .uniques
        .iter()
        .map(|unique| (unique.span, unique.columns.len()));
    let foreign = table
        .foreign_keys
        .iter()
        .map(|key| (key.span, key.columns.len()));
    let indexes = table
        .indexes
        .iter()
        .map(|index| (index.span, index.parts.len() + index.include.len()));
    let all = primary.chain(uniques).chain(foreign).chain(indexes);
    for (span, width) in all.filter(|(_, width)| *width > MOST_PARTS) {
        lacks(
            reading,
            span,
            format!("PostgreSQL takes at most {MOST_PARTS} columns, and these are {width}"),
            "leave some of them out",
        );
    }
}

/// Reports keys over columns that PostgreSQL can neither order nor compare.
fn check_orders(known: &KnownTable<'_>, reading: &mut Reading) {
    let table = known.table;
    let keys = table
        .primary_key
        .iter()
        .map(|key| &key.columns)
        .chain(table.uniques.iter().map(|unique| &unique.columns));
    for name in keys.flatten() {
        if known
            .columns
            .get(&name.value)
            .is_some_and(|column| column.kind.value == ColumnType::Json)
        {
            lacks(
                reading,
                name.span,
                format!(
                    "PostgreSQL cannot compare `{}`, which is of type `json`",
                    name.value
                ),
                "use `jsonb`, or leave it out",
            );
        }
    }
}

/// Reports parts of an index that the access method has no operators for.
fn check_classes(columns: &Columns<'_>, index: &Index, reading: &mut Reading) {
    let method = index
        .method
        .as_ref()
        .map_or("btree", |method| method.value.as_str());
    for part in index.parts.iter().filter(|part| part.opclass.is_none()) {
        let IndexKey::Column(name) = &part.key else {
            continue;
        };
        let Some(column) = columns.get(&name.value) else {
            continue;
        };
        let kind = &column.kind.value;
        let fits = match method {
            "gin" => matches!(
                kind,
                ColumnType::Jsonb | ColumnType::Array { .. } | ColumnType::Raw { .. }
            ),
            "gist" => matches!(kind, ColumnType::Raw { .. }),
            "spgist" => matches!(
                kind,
                ColumnType::Text
                    | ColumnType::Varchar { .. }
                    | ColumnType::Inet
                    | ColumnType::Raw { .. }
            ),
            "brin" => !matches!(
                kind,
                ColumnType::Json
                    | ColumnType::Jsonb
                    | ColumnType::Bool
                    | ColumnType::Enum { .. }
                    | ColumnType::Array { .. }
            ),
            _ => *kind != ColumnType::Json,
        };
        if !fits {
            lacks(
                reading,
                name.span,
                format!(
                    "PostgreSQL has no operators by which an index of the method `{method}` could find a `{kind}`"
                ),
                "name an operator class with `opclass`, or use another method or type",
            );
        }
    }
}

fn lacks(reading: &mut Reading, span: Span, message: String, help: &str) {
    reading.report(Diagnostic::new(
        &codes::DATABASE_ENGINE_LACKS,
        span,
        message,
        help,
    ));
}
