//! The steps on PostgreSQL: types, tables, indexes, foreign keys, views, comments.

use super::sqlite::{checks, foreign_key, new_view, primary_key, uniques};
use super::{
    Commented, Constraint, Context, NewColumn, NewTable, Source, Step, Steps, conditions, defaults,
    indexes, order, seeds, types,
};
use specwright_model::{Column, Engine, Entity, Enumeration};

/// Up: extensions, enumerated types, tables, indexes, rows, foreign keys, views, comments. A foreign key comes when all
/// tables, unique indexes and rows are there, so tables and rows may refer to each other in a circle. Down: the same things, from the last to
/// the first; indexes and comments go with what they are on.
pub(super) fn steps(context: &Context<'_>) -> Steps {
    let storage = context.storage;
    let tables = order::tables(storage);
    let views = order::views(storage);
    let mut extensions = storage.postgres_extensions.clone();
    extensions.sort();
    let mut enumerations: Vec<&Enumeration> = storage.enumerations.iter().collect();
    enumerations.sort_by(|a, b| a.name.cmp(&b.name));
    let foreign_keys: Vec<_> = tables
        .iter()
        .flat_map(|table| {
            (0..table.foreign_keys.len())
                .map(|number| (table.name.clone(), foreign_key(context, table, number)))
        })
        .collect();

    let mut up: Vec<Step> = extensions
        .iter()
        .cloned()
        .map(Step::CreateExtension)
        .collect();
    up.extend(
        enumerations
            .iter()
            .map(|enumeration| Step::CreateEnumeration {
                name: enumeration.name.clone(),
                values: enumeration.values.clone(),
            }),
    );
    up.extend(
        tables
            .iter()
            .map(|table| Step::CreateTable(new_table(context, table))),
    );
    for table in &tables {
        up.extend(
            indexes::indexes(context, table, Engine::Postgres)
                .into_iter()
                .map(Step::CreateIndex),
        );
    }
    for table in &tables {
        up.extend(seeds::rows(table, Engine::Postgres));
    }
    up.extend(foreign_keys.iter().map(|(table, key)| Step::AddForeignKey {
        table: table.clone(),
        key: key.clone(),
    }));
    up.extend(
        views
            .iter()
            .filter_map(|view| new_view(context, view, Engine::Postgres)),
    );
    up.extend(enumerations.iter().filter_map(|enumeration| {
        let text = enumeration.comment.clone()?;
        Some(Step::Comment {
            on: Commented::Enumeration(enumeration.name.clone()),
            text,
        })
    }));
    for table in &tables {
        up.extend(comments(table, Commented::Table(table.name.clone())));
    }
    for view in &views {
        up.extend(comments(view, Commented::View(view.name.clone())));
    }

    let mut down: Vec<Step> = views
        .iter()
        .rev()
        .map(|view| Step::DropView(view.name.clone()))
        .collect();
    down.extend(
        foreign_keys
            .into_iter()
            .rev()
            .map(|(table, key)| Step::DropConstraint {
                table,
                name: key.name,
            }),
    );
    down.extend(
        tables
            .iter()
            .rev()
            .map(|table| Step::DropTable(table.name.clone())),
    );
    down.extend(
        enumerations
            .iter()
            .rev()
            .map(|enumeration| Step::DropEnumeration(enumeration.name.clone())),
    );
    down.extend(extensions.into_iter().rev().map(Step::DropExtension));
    Steps { up, down }
}

fn new_table(context: &Context<'_>, table: &Entity) -> NewTable {
    let mut constraints = Vec::new();
    constraints.extend(primary_key(context, table));
    constraints.extend(uniques(context, table, Engine::Postgres));
    constraints.extend(table.columns.iter().filter_map(|column| {
        let condition = conditions::postgres(column)?;
        Some(Constraint::Check {
            name: context.names.type_check(table, &column.name),
            condition,
        })
    }));
    constraints.extend(checks(context, table, Engine::Postgres));
    NewTable {
        name: table.name.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| new_column(context, column))
            .collect(),
        constraints,
        options: Vec::new(),
    }
}

fn new_column(context: &Context<'_>, column: &Column) -> NewColumn {
    let source = if let Some(identity) = column.identity {
        Source::Identity {
            always: identity.always,
            start: identity.start,
            increment: identity.increment,
        }
    } else if let Some(generated) = &column.generated {
        let expression = context
            .text(&generated.sql, Engine::Postgres)
            .unwrap_or_default();
        Source::Generated {
            expression,
            stored: generated.stored,
        }
    } else {
        defaults::value(context, column, Engine::Postgres).map_or(Source::Nothing, Source::Default)
    };
    NewColumn {
        name: column.name.clone(),
        kind: types::postgres_column(column),
        collation: types::postgres_collation(column.collation.as_deref()),
        not_null: !column.nullable,
        source,
    }
}

fn comments(entity: &Entity, on: Commented) -> Vec<Step> {
    let own = entity
        .comment
        .clone()
        .map(|text| Step::Comment { on, text });
    let of_columns = entity.columns.iter().filter_map(|column| {
        let on = Commented::Column {
            relation: entity.name.clone(),
            column: column.name.clone(),
        };
        Some(Step::Comment {
            on,
            text: column.comment.clone()?,
        })
    });
    own.into_iter().chain(of_columns).collect()
}
