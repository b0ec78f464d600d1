//! The statements for SQLite: STRICT tables with all constraints in place, indexes, views.

use super::{literals, names, quoted, quoted_list, refused, sql_for, storage, views_in_order, wanted_indexes};
use crate::LiveError;
use specwright_dbschema::{
    Action, Column, ColumnType, Contract, Default, Deferrable, Dialect, ForeignKey, Index, IndexKey, IndexPart, Located,
    Table, Unique,
};
use specwright_source::Value;

pub(super) fn statements(contract: &Contract) -> Result<Vec<String>, LiveError> {
    let mut statements = Vec::new();
    for table in &contract.tables {
        statements.push(create_table(contract, table)?);
    }
    for table in &contract.tables {
        for unique in &table.uniques {
            statements.extend(partial_unique(table, unique)?);
        }
        for index in &table.indexes {
            statements.push(create_index(table, index)?);
        }
        for wanted in wanted_indexes(table) {
            let (name, table) = (quoted(&wanted.name), quoted(&table.name.value));
            statements.push(format!("CREATE INDEX {name} ON {table} ({})", quoted_list(&wanted.columns)));
        }
    }
    for view in views_in_order(contract) {
        let object = format!("view `{}`", view.name.value);
        let sql = sql_for(&view.sql, Dialect::Sqlite, &object)?;
        statements.push(format!("CREATE VIEW {} AS {sql}", quoted(&view.name.value)));
    }
    Ok(statements)
}

fn create_table(contract: &Contract, table: &Table) -> Result<String, LiveError> {
    let name = &table.name.value;
    let mut items = Vec::new();
    let mut checks = Vec::new();
    for column in &table.columns {
        items.push(column_text(table, column)?);
        let column_name = &column.name.value;
        if let Some(condition) = storage::condition(contract, &column.kind.value, &quoted(column_name)) {
            checks.push(format!("CONSTRAINT {} CHECK ({condition})", quoted(&names::type_check(name, column_name))));
        }
    }
    if let Some(key) = table.primary_key.as_ref().filter(|_| numbered_column(table).is_none()) {
        let columns = values(&key.columns);
        let label = key.name.as_ref().map_or_else(|| names::primary_key(name), |name| name.value.clone());
        items.push(format!("CONSTRAINT {} PRIMARY KEY ({})", quoted(&label), quoted_list(&columns)));
    }
    for unique in table.uniques.iter().filter(|unique| unique.predicate.is_none()) {
        let label = unique_name(table, unique);
        if unique.nulls_not_distinct {
            return Err(refused(&format!("unique key `{label}`"), "SQLite takes two NULLs for distinct always"));
        }
        items.push(format!("CONSTRAINT {} UNIQUE ({})", quoted(&label), quoted_list(&values(&unique.columns))));
    }
    items.extend(checks);
    for check in &table.checks {
        let object = format!("check `{}`", check.name.value);
        let sql = sql_for(&check.sql, Dialect::Sqlite, &object)?;
        items.push(format!("CONSTRAINT {} CHECK ({sql})", quoted(&check.name.value)));
    }
    items.extend(table.foreign_keys.iter().map(|key| foreign_key(name, key)));
    let options = if table.sqlite_without_rowid { "STRICT, WITHOUT ROWID" } else { "STRICT" };
    Ok(format!("CREATE TABLE {} (\n  {}\n) {options}", quoted(name), items.join(",\n  ")))
}

/// The column that the engine numbers: an `INTEGER PRIMARY KEY` is declared at the column itself.
fn numbered_column(table: &Table) -> Option<&Column> {
    table.columns.iter().find(|column| column.identity.is_some())
}

fn column_text(table: &Table, column: &Column) -> Result<String, LiveError> {
    let object = format!("column `{}` of `{}`", column.name.value, table.name.value);
    let mut text = format!("{} {}", quoted(&column.name.value), storage::class(&column.kind.value));
    if column.identity.is_some() {
        let label = table.primary_key.as_ref().and_then(|key| key.name.as_ref());
        let label = label.map_or_else(|| names::primary_key(&table.name.value), |name| name.value.clone());
        text.push_str(&format!(" CONSTRAINT {} PRIMARY KEY AUTOINCREMENT", quoted(&label)));
        return Ok(text);
    }
    if let Some(generated) = &column.generated {
        let sql = sql_for(&generated.sql, Dialect::Sqlite, &object)?;
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        text.push_str(&format!(" GENERATED ALWAYS AS ({sql}) {kind}"));
    }
    if !column.nullable {
        text.push_str(" NOT NULL");
    }
    if let Some(collation) = &column.collation {
        text.push_str(&format!(" COLLATE {}", quoted(&collation.value)));
    }
    if let Some(default) = &column.default
        && let Some(expression) = default_expression(default, &column.kind.value, &object)?
    {
        text.push_str(&format!(" DEFAULT {expression}"));
    }
    Ok(text)
}

/// The default as SQL; `None` where the service, and not the database, makes the value.
fn default_expression(default: &Located<Default>, kind: &ColumnType, object: &str) -> Result<Option<String>, LiveError> {
    let json = matches!(kind, ColumnType::Json | ColumnType::Jsonb | ColumnType::Array { .. });
    Ok(Some(match &default.value {
        Default::Literal(node) if json => literals::text(&node.to_json()),
        Default::Literal(node) => match (&node.value, kind) {
            (Value::Bool(value), _) => u8::from(*value).to_string(),
            (Value::Number(number), ColumnType::Decimal { .. }) => literals::text(number.text()),
            (Value::Number(number), _) => number.text().to_owned(),
            (Value::String(text), ColumnType::Bytes) => {
                format!("x'{}'", literals::hexadecimal(&literals::base64_bytes(text)))
            }
            (Value::String(text), _) => literals::text(text),
            _ => return Err(refused(object, "the default is no value of a column")),
        },
        Default::Sql(sql) => format!("({})", sql_for(sql, Dialect::Sqlite, object)?),
        Default::Now => match kind {
            ColumnType::Timestamptz { .. } => "(strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))".to_owned(),
            ColumnType::Time { .. } => "(strftime('%H:%M:%f000', 'now'))".to_owned(),
            ColumnType::Date => "(date('now'))".to_owned(),
            _ => "(strftime('%Y-%m-%dT%H:%M:%f000', 'now'))".to_owned(),
        },
        Default::Today => "(date('now'))".to_owned(),
        Default::EmptyJson => "'{}'".to_owned(),
        Default::UuidV4 | Default::UuidV7 => return Ok(None),
    }))
}

fn foreign_key(table: &str, key: &ForeignKey) -> String {
    let columns = values(&key.columns);
    let label = key.name.as_ref().map_or_else(|| names::foreign_key(table, &columns), |name| name.value.clone());
    let deferrable = match key.deferrable {
        Deferrable::Never => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}{deferrable}",
        quoted(&label),
        quoted_list(&columns),
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

pub(super) fn values(names: &[Located<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

pub(super) fn unique_name(table: &Table, unique: &Unique) -> String {
    let derived = || names::unique(&table.name.value, &values(&unique.columns));
    unique.name.as_ref().map_or_else(derived, |name| name.value.clone())
}

/// A unique key that holds for some rows only is an index: no constraint takes a predicate.
fn partial_unique(table: &Table, unique: &Unique) -> Result<Option<String>, LiveError> {
    let Some(predicate) = &unique.predicate else { return Ok(None) };
    let label = unique_name(table, unique);
    let sql = sql_for(predicate, Dialect::Sqlite, &format!("unique key `{label}`"))?;
    let columns = quoted_list(&values(&unique.columns));
    Ok(Some(format!("CREATE UNIQUE INDEX {} ON {} ({columns}) WHERE {sql}", quoted(&label), quoted(&table.name.value))))
}

fn create_index(table: &Table, index: &Index) -> Result<String, LiveError> {
    let label = index_name(table, index);
    let object = format!("index `{label}`");
    if index.nulls_not_distinct {
        return Err(refused(&object, "SQLite takes two NULLs for distinct always"));
    }
    let parts: Result<Vec<String>, LiveError> = index.parts.iter().map(|part| index_part(part, &object)).collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let mut text = format!("CREATE {unique}INDEX {} ON {} ({})", quoted(&label), quoted(&table.name.value), parts?.join(", "));
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" WHERE {}", sql_for(predicate, Dialect::Sqlite, &object)?));
    }
    Ok(text)
}

/// The index's name; parts that are expressions add nothing to a derived one.
pub(super) fn index_name(table: &Table, index: &Index) -> String {
    let column = |part: &IndexPart| match &part.key {
        IndexKey::Column(name) => Some(name.value.clone()),
        IndexKey::Sql(_) => None,
    };
    let derived = || names::index(&table.name.value, &index.parts.iter().filter_map(column).collect::<Vec<_>>());
    index.name.as_ref().map_or_else(derived, |name| name.value.clone())
}

fn index_part(part: &IndexPart, object: &str) -> Result<String, LiveError> {
    let mut text = match &part.key {
        IndexKey::Column(name) => quoted(&name.value),
        IndexKey::Sql(sql) => sql_for(sql, Dialect::Sqlite, object)?.to_owned(),
    };
    if let Some(collation) = &part.collation {
        text.push_str(&format!(" COLLATE {}", quoted(&collation.value)));
    }
    text.push_str(if part.descending { " DESC" } else { "" });
    Ok(text)
}
