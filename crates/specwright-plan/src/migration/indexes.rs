//! Indexes: those of the contract, those that foreign keys want, and unique keys that hold for some rows only.

use super::{Context, NewIndex, NewIndexKey, NewIndexPart, types};
use specwright_model::{ColumnId, Engine, Entity, Index, IndexKey, IndexPart};

/// The indexes of a table on an engine, by name.
pub(super) fn indexes(context: &Context<'_>, table: &Entity, engine: Engine) -> Vec<NewIndex> {
    let mut indexes = Vec::new();
    for number in 0..table.uniques.len() {
        indexes.extend(partial_unique(context, table, number, engine));
    }
    for (number, index) in table.indexes.iter().enumerate() {
        indexes.extend(declared(
            context,
            table,
            index,
            context.names.index(table, number),
            engine,
        ));
    }
    for number in wanted(table) {
        let columns = &table.foreign_keys[number].key.columns;
        indexes.push(over(
            table,
            context.names.foreign_key_index(table, number),
            columns,
        ));
    }
    indexes.sort_by(|a, b| a.name.cmp(&b.name));
    indexes
}

/// A unique key that holds for some rows only is an index: no constraint takes a predicate.
fn partial_unique(
    context: &Context<'_>,
    table: &Entity,
    number: usize,
    engine: Engine,
) -> Option<NewIndex> {
    let unique = &table.uniques[number];
    let predicate = context.text(unique.predicate.as_ref()?, engine)?;
    let index = over(
        table,
        context.names.unique(table, number),
        &unique.key.columns,
    );
    Some(NewIndex {
        unique: true,
        nulls_not_distinct: unique.nulls_not_distinct && engine == Engine::Postgres,
        predicate: Some(predicate),
        ..index
    })
}

fn over(table: &Entity, name: String, columns: &[ColumnId]) -> NewIndex {
    let part = |column: &ColumnId| NewIndexPart {
        key: NewIndexKey::Column(table.column(*column).name.clone()),
        collation: None,
        opclass: None,
        descending: false,
        nulls_first: None,
    };
    NewIndex {
        name,
        table: table.name.clone(),
        unique: false,
        method: None,
        parts: columns.iter().map(part).collect(),
        include: Vec::new(),
        nulls_not_distinct: false,
        fillfactor: None,
        predicate: None,
    }
}

/// An index of the contract; `None` where SQLite has none of its kind. An index is no promise about rows, so nothing
/// but speed depends on it; one that is unique is of the usual kind always.
fn declared(
    context: &Context<'_>,
    table: &Entity,
    index: &Index,
    name: String,
    engine: Engine,
) -> Option<NewIndex> {
    let method = index.method.clone().filter(|method| method != "btree");
    if engine == Engine::Sqlite && method.as_deref().is_some_and(|method| method != "hash") {
        return None;
    }
    let parts = index
        .parts
        .iter()
        .map(|part| part_on(context, table, part, engine))
        .collect::<Option<Vec<_>>>()?;
    let predicate = match &index.predicate {
        Some(predicate) => Some(context.text(predicate, engine)?),
        None => None,
    };
    let include: Vec<String> = index
        .include
        .iter()
        .map(|column| table.column(*column).name.clone())
        .collect();
    let mut new = NewIndex {
        name,
        table: table.name.clone(),
        unique: index.unique,
        method,
        parts,
        include,
        nulls_not_distinct: index.nulls_not_distinct,
        fillfactor: index.fillfactor,
        predicate,
    };
    if engine == Engine::Sqlite {
        new.method = None;
        new.include.clear();
        new.nulls_not_distinct = false;
        new.fillfactor = None;
    }
    Some(new)
}

fn part_on(
    context: &Context<'_>,
    table: &Entity,
    part: &IndexPart,
    engine: Engine,
) -> Option<NewIndexPart> {
    let key = match &part.key {
        IndexKey::Column(column) => NewIndexKey::Column(table.column(*column).name.clone()),
        IndexKey::Sql(sql) => NewIndexKey::Sql(context.text(sql, engine)?),
    };
    let collation = part.collation.as_deref();
    let on_postgres = engine == Engine::Postgres;
    Some(NewIndexPart {
        key,
        collation: if on_postgres {
            types::postgres_collation(collation)
        } else {
            types::sqlite_collation(collation)
        },
        opclass: part.opclass.clone().filter(|_| on_postgres),
        descending: part.descending,
        nulls_first: part.nulls_first.filter(|_| on_postgres),
    })
}

/// The foreign keys whose columns no key and no index over all rows begins with.
fn wanted(table: &Entity) -> Vec<usize> {
    let mut served: Vec<Vec<ColumnId>> = Vec::new();
    served.extend(table.key.iter().map(|key| key.columns.clone()));
    served.extend(
        table
            .uniques
            .iter()
            .filter(|unique| unique.predicate.is_none())
            .map(|unique| unique.key.columns.clone()),
    );
    let usual = |index: &&Index| {
        index.predicate.is_none()
            && index
                .method
                .as_deref()
                .is_none_or(|method| method == "btree")
    };
    served.extend(table.indexes.iter().filter(usual).map(|index| {
        let leading = index.parts.iter().map_while(|part| match &part.key {
            IndexKey::Column(column) => Some(*column),
            IndexKey::Sql(_) => None,
        });
        leading.collect()
    }));
    let mut wanted = Vec::new();
    for (number, key) in table
        .foreign_keys
        .iter()
        .enumerate()
        .filter(|(_, key)| key.indexed)
    {
        let columns = &key.key.columns;
        if !served.iter().any(|other| other.starts_with(columns)) {
            wanted.push(number);
            served.push(columns.clone());
        }
    }
    wanted
}
