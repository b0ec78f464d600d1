//! The statements for SQLite: STRICT tables with all constraints in place, indexes, views.

use super::names::{Names, values};
use super::{
    literals, quoted, quoted_list, refused, seeds, sql_for, storage, views_in_order, wanted_indexes,
};
use crate::LiveError;
use specwright_dbschema::{
    Action, Column, ColumnType, Contract, Default, Deferrable, Dialect, IndexKey, IndexPart,
    Located, Table,
};
use specwright_source::{Node, Value};

pub(super) fn statements(contract: &Contract) -> Result<Vec<String>, LiveError> {
    let names = Names::of(contract);
    let mut statements = Vec::new();
    for table in &contract.tables {
        statements.push(create_table(contract, &names, table)?);
        statements.extend(first_number(table));
    }
    statements.extend(seeds::statements(contract, Dialect::Sqlite)?);
    for table in &contract.tables {
        for number in 0..table.uniques.len() {
            statements.extend(partial_unique(&names, table, number)?);
        }
        for number in 0..table.indexes.len() {
            statements.extend(create_index(&names, table, number)?);
        }
        for number in wanted_indexes(table) {
            let columns = quoted_list(&values(&table.foreign_keys[number].columns));
            let (name, table) = (
                quoted(&names.wanted_index(table, number)),
                quoted(&table.name.value),
            );
            statements.push(format!("CREATE INDEX {name} ON {table} ({columns})"));
        }
    }
    for view in views_in_order(contract) {
        let object = format!("view `{}`", view.name.value);
        let sql = sql_for(&view.sql, Dialect::Sqlite, &object)?;
        statements.push(format!("CREATE VIEW {} AS {sql}", quoted(&view.name.value)));
    }
    Ok(statements)
}

fn create_table(contract: &Contract, names: &Names, table: &Table) -> Result<String, LiveError> {
    let name = &table.name.value;
    let mut items = Vec::new();
    let mut checks = Vec::new();
    for column in &table.columns {
        items.push(column_text(names, table, column)?);
        let column_name = &column.name.value;
        if let Some(condition) =
            storage::sqlite_condition(contract, &column.kind.value, &quoted(column_name))
        {
            checks.push(format!(
                "CONSTRAINT {} CHECK ({condition})",
                quoted(&names.type_check(table, column_name))
            ));
        }
    }
    if let Some(key) = table
        .primary_key
        .as_ref()
        .filter(|_| numbered_column(table).is_none())
    {
        let columns = quoted_list(&values(&key.columns));
        items.push(format!(
            "CONSTRAINT {} PRIMARY KEY ({columns})",
            quoted(&names.primary_key(table))
        ));
    }
    for (number, unique) in table
        .uniques
        .iter()
        .enumerate()
        .filter(|(_, unique)| unique.predicate.is_none())
    {
        let label = names.unique(table, number);
        // Where a column may be null, the contract's reader refuses `nullsNotDistinct` for SQLite.
        items.push(format!(
            "CONSTRAINT {} UNIQUE ({})",
            quoted(&label),
            quoted_list(&values(&unique.columns))
        ));
    }
    items.extend(checks);
    for check in &table.checks {
        let object = format!("check `{}`", check.name.value);
        let sql = sql_for(&check.sql, Dialect::Sqlite, &object)?;
        items.push(format!(
            "CONSTRAINT {} CHECK ({sql})",
            quoted(&check.name.value)
        ));
    }
    items.extend((0..table.foreign_keys.len()).map(|number| foreign_key(names, table, number)));
    let options = if table.sqlite_without_rowid {
        "STRICT, WITHOUT ROWID"
    } else {
        "STRICT"
    };
    Ok(format!(
        "CREATE TABLE {} (\n  {}\n) {options}",
        quoted(name),
        items.join(",\n  ")
    ))
}

/// The column that the engine numbers: an `INTEGER PRIMARY KEY` is declared at the column itself.
fn numbered_column(table: &Table) -> Option<&Column> {
    table
        .columns
        .iter()
        .find(|column| column.identity.is_some())
}

/// A row of the engine's own table, behind which it numbers.
fn first_number(table: &Table) -> Option<String> {
    let start = numbered_column(table)?.identity.as_ref()?.start.as_ref()?;
    let before = start.value.checked_sub(1)?;
    Some(format!(
        "INSERT INTO sqlite_sequence VALUES ({}, {before})",
        literals::text(&table.name.value)
    ))
}

fn column_text(names: &Names, table: &Table, column: &Column) -> Result<String, LiveError> {
    let object = format!("column `{}` of `{}`", column.name.value, table.name.value);
    let mut words = vec![
        quoted(&column.name.value),
        storage::class(&column.kind.value),
    ];
    if column.identity.is_some() {
        let label = quoted(&names.primary_key(table));
        words.push(format!("CONSTRAINT {label} PRIMARY KEY AUTOINCREMENT"));
        return Ok(words.join(" "));
    }
    if let Some(generated) = &column.generated {
        let sql = sql_for(&generated.sql, Dialect::Sqlite, &object)?;
        let kind = if generated.stored {
            "STORED"
        } else {
            "VIRTUAL"
        };
        words.push(format!("GENERATED ALWAYS AS ({sql}) {kind}"));
    }
    words.extend((!column.nullable).then(|| "NOT NULL".to_owned()));
    words.extend(column.collation.as_ref().map(collate));
    if let Some(default) = &column.default {
        let expression = default_expression(default, &column.kind.value, &object)?;
        words.extend(expression.map(|expression| format!("DEFAULT {expression}")));
    }
    Ok(words.join(" "))
}

/// The default as SQL; `None` where the service, and not the database, makes the value.
fn default_expression(
    default: &Located<Default>,
    kind: &ColumnType,
    object: &str,
) -> Result<Option<String>, LiveError> {
    Ok(Some(match &default.value {
        Default::Literal(node) => literal(node, kind, object)?,
        Default::Sql(sql) => format!("({})", sql_for(sql, Dialect::Sqlite, object)?),
        Default::Now => match kind {
            ColumnType::Timestamptz { .. } => {
                "(strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))".to_owned()
            }
            ColumnType::Time { .. } => "(strftime('%H:%M:%f000', 'now'))".to_owned(),
            ColumnType::Date => "(date('now'))".to_owned(),
            _ => "(strftime('%Y-%m-%dT%H:%M:%f000', 'now'))".to_owned(),
        },
        Default::Today => "(date('now'))".to_owned(),
        Default::EmptyJson => "'{}'".to_owned(),
        Default::UuidV4 | Default::UuidV7 => return Ok(None),
    }))
}

/// A value of the contract as SQL.
pub(super) fn literal(node: &Node, kind: &ColumnType, object: &str) -> Result<String, LiveError> {
    Ok(match (&node.value, kind) {
        (_, ColumnType::Json | ColumnType::Jsonb) => literals::text(&node.to_json()),
        (Value::Array(items), ColumnType::Array { of }) => {
            let items = items.iter().map(|item| array_item(item, of, object));
            let items: Result<Vec<String>, LiveError> = items.collect();
            literals::text(&format!("[{}]", items?.join(",")))
        }
        (Value::Bool(value), _) => u8::from(*value).to_string(),
        (Value::Number(number), ColumnType::Decimal { scale, .. }) => {
            literals::text(&literals::decimal(number.text(), *scale, object)?)
        }
        (Value::String(text), ColumnType::Decimal { scale, .. }) => {
            literals::text(&literals::decimal(text, *scale, object)?)
        }
        (Value::Number(number), _) => literals::number(number, kind),
        (Value::String(text), ColumnType::Bytes) => {
            format!(
                "x'{}'",
                literals::hexadecimal(&literals::base64_bytes(text))
            )
        }
        (Value::String(text), kind) => literals::text(&literals::moment(text, kind)),
        _ => return Err(refused(object, "the literal is no value of a column")),
    })
}

/// An item in the JSON text of an array, as the service keeps it: exact and unambiguous values are strings.
fn array_item(node: &Node, of: &ColumnType, object: &str) -> Result<String, LiveError> {
    let string = |text: String| serde_json::Value::from(text).to_string();
    Ok(match (&node.value, of) {
        (_, ColumnType::Json | ColumnType::Jsonb) => node.to_json(),
        (Value::Number(number), ColumnType::Decimal { scale, .. }) => {
            string(literals::decimal(number.text(), *scale, object)?)
        }
        (Value::String(text), ColumnType::Decimal { scale, .. }) => {
            string(literals::decimal(text, *scale, object)?)
        }
        (Value::String(text), ColumnType::Bytes) => {
            string(literals::hexadecimal(&literals::base64_bytes(text)))
        }
        (Value::String(text), of) => string(literals::moment(text, of)),
        (Value::Number(number), of) => literals::number(number, of),
        _ => node.to_json(),
    })
}

fn foreign_key(names: &Names, table: &Table, number: usize) -> String {
    let key = &table.foreign_keys[number];
    let deferrable = match key.deferrable {
        Deferrable::Never => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}{deferrable}",
        quoted(&names.foreign_key(table, number)),
        quoted_list(&values(&key.columns)),
        quoted(&key.table.value),
        quoted_list(&values(&key.target_columns)),
        action(key.on_delete),
        action(key.on_update),
    )
}

pub(super) fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "NO ACTION",
        Action::Restrict => "RESTRICT",
        Action::Cascade => "CASCADE",
        Action::SetNull => "SET NULL",
        Action::SetDefault => "SET DEFAULT",
    }
}

/// A unique key that holds for some rows only is an index: no constraint takes a predicate.
fn partial_unique(
    names: &Names,
    table: &Table,
    number: usize,
) -> Result<Option<String>, LiveError> {
    let unique = &table.uniques[number];
    let Some(predicate) = &unique.predicate else {
        return Ok(None);
    };
    let label = names.unique(table, number);
    let sql = sql_for(predicate, Dialect::Sqlite, &format!("unique key `{label}`"))?;
    let columns = quoted_list(&values(&unique.columns));
    Ok(Some(format!(
        "CREATE UNIQUE INDEX {} ON {} ({columns}) WHERE {sql}",
        quoted(&label),
        quoted(&table.name.value)
    )))
}

/// The index; `None` where SQLite has none of its kind and nothing but speed depends on it.
fn create_index(names: &Names, table: &Table, number: usize) -> Result<Option<String>, LiveError> {
    let index = &table.indexes[number];
    if index
        .method
        .as_ref()
        .is_some_and(|method| !matches!(method.value.as_str(), "btree" | "hash"))
    {
        return Ok(None);
    }
    let label = names.index(table, number);
    let object = format!("index `{label}`");
    let parts: Result<Vec<String>, LiveError> = index
        .parts
        .iter()
        .map(|part| index_part(part, &object))
        .collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let (name, table) = (quoted(&label), quoted(&table.name.value));
    let predicate = match &index.predicate {
        Some(predicate) => format!(" WHERE {}", sql_for(predicate, Dialect::Sqlite, &object)?),
        None => String::new(),
    };
    let parts = parts?.join(", ");
    Ok(Some(format!(
        "CREATE {unique}INDEX {name} ON {table} ({parts}){predicate}"
    )))
}

fn collate(collation: &Located<String>) -> String {
    let name = if collation.value == "nocase" {
        "NOCASE"
    } else {
        "BINARY"
    };
    format!("COLLATE {name}")
}

fn index_part(part: &IndexPart, object: &str) -> Result<String, LiveError> {
    let mut words = vec![match &part.key {
        IndexKey::Column(name) => quoted(&name.value),
        IndexKey::Sql(sql) => sql_for(sql, Dialect::Sqlite, object)?.to_owned(),
    }];
    words.extend(part.collation.as_ref().map(collate));
    words.extend(part.descending.then(|| "DESC".to_owned()));
    Ok(words.join(" "))
}
