//! Database contract → storage.
//!
//! The contract's reader has refused every name that leads nowhere, so a name that is not found here is left out.

mod column;
mod index;
mod seed;

use column::column;
use index::index_of;
use seed::seed;
use specwright_dbschema as contract;
use specwright_model::{
    Check, ColumnId, Deferrable, Engine, Entity, EntityId, EntityKind, Enumeration, ForeignKey,
    Key, ReferenceAction, SqlText, Storage, Unique,
};
use specwright_source::Located;

/// What the contract stores.
pub(crate) fn storage(contract: &contract::Contract) -> Storage {
    let names: Vec<&str> = contract
        .tables
        .iter()
        .map(|table| table.name.value.as_str())
        .chain(contract.views.iter().map(|view| view.name.value.as_str()))
        .collect();
    let mut engines: Vec<Engine> = contract
        .dialects
        .iter()
        .map(|dialect| match dialect.value {
            contract::Dialect::Sqlite => Engine::Sqlite,
            contract::Dialect::Postgres => Engine::Postgres,
        })
        .collect();
    engines.sort_unstable();
    engines.dedup();
    let columns_of = |entity: EntityId| -> &[contract::Column] {
        contract.tables.get(entity.0).map_or_else(
            || {
                contract.views[entity.0 - contract.tables.len()]
                    .columns
                    .as_slice()
            },
            |table| table.columns.as_slice(),
        )
    };
    Storage {
        engines,
        enumerations: contract.enums.iter().map(enumeration).collect(),
        entities: contract
            .tables
            .iter()
            .map(|table| table_entity(table, &names, &columns_of))
            .chain(contract.views.iter().map(view_entity))
            .collect(),
        postgres_extensions: contract
            .postgres_extensions
            .iter()
            .map(|name| name.value.clone())
            .collect(),
    }
}

fn enumeration(enumeration: &contract::Enumeration) -> Enumeration {
    Enumeration {
        span: enumeration.name.span,
        name: enumeration.name.value.clone(),
        values: enumeration
            .values
            .iter()
            .map(|value| value.value.clone())
            .collect(),
        comment: text(enumeration.comment.as_ref()),
    }
}

fn table_entity<'a>(
    table: &contract::Table,
    names: &[&str],
    columns_of: &impl Fn(EntityId) -> &'a [contract::Column],
) -> Entity {
    let columns = &table.columns;
    let ids = |names: &[Located<String>]| column_ids(columns, names);
    let timestamp = |name: &Option<Located<String>>| {
        name.as_ref()
            .and_then(|name| column_id(columns, &name.value))
    };
    Entity {
        span: table.name.span,
        name: table.name.value.clone(),
        comment: text(table.comment.as_ref()),
        kind: EntityKind::Table {
            without_rowid: table.sqlite_without_rowid,
        },
        columns: columns.iter().map(column).collect(),
        key: table.primary_key.as_ref().map(|key| Key {
            span: key.span,
            name: text(key.name.as_ref()),
            columns: ids(&key.columns),
        }),
        uniques: table
            .uniques
            .iter()
            .map(|unique| Unique {
                key: Key {
                    span: unique.span,
                    name: text(unique.name.as_ref()),
                    columns: ids(&unique.columns),
                },
                nulls_not_distinct: unique.nulls_not_distinct,
                predicate: unique.predicate.as_ref().map(sql_text),
            })
            .collect(),
        checks: table
            .checks
            .iter()
            .map(|check| Check {
                span: check.span,
                name: check.name.value.clone(),
                sql: sql_text(&check.sql),
            })
            .collect(),
        foreign_keys: table
            .foreign_keys
            .iter()
            .filter_map(|foreign_key| reference(foreign_key, columns, names, columns_of))
            .collect(),
        indexes: table
            .indexes
            .iter()
            .map(|index| index_of(index, columns))
            .collect(),
        seeds: table.seeds.iter().map(|rows| seed(rows, columns)).collect(),
        created_at: table
            .timestamps
            .as_ref()
            .and_then(|timestamps| timestamp(&timestamps.created)),
        updated_at: table
            .timestamps
            .as_ref()
            .and_then(|timestamps| timestamp(&timestamps.updated)),
    }
}

fn view_entity(view: &contract::View) -> Entity {
    Entity {
        span: view.name.span,
        name: view.name.value.clone(),
        comment: text(view.comment.as_ref()),
        kind: EntityKind::View {
            sql: sql_text(&view.sql),
            depends_on: view
                .depends_on
                .iter()
                .map(|name| name.value.clone())
                .collect(),
        },
        columns: view.columns.iter().map(column).collect(),
        key: (!view.key.is_empty()).then(|| Key {
            span: view.name.span,
            name: None,
            columns: column_ids(&view.columns, &view.key),
        }),
        uniques: Vec::new(),
        checks: Vec::new(),
        foreign_keys: Vec::new(),
        indexes: Vec::new(),
        seeds: Vec::new(),
        created_at: None,
        updated_at: None,
    }
}

fn reference<'a>(
    foreign_key: &contract::ForeignKey,
    columns: &[contract::Column],
    names: &[&str],
    columns_of: &impl Fn(EntityId) -> &'a [contract::Column],
) -> Option<ForeignKey> {
    let target = names
        .iter()
        .position(|name| *name == foreign_key.table.value)
        .map(EntityId)?;
    Some(ForeignKey {
        key: Key {
            span: foreign_key.span,
            name: text(foreign_key.name.as_ref()),
            columns: column_ids(columns, &foreign_key.columns),
        },
        target,
        target_columns: column_ids(columns_of(target), &foreign_key.target_columns),
        on_delete: reference_action(foreign_key.on_delete),
        on_update: reference_action(foreign_key.on_update),
        deferrable: match foreign_key.deferrable {
            contract::Deferrable::Never => Deferrable::Never,
            contract::Deferrable::InitiallyImmediate => Deferrable::InitiallyImmediate,
            contract::Deferrable::InitiallyDeferred => Deferrable::InitiallyDeferred,
        },
        indexed: foreign_key.index,
    })
}

fn reference_action(action: contract::Action) -> ReferenceAction {
    match action {
        contract::Action::NoAction => ReferenceAction::NoAction,
        contract::Action::Restrict => ReferenceAction::Restrict,
        contract::Action::Cascade => ReferenceAction::Cascade,
        contract::Action::SetNull => ReferenceAction::SetNull,
        contract::Action::SetDefault => ReferenceAction::SetDefault,
    }
}

fn sql_text(sql: &contract::Sql) -> SqlText {
    SqlText {
        span: sql.span,
        sqlite: sql.sqlite.clone(),
        postgres: sql.postgres.clone(),
    }
}

fn column_ids(columns: &[contract::Column], names: &[Located<String>]) -> Vec<ColumnId> {
    names
        .iter()
        .filter_map(|name| column_id(columns, &name.value))
        .collect()
}

fn column_id(columns: &[contract::Column], name: &str) -> Option<ColumnId> {
    columns
        .iter()
        .position(|column| column.name.value == name)
        .map(ColumnId)
}

fn text(located: Option<&Located<String>>) -> Option<String> {
    located.map(|located| located.value.clone())
}
