//! The statements for PostgreSQL: types, tables, foreign keys, indexes, views, comments.

use super::names::{Names, values};
use super::postgres_column::column_text;
use super::sqlite::action;
use super::{
    literals, quoted, quoted_list, seeds, sql_for, storage, views_in_order, wanted_indexes,
};
use crate::LiveError;
use specwright_dbschema::{Contract, Deferrable, Dialect, IndexKey, IndexPart, Located, Table};

pub(super) fn statements(contract: &Contract) -> Result<Vec<String>, LiveError> {
    let names = Names::of(contract);
    let extensions = contract.postgres_extensions.iter();
    let mut statements: Vec<String> = extensions
        .map(|name| format!("CREATE EXTENSION {}", quoted(&name.value)))
        .collect();
    for enumeration in &contract.enums {
        let labels: Vec<String> = enumeration
            .values
            .iter()
            .map(|value| literals::text(&value.value))
            .collect();
        let name = quoted(&enumeration.name.value);
        statements.push(format!(
            "CREATE TYPE {name} AS ENUM ({})",
            labels.join(", ")
        ));
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
            let (name, table) = (
                quoted(&names.wanted_index(table, number)),
                quoted(&table.name.value),
            );
            statements.push(format!("CREATE INDEX {name} ON {table} ({columns})"));
        }
    }
    statements.extend(seeds::statements(contract, Dialect::Postgres)?);
    for table in &contract.tables {
        statements.extend(
            (0..table.foreign_keys.len()).map(|number| add_foreign_key(&names, table, number)),
        );
    }
    for view in views_in_order(contract) {
        let sql = sql_for(
            &view.sql,
            Dialect::Postgres,
            &format!("view `{}`", view.name.value),
        )?;
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
    text.map(|text| {
        format!(
            "COMMENT ON {kind} {name} IS {}",
            literals::text(&text.value)
        )
    })
}

fn create_table(names: &Names, table: &Table) -> Result<String, LiveError> {
    let name = &table.name.value;
    let mut items = Vec::new();
    for column in &table.columns {
        items.push(column_text(table, column)?);
    }
    if let Some(key) = &table.primary_key {
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
        let nulls = if unique.nulls_not_distinct {
            " NULLS NOT DISTINCT"
        } else {
            ""
        };
        let label = quoted(&names.unique(table, number));
        items.push(format!(
            "CONSTRAINT {label} UNIQUE{nulls} ({})",
            quoted_list(&values(&unique.columns))
        ));
    }
    for column in &table.columns {
        let column_name = &column.name.value;
        if let Some(condition) = storage::postgres_condition(column, &quoted(column_name)) {
            items.push(format!(
                "CONSTRAINT {} CHECK ({condition})",
                quoted(&names.type_check(table, column_name))
            ));
        }
    }
    for check in &table.checks {
        let sql = sql_for(
            &check.sql,
            Dialect::Postgres,
            &format!("check `{}`", check.name.value),
        )?;
        items.push(format!(
            "CONSTRAINT {} CHECK ({sql})",
            quoted(&check.name.value)
        ));
    }
    Ok(format!(
        "CREATE TABLE {} (\n  {}\n)",
        quoted(name),
        items.join(",\n  ")
    ))
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
    let sql = sql_for(
        predicate,
        Dialect::Postgres,
        &format!("unique key `{label}`"),
    )?;
    let columns = quoted_list(&values(&unique.columns));
    let nulls = if unique.nulls_not_distinct {
        " NULLS NOT DISTINCT"
    } else {
        ""
    };
    let (name, table) = (quoted(&label), quoted(&table.name.value));
    Ok(Some(format!(
        "CREATE UNIQUE INDEX {name} ON {table} ({columns}){nulls} WHERE {sql}"
    )))
}

fn create_index(names: &Names, table: &Table, number: usize) -> Result<String, LiveError> {
    let index = &table.indexes[number];
    let label = names.index(table, number);
    let object = format!("index `{label}`");
    let parts = index.parts.iter().map(|part| index_part(part, &object));
    let parts = parts
        .collect::<Result<Vec<String>, LiveError>>()?
        .join(", ");
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index
        .method
        .as_ref()
        .map_or("btree", |method| method.value.as_str());
    let (name, table) = (quoted(&label), quoted(&table.name.value));
    let mut words = vec![format!(
        "CREATE {unique}INDEX {name} ON {table} USING {method} ({parts})"
    )];
    let include = quoted_list(&values(&index.include));
    words.extend((!include.is_empty()).then(|| format!("INCLUDE ({include})")));
    words.extend(
        index
            .nulls_not_distinct
            .then(|| "NULLS NOT DISTINCT".to_owned()),
    );
    let fillfactor = index.fillfactor.as_ref();
    words.extend(fillfactor.map(|percent| format!("WITH (fillfactor = {})", percent.value)));
    if let Some(predicate) = &index.predicate {
        words.push(format!(
            "WHERE {}",
            sql_for(predicate, Dialect::Postgres, &object)?
        ));
    }
    Ok(words.join(" "))
}

fn index_part(part: &IndexPart, object: &str) -> Result<String, LiveError> {
    let mut words = vec![match &part.key {
        IndexKey::Column(name) => quoted(&name.value),
        IndexKey::Sql(sql) => format!("({})", sql_for(sql, Dialect::Postgres, object)?),
    }];
    let binary = part
        .collation
        .as_ref()
        .is_some_and(|collation| collation.value == "binary");
    words.extend(binary.then(|| "COLLATE \"C\"".to_owned()));
    words.extend(part.opclass.as_ref().map(|opclass| quoted(&opclass.value)));
    words.extend(part.descending.then(|| "DESC".to_owned()));
    words.extend(
        part.nulls_first
            .map(|first| if first { "NULLS FIRST" } else { "NULLS LAST" }.to_owned()),
    );
    Ok(words.join(" "))
}
