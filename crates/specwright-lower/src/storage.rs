//! Database contract → storage.
//!
//! The contract's reader has refused every name that leads nowhere, so a name that is not found here is left out.

use specwright_dbschema as contract;
use specwright_model::{
    Check, Column, ColumnDefault, ColumnId, ColumnType, Deferrable, Engine, Entity, EntityId,
    EntityKind, Enumeration, ForeignKey, Generated, Identity, Index, IndexKey, IndexPart, Key,
    Literal, ReferenceAction, SqlText, Storage, Unique,
};
use specwright_source::{Located, Node, Value};

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
            .filter_map(|foreign_key| {
                let target = EntityId(
                    names
                        .iter()
                        .position(|name| *name == foreign_key.table.value)?,
                );
                Some(ForeignKey {
                    key: Key {
                        span: foreign_key.span,
                        name: text(foreign_key.name.as_ref()),
                        columns: ids(&foreign_key.columns),
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
            })
            .collect(),
        indexes: table
            .indexes
            .iter()
            .map(|index| index_of(index, columns))
            .collect(),
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
        created_at: None,
        updated_at: None,
    }
}

fn column(column: &contract::Column) -> Column {
    Column {
        span: column.name.span,
        name: column.name.value.clone(),
        kind: column_type(&column.kind.value),
        nullable: column.nullable,
        default: column
            .default
            .as_ref()
            .map(|default| column_default(&default.value, &column.kind.value)),
        generated: column.generated.as_ref().map(|generated| Generated {
            sql: sql_text(&generated.sql),
            stored: generated.stored,
        }),
        identity: column.identity.as_ref().map(|identity| Identity {
            always: identity.always,
            start: identity.start.as_ref().map(|start| start.value),
            increment: identity.increment.as_ref().map(|increment| increment.value),
        }),
        collation: text(column.collation.as_ref()),
        comment: text(column.comment.as_ref()),
        sensitive: column.sensitive || column.never_in_api,
    }
}

fn column_type(kind: &contract::ColumnType) -> ColumnType {
    use contract::ColumnType as From;
    match kind {
        From::Bool => ColumnType::Bool,
        From::Int16 => ColumnType::Int16,
        From::Int32 => ColumnType::Int32,
        From::Int64 => ColumnType::Int64,
        From::Float32 => ColumnType::Float32,
        From::Float64 => ColumnType::Float64,
        From::Decimal { precision, scale } => ColumnType::Decimal {
            precision: *precision,
            scale: *scale,
        },
        From::Text => ColumnType::Text,
        From::Varchar { length } => ColumnType::Varchar { length: *length },
        From::Char { length } => ColumnType::Char { length: *length },
        From::Bytes => ColumnType::Bytes,
        From::Uuid => ColumnType::Uuid,
        From::Date => ColumnType::Date,
        From::Time { precision } => ColumnType::Time {
            precision: *precision,
        },
        From::Timestamp { precision } => ColumnType::Timestamp {
            precision: *precision,
        },
        From::Timestamptz { precision } => ColumnType::Timestamptz {
            precision: *precision,
        },
        From::Interval => ColumnType::Interval,
        From::Json => ColumnType::Json,
        From::Jsonb => ColumnType::Jsonb,
        From::Inet => ColumnType::Inet,
        From::Enum { name } => ColumnType::Enum { name: name.clone() },
        From::Array { of } => ColumnType::Array {
            of: Box::new(column_type(of)),
        },
        From::Raw { sqlite, postgres } => ColumnType::Raw {
            sqlite: sqlite.clone(),
            postgres: postgres.clone(),
        },
    }
}

fn column_default(default: &contract::Default, kind: &contract::ColumnType) -> ColumnDefault {
    match default {
        contract::Default::Literal(node) => {
            let json = matches!(
                kind,
                contract::ColumnType::Json | contract::ColumnType::Jsonb
            );
            ColumnDefault::Literal(if json {
                Literal::Json(node.to_json())
            } else {
                literal(node)
            })
        }
        contract::Default::Sql(sql) => ColumnDefault::Sql(sql_text(sql)),
        contract::Default::UuidV4 => ColumnDefault::UuidV4,
        contract::Default::UuidV7 => ColumnDefault::UuidV7,
        contract::Default::Now => ColumnDefault::Now,
        contract::Default::Today => ColumnDefault::Today,
        contract::Default::EmptyJson => ColumnDefault::EmptyJson,
    }
}

fn literal(node: &Node) -> Literal {
    match &node.value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(*value),
        Value::Number(number) => Literal::Number(number.text().to_owned()),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Literal::Json(node.to_json()),
    }
}

fn index_of(index: &contract::Index, columns: &[contract::Column]) -> Index {
    Index {
        span: index.span,
        name: text(index.name.as_ref()),
        unique: index.unique,
        method: text(index.method.as_ref()),
        parts: index
            .parts
            .iter()
            .filter_map(|part| {
                let key = match &part.key {
                    contract::IndexKey::Column(name) => {
                        IndexKey::Column(column_id(columns, &name.value)?)
                    }
                    contract::IndexKey::Sql(sql) => IndexKey::Sql(sql_text(sql)),
                };
                Some(IndexPart {
                    key,
                    descending: part.descending,
                    nulls_first: part.nulls_first,
                    opclass: text(part.opclass.as_ref()),
                    collation: text(part.collation.as_ref()),
                })
            })
            .collect(),
        predicate: index.predicate.as_ref().map(sql_text),
        include: column_ids(columns, &index.include),
        fillfactor: index.fillfactor.as_ref().map(|fillfactor| fillfactor.value),
        nulls_not_distinct: index.nulls_not_distinct,
    }
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
