//! A step on the schema → its statement. sea-query would print few of them: it has no operator classes, comments,
//! deferrable keys or expression indexes on both engines, drops names of foreign keys on SQLite, and panics at the rest.

use super::condition::condition;
use super::words::{Dialect, default, name, names, text, type_text};
use specwright_plan::{
    Commented, Constraint, NewColumn, NewForeignKey, NewIndex, NewIndexKey, NewIndexPart, NewRows,
    NewTable, Source, Step,
};

/// The statement, without the semicolon behind it.
pub(super) fn statement(step: &Step, dialect: Dialect) -> String {
    match step {
        Step::CreateExtension(extension) => {
            format!("CREATE EXTENSION IF NOT EXISTS {}", name(extension))
        }
        Step::DropExtension(extension) => format!("DROP EXTENSION IF EXISTS {}", name(extension)),
        Step::CreateEnumeration {
            name: enumeration,
            values,
        } => {
            let values: Vec<_> = values.iter().map(|value| text(value, dialect)).collect();
            format!(
                "CREATE TYPE {} AS ENUM ({})",
                name(enumeration),
                values.join(", ")
            )
        }
        Step::DropEnumeration(enumeration) => format!("DROP TYPE {}", name(enumeration)),
        Step::CreateTable(table) => create_table(table, dialect),
        Step::DropTable(table) => format!("DROP TABLE {}", name(table)),
        Step::NumberFrom { table, first } => {
            let last = first.saturating_sub(1);
            format!(
                "INSERT INTO \"sqlite_sequence\" (\"name\", \"seq\") VALUES ({}, {last})",
                text(table, dialect)
            )
        }
        Step::InsertRows(rows) => insert_rows(rows, dialect),
        Step::ContinueFrom {
            table,
            column,
            next,
        } => format!(
            "ALTER TABLE {} ALTER COLUMN {} RESTART WITH {next}",
            name(table),
            name(column)
        ),
        Step::CreateIndex(index) => create_index(index),
        Step::AddForeignKey { table, key } => {
            format!("ALTER TABLE {}\n    ADD {}", name(table), foreign_key(key))
        }
        Step::DropConstraint {
            table,
            name: constraint,
        } => {
            format!(
                "ALTER TABLE {} DROP CONSTRAINT {}",
                name(table),
                name(constraint)
            )
        }
        Step::CreateView { name: view, query } => {
            format!("CREATE VIEW {} AS\n{}", name(view), query.trim())
        }
        Step::DropView(view) => format!("DROP VIEW {}", name(view)),
        Step::Comment { on, text: comment } => {
            let subject = match on {
                Commented::Table(table) => format!("TABLE {}", name(table)),
                Commented::View(view) => format!("VIEW {}", name(view)),
                Commented::Enumeration(enumeration) => format!("TYPE {}", name(enumeration)),
                Commented::Column { relation, column } => {
                    format!("COLUMN {}.{}", name(relation), name(column))
                }
            };
            format!("COMMENT ON {subject} IS {}", text(comment, dialect))
        }
    }
}

fn create_table(table: &NewTable, dialect: Dialect) -> String {
    let columns = table
        .columns
        .iter()
        .map(|column| new_column(column, dialect));
    let constraints = table
        .constraints
        .iter()
        .map(|item| constraint(item, dialect));
    let items: Vec<_> = columns
        .chain(constraints)
        .map(|item| format!("    {item}"))
        .collect();
    let options = if table.options.is_empty() {
        String::new()
    } else {
        format!(" {}", table.options.join(", "))
    };
    format!(
        "CREATE TABLE {} (\n{}\n){options}",
        name(&table.name),
        items.join(",\n")
    )
}

fn new_column(column: &NewColumn, dialect: Dialect) -> String {
    let mut words = vec![name(&column.name), type_text(&column.kind)];
    words.extend(
        column
            .collation
            .map(|collation| format!("COLLATE {}", name(collation))),
    );
    match &column.source {
        Source::Generated { expression, stored } => {
            let kept = if *stored { "STORED" } else { "VIRTUAL" };
            words.push(format!("GENERATED ALWAYS AS ({expression}) {kept}"));
        }
        Source::Identity {
            always,
            start,
            increment,
        } => {
            words.push(format!(
                "GENERATED {} AS IDENTITY",
                if *always { "ALWAYS" } else { "BY DEFAULT" }
            ));
            let start = start.map(|start| format!("START WITH {start}"));
            let increment = increment.map(|increment| format!("INCREMENT BY {increment}"));
            let options: Vec<_> = [start, increment].into_iter().flatten().collect();
            if !options.is_empty() {
                words.push(format!("({})", options.join(" ")));
            }
        }
        Source::Autoincrement { key } => words.push(format!(
            "CONSTRAINT {} PRIMARY KEY AUTOINCREMENT",
            name(key)
        )),
        Source::Nothing | Source::Default(_) => {}
    }
    if column.not_null {
        words.push("NOT NULL".to_owned());
    }
    if let Source::Default(value) = &column.source {
        words.push(format!("DEFAULT {}", default(value, dialect)));
    }
    words.join(" ")
}

fn constraint(constraint: &Constraint, dialect: Dialect) -> String {
    match constraint {
        Constraint::PrimaryKey { name: key, columns } => {
            format!("CONSTRAINT {} PRIMARY KEY ({})", name(key), names(columns))
        }
        Constraint::Unique {
            name: key,
            columns,
            nulls_not_distinct,
        } => {
            let nulls = if *nulls_not_distinct {
                " NULLS NOT DISTINCT"
            } else {
                ""
            };
            format!(
                "CONSTRAINT {} UNIQUE{nulls} ({})",
                name(key),
                names(columns)
            )
        }
        Constraint::Check {
            name: check,
            condition: holds,
        } => {
            format!(
                "CONSTRAINT {} CHECK ({})",
                name(check),
                condition(holds, dialect)
            )
        }
        Constraint::ForeignKey(key) => foreign_key(key),
    }
}

fn foreign_key(key: &NewForeignKey) -> String {
    let mut text = format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})",
        name(&key.name),
        names(&key.columns),
        name(&key.target),
        names(&key.target_columns),
    );
    let on_delete = key.on_delete.map(|action| format!("ON DELETE {action}"));
    let on_update = key.on_update.map(|action| format!("ON UPDATE {action}"));
    for words in on_delete
        .into_iter()
        .chain(on_update)
        .chain(key.deferrable.map(str::to_owned))
    {
        text.push(' ');
        text.push_str(&words);
    }
    text
}

fn insert_rows(rows: &NewRows, dialect: Dialect) -> String {
    let values: Vec<_> = rows
        .rows
        .iter()
        .map(|row| {
            let values: Vec<_> = row.iter().map(|value| default(value, dialect)).collect();
            format!("    ({})", values.join(", "))
        })
        .collect();
    let numbered = if rows.numbered {
        " OVERRIDING SYSTEM VALUE"
    } else {
        ""
    };
    format!(
        "INSERT INTO {} ({}){numbered} VALUES\n{}",
        name(&rows.table),
        names(&rows.columns),
        values.join(",\n")
    )
}

fn create_index(index: &NewIndex) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index
        .method
        .as_ref()
        .map_or_else(String::new, |method| format!(" USING {method}"));
    let parts: Vec<_> = index.parts.iter().map(index_part).collect();
    let mut clauses = vec![format!(
        "CREATE {unique}INDEX {} ON {}{method} ({})",
        name(&index.name),
        name(&index.table),
        parts.join(", ")
    )];
    clauses.extend(
        (!index.include.is_empty()).then(|| format!("INCLUDE ({})", names(&index.include))),
    );
    clauses.extend(
        index
            .nulls_not_distinct
            .then(|| "NULLS NOT DISTINCT".to_owned()),
    );
    clauses.extend(
        index
            .fillfactor
            .map(|percent| format!("WITH (fillfactor = {percent})")),
    );
    clauses.extend(
        index
            .predicate
            .as_ref()
            .map(|predicate| format!("WHERE {predicate}")),
    );
    clauses.join(" ")
}

fn index_part(part: &NewIndexPart) -> String {
    let mut words = vec![match &part.key {
        NewIndexKey::Column(column) => name(column),
        NewIndexKey::Sql(sql) => format!("({sql})"),
    }];
    words.extend(
        part.collation
            .map(|collation| format!("COLLATE {}", name(collation))),
    );
    words.extend(part.opclass.as_ref().map(|class| name(class)));
    if part.descending {
        words.push("DESC".to_owned());
    }
    words.extend(
        part.nulls_first
            .map(|first| if first { "NULLS FIRST" } else { "NULLS LAST" }.to_owned()),
    );
    words.join(" ")
}
