//! Names that must differ.

use crate::reading::Reading;
use crate::{Contract, Dialect, Table};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::Located;
use std::collections::BTreeMap;

/// Reports names that two things of one space share.
pub(super) fn check_names(contract: &Contract, reading: &mut Reading) {
    // PostgreSQL keeps tables, views, indexes and the indexes behind keys in one space, and gives each table a type of
    // its own name; SQLite keeps tables, views and indexes in one.
    let mut relations = Space::default();
    for enumeration in &contract.enums {
        relations.add("an enum", &enumeration.name, reading);
        check_type(&enumeration.name, reading);
    }
    for table in &contract.tables {
        relations.add("a table", &table.name, reading);
        check_reserved(&table.name, reading);
    }
    for view in &contract.views {
        relations.add("a view", &view.name, reading);
        check_reserved(&view.name, reading);
        let mut columns = Space::default();
        for column in &view.columns {
            columns.add("a column of the view", &column.name, reading);
        }
    }
    for table in &contract.tables {
        for (what, name) in named_indexes(table) {
            relations.add(what, name, reading);
            check_reserved(name, reading);
        }
        check_inside(table, reading);
    }
}

fn named_indexes(table: &Table) -> impl Iterator<Item = (&'static str, &Located<String>)> {
    let primary = table
        .primary_key
        .iter()
        .filter_map(|key| key.name.as_ref())
        .map(|name| ("a primary key", name));
    let uniques = table
        .uniques
        .iter()
        .filter_map(|key| key.name.as_ref())
        .map(|name| ("a unique key", name));
    let indexes = table
        .indexes
        .iter()
        .filter_map(|index| index.name.as_ref())
        .map(|name| ("an index", name));
    primary.chain(uniques).chain(indexes)
}

fn check_inside(table: &Table, reading: &mut Reading) {
    let mut columns = Space::default();
    for column in &table.columns {
        columns.add("a column of the table", &column.name, reading);
        check_system_column(&column.name, reading);
    }
    let mut constraints = Space::default();
    let keys = table
        .primary_key
        .iter()
        .map(|key| &key.name)
        .chain(table.uniques.iter().map(|unique| &unique.name));
    for name in keys.filter_map(Option::as_ref) {
        constraints
            .names
            .insert(name.value.clone(), ("a key of the table", name.clone()));
    }
    for check in &table.checks {
        constraints.add("a check of the table", &check.name, reading);
    }
    for name in table
        .foreign_keys
        .iter()
        .filter_map(|key| key.name.as_ref())
    {
        constraints.add("a foreign key of the table", name, reading);
    }
}

/// The table in which the runner of the migrations keeps what it has run.
const HISTORY_TABLE: &str = "specwright_migrations";

/// The columns that each table of PostgreSQL has already.
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// PostgreSQL's own types, which it finds before a type of the same name that is ours.
const OWN_TYPES: [&str; 62] = [
    "aclitem",
    "any",
    "anyarray",
    "anyelement",
    "anyenum",
    "anynonarray",
    "anyrange",
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "float4",
    "float8",
    "inet",
    "int2",
    "int4",
    "int4range",
    "int8",
    "int8range",
    "internal",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "numrange",
    "oid",
    "path",
    "point",
    "polygon",
    "record",
    "refcursor",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "trigger",
    "tsquery",
    "tsvector",
    "unknown",
    "uuid",
    "varchar",
    "void",
    "xid",
    "xml",
];

fn check_reserved(name: &Located<String>, reading: &mut Reading) {
    let owner = match name.value.as_str() {
        HISTORY_TABLE => "the runner of the migrations",
        other if other.starts_with("sqlite_") => "SQLite",
        other if other.starts_with("pg_") => "PostgreSQL",
        _ => return,
    };
    reading.report(Diagnostic::new(
        &codes::DATABASE_BAD_NAME,
        name.span,
        format!("`{}` is a name that {owner} keeps for itself", name.value),
        "give it another name; `sqlite_…`, `pg_…` and the name of the history are taken",
    ));
}

fn check_type(name: &Located<String>, reading: &mut Reading) {
    if reading.promises(Dialect::Postgres) && OWN_TYPES.contains(&name.value.as_str()) {
        reading.report(Diagnostic::new(
            &codes::DATABASE_ENGINE_LACKS,
            name.span,
            format!(
                "PostgreSQL has a type `{}` of its own, and would take it for the enum",
                name.value
            ),
            format!("give the enum another name, such as `{}_kind`", name.value),
        ));
    }
}

fn check_system_column(name: &Located<String>, reading: &mut Reading) {
    if reading.promises(Dialect::Postgres) && SYSTEM_COLUMNS.contains(&name.value.as_str()) {
        reading.report(Diagnostic::new(
            &codes::DATABASE_ENGINE_LACKS,
            name.span,
            format!(
                "each table of PostgreSQL has a column `{}` of its own",
                name.value
            ),
            "give the column another name",
        ));
    }
}

/// A space in which each name stands once.
#[derive(Default)]
struct Space {
    names: BTreeMap<String, (&'static str, Located<String>)>,
}

impl Space {
    fn add(&mut self, what: &'static str, name: &Located<String>, reading: &mut Reading) {
        if let Some((first, place)) = self.names.get(&name.value) {
            reading.report(
                Diagnostic::new(
                    &codes::DATABASE_DUPLICATE_NAME,
                    name.span,
                    format!("{what} is called `{}` like {first} before it", name.value),
                    "give one of them another name",
                )
                .with_related(place.span, "the first of that name"),
            );
        } else {
            self.names.insert(name.value.clone(), (what, name.clone()));
        }
    }
}
