//! The statements for PostgreSQL: types, tables, foreign keys, indexes, views, comments.

use super::names::{Names, values};
use super::sqlite::action;
use super::{literals, quoted, quoted_list, refused, sql_for, storage, views_in_order, wanted_indexes};
use crate::LiveError;
use specwright_dbschema::{
    Column, ColumnType, Contract, Default, Deferrable, Dialect, IndexKey, IndexPart, Located, Table,
};
use specwright_source::Value;

pub(super) fn statements(contract: &Contract) -> Result<Vec<String>, LiveError> {
    let names = Names::of(contract);
    let extensions = contract.postgres_extensions.iter();
    let mut statements: Vec<String> =
        extensions.map(|name| format!("CREATE EXTENSION {}", quoted(&name.value))).collect();
    for enumeration in &contract.enums {
        let labels: Vec<String> = enumeration.values.iter().map(|value| literals::text(&value.value)).collect();
        let name = quoted(&enumeration.name.value);
        statements.push(format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", ")));
        statements.extend(comment("TYPE", &name, enumeration.comment.as_ref()));
    }
    for table in &contract.tables {
        statements.push(create_table(&names, table)?);
        let name = quoted(&table.name.value);
        statements.extend(comment("TABLE", &name, table.comment.as_ref()));
        for column in &table.columns {
            let path = format!("{name}.{}", quoted(&column.name.value));
            statements.extend(comment("COLUMN", &path, column.comment.as_ref()));
        }
    }
    for table in &contract.tables {
        for number in 0..table.uniques.len() {
            statements.extend(partial_unique(&names, table, number)?);
        }
        for number in 0..table.indexes.len() {
            statements.push(create_index(&names, table, number)?);
        }
        for number in wanted_indexes(table) {
            let columns = quoted_list(&values(&table.foreign_keys[number].columns));
            let (name, table) = (quoted(&names.wanted_index(table, number)), quoted(&table.name.value));
            statements.push(format!("CREATE INDEX {name} ON {table} ({columns})"));
        }
    }
    for table in &contract.tables {
        statements.extend((0..table.foreign_keys.len()).map(|number| add_foreign_key(&names, table, number)));
    }
    for view in views_in_order(contract) {
        let sql = sql_for(&view.sql, Dialect::Postgres, &format!("view `{}`", view.name.value))?;
        let name = quoted(&view.name.value);
        statements.push(format!("CREATE VIEW {name} AS {sql}"));
        statements.extend(comment("VIEW", &name, view.comment.as_ref()));
        for column in &view.columns {
            let path = format!("{name}.{}", quoted(&column.name.value));
            statements.extend(comment("COLUMN", &path, column.comment.as_ref()));
        }
    }
    Ok(statements)
}

fn comment(kind: &str, name: &str, text: Option<&Located<String>>) -> Option<String> {
    text.map(|text| format!("COMMENT ON {kind} {name} IS {}", literals::text(&text.value)))
}

fn create_table(names: &Names, table: &Table) -> Result<String, LiveError> {
    let name = &table.name.value;
    let mut items = Vec::new();
    for column in &table.columns {
        items.push(column_text(table, column)?);
    }
    if let Some(key) = &table.primary_key {
        let columns = quoted_list(&values(&key.columns));
        items.push(format!("CONSTRAINT {} PRIMARY KEY ({columns})", quoted(&names.primary_key(table))));
    }
    for (number, unique) in table.uniques.iter().enumerate().filter(|(_, unique)| unique.predicate.is_none()) {
        let nulls = if unique.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
        let label = quoted(&names.unique(table, number));
        items.push(format!("CONSTRAINT {label} UNIQUE{nulls} ({})", quoted_list(&values(&unique.columns))));
    }
    for column in &table.columns {
        let column_name = &column.name.value;
        if let Some(condition) = storage::postgres_condition(column, &quoted(column_name)) {
            items.push(format!("CONSTRAINT {} CHECK ({condition})", quoted(&names.type_check(table, column_name))));
        }
    }
    for check in &table.checks {
        let sql = sql_for(&check.sql, Dialect::Postgres, &format!("check `{}`", check.name.value))?;
        items.push(format!("CONSTRAINT {} CHECK ({sql})", quoted(&check.name.value)));
    }
    Ok(format!("CREATE TABLE {} (\n  {}\n)", quoted(name), items.join(",\n  ")))
}

fn column_text(table: &Table, column: &Column) -> Result<String, LiveError> {
    let object = format!("column `{}` of `{}`", column.name.value, table.name.value);
    let mut kind = column_type(&column.kind.value, &object)?;
    let mut collation = String::new();
    match column.collation.as_ref().map(|collation| collation.value.as_str()) {
        // PostgreSQL has no such collation that every installation knows; the extension's type compares that way.
        Some("nocase") => "citext".clone_into(&mut kind),
        Some(_) => collation.push_str(" COLLATE \"C\""),
        None => {}
    }
    let mut text = format!("{} {kind}{collation}", quoted(&column.name.value));
    if !column.nullable {
        text.push_str(" NOT NULL");
    }
    if let Some(identity) = &column.identity {
        let mode = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
        text.push_str(&format!(" GENERATED {mode} AS IDENTITY"));
        let start = identity.start.as_ref().map(|start| format!("START WITH {}", start.value));
        let step = identity.increment.as_ref().map(|step| format!("INCREMENT BY {}", step.value));
        let options: Vec<String> = [start, step].into_iter().flatten().collect();
        if !options.is_empty() {
            text.push_str(&format!(" ({})", options.join(" ")));
        }
    }
    if let Some(generated) = &column.generated {
        let sql = sql_for(&generated.sql, Dialect::Postgres, &object)?;
        let stored = if generated.stored { "STORED" } else { "VIRTUAL" };
        text.push_str(&format!(" GENERATED ALWAYS AS ({sql}) {stored}"));
    }
    if let Some(default) = &column.default
        && let Some(expression) = default_expression(default, &column.kind.value, &object)?
    {
        text.push_str(&format!(" DEFAULT {expression}"));
    }
    Ok(text)
}

fn column_type(kind: &ColumnType, object: &str) -> Result<String, LiveError> {
    let with_precision = |name: &str, precision: Option<u8>, rest: &str| match precision {
        Some(precision) => format!("{name}({precision}){rest}"),
        None => format!("{name}{rest}"),
    };
    Ok(match kind {
        ColumnType::Bool => "boolean".to_owned(),
        ColumnType::Int16 => "smallint".to_owned(),
        ColumnType::Int32 => "integer".to_owned(),
        ColumnType::Int64 => "bigint".to_owned(),
        ColumnType::Float32 => "real".to_owned(),
        ColumnType::Float64 => "double precision".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("numeric({precision}, {scale})"),
        ColumnType::Text => "text".to_owned(),
        ColumnType::Varchar { length } => format!("varchar({length})"),
        ColumnType::Char { length } => format!("char({length})"),
        ColumnType::Bytes => "bytea".to_owned(),
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision } => with_precision("time", *precision, ""),
        ColumnType::Timestamp { precision } => with_precision("timestamp", *precision, ""),
        ColumnType::Timestamptz { precision } => with_precision("timestamp", *precision, " with time zone"),
        ColumnType::Interval => "interval".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Jsonb => "jsonb".to_owned(),
        ColumnType::Inet => "inet".to_owned(),
        ColumnType::Enum { name } => quoted(name),
        ColumnType::Array { of } => format!("{}[]", column_type(of, object)?),
        ColumnType::Raw { postgres: Some(text), .. } => text.clone(),
        ColumnType::Raw { postgres: None, .. } => return Err(refused(object, "has no type for PostgreSQL")),
    })
}

/// The default as SQL; `None` where the service, and not the database, makes the value.
fn default_expression(default: &Located<Default>, kind: &ColumnType, object: &str) -> Result<Option<String>, LiveError> {
    Ok(Some(match &default.value {
        Default::Literal(node) => literal(&node.value, &node.to_json(), kind, object)?,
        Default::Sql(sql) => format!("({})", sql_for(sql, Dialect::Postgres, object)?),
        Default::Now => match kind {
            ColumnType::Timestamptz { .. } => "now()".to_owned(),
            ColumnType::Date => "(now() AT TIME ZONE 'UTC')::date".to_owned(),
            ColumnType::Time { .. } => "(now() AT TIME ZONE 'UTC')::time".to_owned(),
            _ => "(now() AT TIME ZONE 'UTC')".to_owned(),
        },
        Default::Today => "(now() AT TIME ZONE 'UTC')::date".to_owned(),
        Default::EmptyJson => "'{}'".to_owned(),
        Default::UuidV4 | Default::UuidV7 => return Ok(None),
    }))
}

fn literal(value: &Value, json: &str, kind: &ColumnType, object: &str) -> Result<String, LiveError> {
    Ok(match (kind, value) {
        (ColumnType::Json | ColumnType::Jsonb, _) => literals::text(json),
        (ColumnType::Array { of }, Value::Array(items)) => {
            let items: Result<Vec<String>, LiveError> =
                items.iter().map(|item| literal(&item.value, &item.to_json(), of, object)).collect();
            format!("ARRAY[{}]::{}[]", items?.join(", "), column_type(of, object)?)
        }
        (_, Value::Bool(value)) => value.to_string(),
        (ColumnType::Decimal { scale, .. }, Value::Number(number)) => literals::decimal(number.text(), *scale, object)?,
        (ColumnType::Decimal { scale, .. }, Value::String(text)) => literals::decimal(text, *scale, object)?,
        (_, Value::Number(number)) => number.text().to_owned(),
        (ColumnType::Bytes, Value::String(text)) => {
            format!("decode('{}', 'hex')", literals::hexadecimal(&literals::base64_bytes(text)))
        }
        (kind, Value::String(text)) => literals::text(&literals::moment(text, kind)),
        _ => return Err(refused(object, "the default is no value of a column")),
    })
}

fn add_foreign_key(names: &Names, table: &Table, number: usize) -> String {
    let key = &table.foreign_keys[number];
    let deferrable = match key.deferrable {
        Deferrable::Never => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    format!(
        "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}{deferrable}",
        quoted(&table.name.value),
        quoted(&names.foreign_key(table, number)),
        quoted_list(&values(&key.columns)),
        quoted(&key.table.value),
        quoted_list(&values(&key.target_columns)),
        action(key.on_delete),
        action(key.on_update),
    )
}

/// A unique key that holds for some rows only is an index: no constraint takes a predicate.
fn partial_unique(names: &Names, table: &Table, number: usize) -> Result<Option<String>, LiveError> {
    let unique = &table.uniques[number];
    let Some(predicate) = &unique.predicate else { return Ok(None) };
    let label = names.unique(table, number);
    let sql = sql_for(predicate, Dialect::Postgres, &format!("unique key `{label}`"))?;
    let columns = quoted_list(&values(&unique.columns));
    let nulls = if unique.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let (name, table) = (quoted(&label), quoted(&table.name.value));
    Ok(Some(format!("CREATE UNIQUE INDEX {name} ON {table} ({columns}){nulls} WHERE {sql}")))
}

fn create_index(names: &Names, table: &Table, number: usize) -> Result<String, LiveError> {
    let index = &table.indexes[number];
    let label = names.index(table, number);
    let object = format!("index `{label}`");
    let parts: Result<Vec<String>, LiveError> = index.parts.iter().map(|part| index_part(part, &object)).collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index.method.as_ref().map_or("btree", |method| method.value.as_str());
    let (name, table) = (quoted(&label), quoted(&table.name.value));
    let mut text = format!("CREATE {unique}INDEX {name} ON {table} USING {method} ({})", parts?.join(", "));
    if !index.include.is_empty() {
        text.push_str(&format!(" INCLUDE ({})", quoted_list(&values(&index.include))));
    }
    text.push_str(if index.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" });
    if let Some(fillfactor) = &index.fillfactor {
        text.push_str(&format!(" WITH (fillfactor = {})", fillfactor.value));
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" WHERE {}", sql_for(predicate, Dialect::Postgres, &object)?));
    }
    Ok(text)
}

fn index_part(part: &IndexPart, object: &str) -> Result<String, LiveError> {
    let mut text = match &part.key {
        IndexKey::Column(name) => quoted(&name.value),
        IndexKey::Sql(sql) => format!("({})", sql_for(sql, Dialect::Postgres, object)?),
    };
    if part.collation.as_ref().is_some_and(|collation| collation.value == "binary") {
        text.push_str(" COLLATE \"C\"");
    }
    if let Some(opclass) = &part.opclass {
        text.push_str(&format!(" {}", quoted(&opclass.value)));
    }
    text.push_str(if part.descending { " DESC" } else { "" });
    text.push_str(match part.nulls_first {
        Some(true) => " NULLS FIRST",
        Some(false) => " NULLS LAST",
        None => "",
    });
    Ok(text)
}
