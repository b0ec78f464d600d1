//! A contract against a catalogue, object by object: what the catalogue of a database must hold for the contract to be
//! true of it, apart from the texts of expressions, which each engine writes in its own way.

use specwright_dbschema::{
    Action, Column, ColumnType, Contract, Default, Deferrable, Dialect, ForeignKey, Index,
    IndexKey, Located, Table,
};
use specwright_live::catalogue::{self, Catalogue};
use std::collections::BTreeMap;

/// Everything in which the catalogue is not what the contract says; nothing where it is.
pub fn mismatches(contract: &Contract, found: &Catalogue) -> Vec<String> {
    let mut all = Vec::new();
    let mut same = |what: String, said: String, found: String| {
        if said != found {
            all.push(format!("{what} should be {said}, and is {found}"));
        }
    };
    let names = |names: Vec<&String>| {
        let mut names: Vec<String> = names.into_iter().cloned().collect();
        names.sort();
        names.join(", ")
    };
    same(
        "the tables".to_owned(),
        names(
            contract
                .tables
                .iter()
                .map(|table| &table.name.value)
                .collect(),
        ),
        names(found.tables.keys().collect()),
    );
    same(
        "the views".to_owned(),
        names(contract.views.iter().map(|view| &view.name.value).collect()),
        names(found.views.keys().collect()),
    );
    for table in &contract.tables {
        let name = &table.name.value;
        let Some(read) = found.tables.get(name) else {
            continue;
        };
        for (what, said, is) in sides(table, read, found.dialect) {
            same(format!("{what} of {name}"), said, is);
        }
    }
    if found.dialect == Dialect::Postgres {
        for enumeration in &contract.enums {
            let name = &enumeration.name.value;
            let read = found.enums.get(name);
            same(
                format!("the enum {name}"),
                format!("{:?}", values(&enumeration.values)),
                format!("{:?}", read.map_or(&[][..], |read| &read.values)),
            );
            same(
                format!("the comment on {name}"),
                comment(enumeration.comment.as_ref()),
                read.and_then(|read| read.comment.clone())
                    .unwrap_or_default(),
            );
        }
        same(
            "the number of enums".to_owned(),
            contract.enums.len().to_string(),
            found.enums.len().to_string(),
        );
    }
    all
}

/// What is compared of a table: what it is, as the contract says it, and as the catalogue does.
fn sides(
    table: &Table,
    read: &catalogue::Table,
    dialect: Dialect,
) -> Vec<(&'static str, String, String)> {
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines.join("\n")
    };
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| column_said(column, dialect))
        .collect();
    let key = |columns: &[String]| columns.join(", ");
    let whole = table
        .uniques
        .iter()
        .filter(|unique| unique.predicate.is_none());
    let mut sides = vec![
        (
            "the columns",
            columns.join("\n"),
            read.columns
                .iter()
                .map(|column| column_read(column, dialect))
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        (
            "the primary key",
            table
                .primary_key
                .as_ref()
                .map_or_else(String::new, |primary| key(&values(&primary.columns))),
            read.primary_key
                .as_ref()
                .map_or_else(String::new, |primary| key(&primary.columns)),
        ),
        (
            "the unique keys",
            sorted(
                whole
                    .map(|unique| {
                        let nulls = unique.nulls_not_distinct && dialect == Dialect::Postgres;
                        format!("{} {nulls}", key(&values(&unique.columns)))
                    })
                    .collect(),
            ),
            sorted(
                read.uniques
                    .values()
                    .map(|unique| {
                        let nulls = unique.options.iter().any(|option| option.contains("nulls"));
                        format!("{} {nulls}", key(&unique.columns))
                    })
                    .collect(),
            ),
        ),
        (
            "the foreign keys",
            sorted(table.foreign_keys.iter().map(reference_said).collect()),
            sorted(read.foreign_keys.values().map(reference_read).collect()),
        ),
        (
            "the checks of the contract",
            table.checks.len().to_string(),
            table
                .checks
                .iter()
                .filter(|check| read.checks.contains_key(&check.name.value))
                .count()
                .to_string(),
        ),
    ];
    let (indexes, extra) = indexes_said(table, read, dialect);
    sides.push(("the indexes of the contract", indexes, String::new()));
    sides.push((
        "the indexes beside those of the contract",
        String::new(),
        extra,
    ));
    match dialect {
        Dialect::Sqlite => {
            let mut options = vec!["STRICT".to_owned()];
            options.extend(
                table
                    .sqlite_without_rowid
                    .then(|| "WITHOUT ROWID".to_owned()),
            );
            sides.push(("the options", options.join(", "), read.options.join(", ")));
        }
        Dialect::Postgres => sides.push((
            "the comment",
            comment(table.comment.as_ref()),
            read.comment.clone().unwrap_or_default(),
        )),
    }
    sides
}

fn values(names: &[Located<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

fn comment(text: Option<&Located<String>>) -> String {
    text.map_or_else(String::new, |text| text.value.clone())
}

fn column_said(column: &Column, dialect: Dialect) -> String {
    let by_service =
        |default: &Located<Default>| matches!(default.value, Default::UuidV4 | Default::UuidV7);
    let default = column
        .default
        .as_ref()
        .is_some_and(|default| !by_service(default));
    let nocase = column
        .collation
        .as_ref()
        .is_some_and(|one| one.value == "nocase");
    let kind = match dialect {
        Dialect::Postgres if nocase => "public.citext".to_owned(),
        Dialect::Postgres => postgres_type(&column.kind.value),
        Dialect::Sqlite => sqlite_type(&column.kind.value).to_owned(),
    };
    let comment = match dialect {
        Dialect::Postgres => comment(column.comment.as_ref()),
        Dialect::Sqlite => String::new(),
    };
    let nullable = column.nullable && column.identity.is_none();
    format!(
        "{} {kind} null={nullable} default={default} stored={:?} identity={} {comment}",
        column.name.value,
        column.generated.as_ref().map(|generated| generated.stored),
        column.identity.is_some(),
    )
}

fn column_read(column: &catalogue::Column, dialect: Dialect) -> String {
    // SQLite does not say NOT NULL of the key that it numbers, and takes NULL for "the next number".
    let nullable = column.nullable && !(dialect == Dialect::Sqlite && column.identity.is_some());
    format!(
        "{} {} null={nullable} default={} stored={:?} identity={} {}",
        column.name,
        column.kind,
        column.default.is_some(),
        column.generated.as_ref().map(|generated| generated.stored),
        column.identity.is_some(),
        column.comment.as_deref().unwrap_or_default()
    )
}

fn sqlite_type(kind: &ColumnType) -> &'static str {
    match kind {
        ColumnType::Bool | ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64 => "INTEGER",
        ColumnType::Float32 | ColumnType::Float64 => "REAL",
        ColumnType::Bytes => "BLOB",
        _ => "TEXT",
    }
}

fn postgres_type(kind: &ColumnType) -> String {
    let moment = |name: &str, precision: &Option<u8>, zone: &str| {
        let digits = precision.map_or_else(String::new, |digits| format!("({digits})"));
        format!("{name}{digits} {zone} time zone")
    };
    match kind {
        ColumnType::Bool => "boolean".to_owned(),
        ColumnType::Int16 => "smallint".to_owned(),
        ColumnType::Int32 => "integer".to_owned(),
        ColumnType::Int64 => "bigint".to_owned(),
        ColumnType::Float32 => "real".to_owned(),
        ColumnType::Float64 => "double precision".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("numeric({precision},{scale})"),
        ColumnType::Text => "text".to_owned(),
        ColumnType::Varchar { length } => format!("character varying({length})"),
        ColumnType::Char { length } => format!("character({length})"),
        ColumnType::Bytes => "bytea".to_owned(),
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision } => moment("time", precision, "without"),
        ColumnType::Timestamp { precision } => moment("timestamp", precision, "without"),
        ColumnType::Timestamptz { precision } => moment("timestamp", precision, "with"),
        ColumnType::Interval => "interval".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Jsonb => "jsonb".to_owned(),
        ColumnType::Inet => "inet".to_owned(),
        ColumnType::Enum { name } => format!("public.{name}"),
        ColumnType::Array { of } => format!("{}[]", postgres_type(of)),
        ColumnType::Raw { postgres, .. } => postgres.clone().unwrap_or_default(),
    }
}

fn reference_said(key: &ForeignKey) -> String {
    let action = |action| match action {
        Action::NoAction => "no action",
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    };
    let options: &[&str] = match key.deferrable {
        Deferrable::Never => &[],
        Deferrable::InitiallyImmediate => &["deferrable"],
        Deferrable::InitiallyDeferred => &["deferrable", "initially deferred"],
    };
    format!(
        "{:?} {} {:?} {} {} {options:?}",
        values(&key.columns),
        key.table.value,
        values(&key.target_columns),
        action(key.on_delete),
        action(key.on_update)
    )
}

fn reference_read(key: &catalogue::ForeignKey) -> String {
    format!(
        "{:?} {} {:?} {} {} {:?}",
        key.columns, key.table, key.target_columns, key.on_delete, key.on_update, key.options
    )
}

/// The indexes of the contract that the catalogue does not have, and those of the catalogue that nothing asked for.
fn indexes_said(table: &Table, read: &catalogue::Table, dialect: Dialect) -> (String, String) {
    let mut left: BTreeMap<&String, &catalogue::Index> = read.indexes.iter().collect();
    let mut missing = Vec::new();
    let mut take = |what: String, fits: &dyn Fn(&catalogue::Index) -> bool| {
        let found = left
            .iter()
            .find(|(_, index)| fits(index))
            .map(|(name, _)| *name);
        match found {
            Some(name) => {
                left.remove(name);
            }
            None => missing.push(what),
        }
    };
    for unique in table
        .uniques
        .iter()
        .filter(|unique| unique.predicate.is_some())
    {
        let columns = values(&unique.columns);
        take(format!("unique {columns:?}"), &|index| {
            index.unique && index.predicate.is_some() && plain(index) == columns
        });
    }
    for index in table.indexes.iter().filter(|index| is_on(index, dialect)) {
        take(
            format!("index over {} parts", index.parts.len()),
            &|found| is_index(index, found, dialect),
        );
    }
    for key in table.foreign_keys.iter().filter(|key| key.index) {
        // One of its own, or one that another key or index brings along.
        let columns = values(&key.columns);
        let own = left
            .iter()
            .find(|(_, index)| !index.unique && plain(index) == columns)
            .map(|(name, _)| *name);
        if let Some(name) = own {
            left.remove(name);
        }
        let begins = |other: &[String]| other.starts_with(&columns);
        let served = own.is_some()
            || read
                .primary_key
                .as_ref()
                .is_some_and(|key| begins(&key.columns))
            || read.uniques.values().any(|unique| begins(&unique.columns))
            || read
                .indexes
                .values()
                .any(|index| index.predicate.is_none() && begins(&plain(index)));
        if !served {
            missing.push(format!("an index for the foreign key over {columns:?}"));
        }
    }
    let extra: Vec<&str> = left.keys().map(|name| name.as_str()).collect();
    (missing.join(", "), extra.join(", "))
}

fn plain(index: &catalogue::Index) -> Vec<String> {
    let bare = |key: &String| key.trim_matches('"').to_owned();
    index.parts.iter().map(|part| bare(&part.key)).collect()
}

fn is_on(index: &Index, dialect: Dialect) -> bool {
    let method = index
        .method
        .as_ref()
        .map_or("btree", |method| &method.value);
    dialect == Dialect::Postgres || matches!(method, "btree" | "hash")
}

fn is_index(said: &Index, found: &catalogue::Index, dialect: Dialect) -> bool {
    let on_postgres = dialect == Dialect::Postgres;
    let columns = plain(found);
    let part = |at: usize| {
        let (said, found) = (&said.parts[at], &found.parts[at]);
        let key = match &said.key {
            IndexKey::Column(name) => columns[at] == name.value,
            IndexKey::Sql(_) => {
                columns[at].contains(|mark: char| !mark.is_alphanumeric() && mark != '_')
            }
        };
        let nulls_first = said.nulls_first.unwrap_or(said.descending);
        key && said.descending == found.descending
            && (!on_postgres || nulls_first == found.nulls_first)
    };
    said.unique == found.unique
        && said.parts.len() == found.parts.len()
        && said.predicate.is_some() == found.predicate.is_some()
        && (!on_postgres || said.include.len() == found.include.len())
        && (!on_postgres
            || said.fillfactor.is_some()
                == found
                    .options
                    .iter()
                    .any(|option| option.starts_with("fillfactor")))
        && (0..said.parts.len()).all(part)
}
