//! The steps on SQLite: STRICT tables with all of their constraints, since no constraint can be added later.

use super::{
    Constraint, Context, NewColumn, NewForeignKey, NewTable, RowCondition, Source, Step, Steps,
    conditions, defaults, indexes, order, seeds, types,
};
use specwright_model::{Column, Deferrable, Engine, Entity, EntityKind, ReferenceAction};

/// Up: tables with their rows, indexes, views. A foreign key may refer to a table that is yet to come: it is looked up when rows are
/// written. Down: the same things, from the last to the first; an index goes with its table.
pub(super) fn steps(context: &Context<'_>) -> Steps {
    let tables = order::tables(context.storage);
    let views = order::views(context.storage);
    let mut up = Vec::new();
    for table in &tables {
        up.push(Step::CreateTable(new_table(context, table)));
        let first = table
            .columns
            .iter()
            .find_map(|column| column.identity)
            .and_then(|identity| identity.start);
        up.extend(
            first
                .filter(|first| *first != 1)
                .map(|first| Step::NumberFrom {
                    table: table.name.clone(),
                    first,
                }),
        );
        up.extend(seeds::rows(table, Engine::Sqlite));
    }
    for table in &tables {
        up.extend(
            indexes::indexes(context, table, Engine::Sqlite)
                .into_iter()
                .map(Step::CreateIndex),
        );
    }
    up.extend(
        views
            .iter()
            .filter_map(|view| new_view(context, view, Engine::Sqlite)),
    );
    let mut down: Vec<Step> = views
        .iter()
        .rev()
        .map(|view| Step::DropView(view.name.clone()))
        .collect();
    down.extend(
        tables
            .iter()
            .rev()
            .map(|table| Step::DropTable(table.name.clone())),
    );
    Steps { up, down }
}

/// A view.
pub(super) fn new_view(context: &Context<'_>, view: &Entity, engine: Engine) -> Option<Step> {
    let EntityKind::View { sql, .. } = &view.kind else {
        return None;
    };
    Some(Step::CreateView {
        name: view.name.clone(),
        query: context.text(sql, engine)?,
    })
}

fn new_table(context: &Context<'_>, table: &Entity) -> NewTable {
    let numbered = table.columns.iter().any(|column| column.identity.is_some());
    let mut constraints = Vec::new();
    // The key of a numbered column stands at the column, where SQLite wants it.
    constraints.extend(primary_key(context, table).filter(|_| !numbered));
    constraints.extend(uniques(context, table, Engine::Sqlite));
    constraints.extend(table.columns.iter().filter_map(|column| {
        let condition = conditions::sqlite(context, column)?;
        Some(Constraint::Check {
            name: context.names.type_check(table, &column.name),
            condition,
        })
    }));
    constraints.extend(checks(context, table, Engine::Sqlite));
    constraints.extend(
        (0..table.foreign_keys.len())
            .map(|number| Constraint::ForeignKey(foreign_key(context, table, number))),
    );
    let without_rowid = matches!(
        table.kind,
        EntityKind::Table {
            without_rowid: true
        }
    );
    NewTable {
        name: table.name.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| new_column(context, table, column))
            .collect(),
        constraints,
        options: if without_rowid {
            vec!["STRICT", "WITHOUT ROWID"]
        } else {
            vec!["STRICT"]
        },
    }
}

fn new_column(context: &Context<'_>, table: &Entity, column: &Column) -> NewColumn {
    let source = if column.identity.is_some() {
        let key = table
            .key
            .as_ref()
            .map(|key| context.names.primary_key(table, key));
        Source::Autoincrement {
            key: key.unwrap_or_default(),
        }
    } else if let Some(generated) = &column.generated {
        let expression = context
            .text(&generated.sql, Engine::Sqlite)
            .unwrap_or_default();
        Source::Generated {
            expression,
            stored: generated.stored,
        }
    } else {
        defaults::value(context, column, Engine::Sqlite).map_or(Source::Nothing, Source::Default)
    };
    NewColumn {
        name: column.name.clone(),
        kind: types::sqlite(&column.kind),
        collation: types::sqlite_collation(column.collation.as_deref()),
        // A numbered key is never null; SQLite takes NULL for "the next number" when it is given.
        not_null: !column.nullable && column.identity.is_none(),
        source,
    }
}

/// The primary key of a table.
pub(super) fn primary_key(context: &Context<'_>, table: &Entity) -> Option<Constraint> {
    let key = table.key.as_ref()?;
    let columns = key
        .columns
        .iter()
        .map(|column| table.column(*column).name.clone())
        .collect();
    Some(Constraint::PrimaryKey {
        name: context.names.primary_key(table, key),
        columns,
    })
}

/// The unique keys of a table that hold for all rows.
pub(super) fn uniques(context: &Context<'_>, table: &Entity, engine: Engine) -> Vec<Constraint> {
    let whole = table
        .uniques
        .iter()
        .enumerate()
        .filter(|(_, unique)| unique.predicate.is_none());
    let constraint = |(number, unique): (usize, &specwright_model::Unique)| Constraint::Unique {
        name: context.names.unique(table, number),
        columns: unique
            .key
            .columns
            .iter()
            .map(|column| table.column(*column).name.clone())
            .collect(),
        nulls_not_distinct: unique.nulls_not_distinct && engine == Engine::Postgres,
    };
    whole.map(constraint).collect()
}

/// The checks of a table.
pub(super) fn checks(context: &Context<'_>, table: &Entity, engine: Engine) -> Vec<Constraint> {
    let check = |check: &specwright_model::Check| {
        let condition = RowCondition::Sql(context.text(&check.sql, engine)?);
        Some(Constraint::Check {
            name: check.name.clone(),
            condition,
        })
    };
    table.checks.iter().filter_map(check).collect()
}

/// A foreign key of a table, by its number.
pub(super) fn foreign_key(context: &Context<'_>, table: &Entity, number: usize) -> NewForeignKey {
    let key = &table.foreign_keys[number];
    let target = context.storage.entity(key.target);
    let action = |action| match action {
        ReferenceAction::NoAction => None,
        ReferenceAction::Restrict => Some("RESTRICT"),
        ReferenceAction::Cascade => Some("CASCADE"),
        ReferenceAction::SetNull => Some("SET NULL"),
        ReferenceAction::SetDefault => Some("SET DEFAULT"),
    };
    NewForeignKey {
        name: context.names.foreign_key(table, number),
        columns: key
            .key
            .columns
            .iter()
            .map(|column| table.column(*column).name.clone())
            .collect(),
        target: target.name.clone(),
        target_columns: key
            .target_columns
            .iter()
            .map(|column| target.column(*column).name.clone())
            .collect(),
        on_delete: action(key.on_delete),
        on_update: action(key.on_update),
        deferrable: match key.deferrable {
            Deferrable::Never => None,
            Deferrable::InitiallyImmediate => Some("DEFERRABLE INITIALLY IMMEDIATE"),
            Deferrable::InitiallyDeferred => Some("DEFERRABLE INITIALLY DEFERRED"),
        },
    }
}
