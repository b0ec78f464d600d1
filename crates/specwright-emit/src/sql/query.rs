//! Statements on rows → SQL for each engine, through sea-query, which quotes every name.

use super::words::{self, Dialect};
use sea_query::{
    Alias, ConditionalStatement, Expr, ExprTrait, InsertStatement, Order, PostgresQueryBuilder,
    Query as Builder, ReturningClause, SimpleExpr, SqliteQueryBuilder,
};
use specwright_plan::{Condition, DefaultValue, PageQuery, Query, StoredDefault, Value};

/// The text for SQLite and for PostgreSQL.
pub(crate) fn query(query: &Query) -> (String, String) {
    (text(query, Engine::Sqlite), text(query, Engine::Postgres))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// Prints any of sea-query's statements for an engine.
macro_rules! printed {
    ($statement:expr, $engine:expr) => {
        match $engine {
            Engine::Sqlite => $statement.to_string(SqliteQueryBuilder),
            Engine::Postgres => $statement.to_string(PostgresQueryBuilder),
        }
    };
}

fn text(query: &Query, engine: Engine) -> String {
    match query {
        Query::Select {
            entity,
            columns,
            conditions,
            order,
            page,
        } => {
            let mut select = Builder::select();
            select.columns(columns.iter().map(name)).from(name(entity));
            restrict(&mut select, conditions, engine);
            for (column, descending) in order {
                let order = if *descending { Order::Desc } else { Order::Asc };
                select.order_by(name(column), order);
            }
            // sea-query takes numbers, not placeholders, behind LIMIT and OFFSET.
            printed!(select, engine) + &page_text(*page, engine)
        }
        Query::Count { entity, conditions } => {
            let mut select = Builder::select();
            select.expr(Expr::cust("COUNT(*)")).from(name(entity));
            restrict(&mut select, conditions, engine);
            printed!(select, engine)
        }
        Query::Exists { entity, conditions } => {
            let mut inner = Builder::select();
            inner.expr(Expr::cust("1")).from(name(entity));
            restrict(&mut inner, conditions, engine);
            printed!(Builder::select().expr(Expr::exists(inner)), engine)
        }
        Query::Insert {
            entity,
            values,
            returning,
        } => {
            let insert = insert(entity, values, returning, engine);
            printed!(insert, engine)
        }
        Query::Update {
            entity,
            values,
            conditions,
            returning,
        } => {
            let mut update = Builder::update();
            update.table(name(entity));
            for (column, value) in values {
                update.value(name(column), expression(column, value, engine));
            }
            restrict(&mut update, conditions, engine);
            if let Some(clause) = returned(returning) {
                update.returning(clause);
            }
            printed!(update, engine)
        }
        Query::Delete { entity, conditions } => {
            let mut delete = Builder::delete();
            delete.from_table(name(entity));
            restrict(&mut delete, conditions, engine);
            printed!(delete, engine)
        }
    }
}

fn insert(
    entity: &String,
    values: &[(String, Value)],
    returning: &[String],
    engine: Engine,
) -> InsertStatement {
    let mut insert = Builder::insert();
    insert.into_table(name(entity));
    if values.is_empty() {
        insert.or_default_values();
    } else {
        insert.columns(values.iter().map(|(column, _)| name(column)));
        // As many values as columns, so that it does not panic.
        insert.values_panic(
            values
                .iter()
                .map(|(column, value)| expression(column, value, engine)),
        );
    }
    if let Some(clause) = returned(returning) {
        insert.returning(clause);
    }
    insert
}

fn page_text(page: Option<PageQuery>, engine: Engine) -> String {
    let Some(PageQuery { limit, offset }) = page else {
        return String::new();
    };
    let offset = offset.map(|offset| format!(" OFFSET {}", placeholder(offset, engine)));
    format!(
        " LIMIT {}{}",
        placeholder(limit, engine),
        offset.unwrap_or_default()
    )
}

fn name(name: &String) -> Alias {
    Alias::new(name)
}

fn restrict(statement: &mut impl ConditionalStatement, conditions: &[Condition], engine: Engine) {
    for condition in conditions {
        statement.and_where(condition_expression(condition, engine));
    }
}

/// `"status" = $2`, or `"status" = $2 OR $2 IS NULL`: the equation stands first, since PostgreSQL learns the
/// placeholder's type from it.
fn condition_expression(condition: &Condition, engine: Engine) -> SimpleExpr {
    let value = placeholder(condition.placeholder, engine);
    let equal =
        Expr::col(name(&condition.column)).eq(Expr::custom_keyword(Alias::new(value.clone())));
    if condition.optional {
        equal.or(Expr::custom_keyword(Alias::new(value)).is_null())
    } else {
        equal
    }
}

fn expression(column: &str, value: &Value, engine: Engine) -> SimpleExpr {
    // Both engines quote a name alike.
    let quoted = || format!("\"{}\"", column.replace('"', "\"\""));
    let text = match value {
        Value::Placeholder(number) => placeholder(*number, engine),
        Value::OrDefault {
            placeholder: number,
            default,
        } => {
            format!(
                "COALESCE({}, {})",
                placeholder(*number, engine),
                default_text(default, engine)
            )
        }
        Value::IfOrDefault {
            condition,
            placeholder: number,
            default,
        } => format!(
            "CASE WHEN {} THEN {} ELSE {} END",
            placeholder(*condition, engine),
            placeholder(*number, engine),
            default_text(default, engine)
        ),
        Value::OrKept(number) => {
            format!("COALESCE({}, {})", placeholder(*number, engine), quoted())
        }
        Value::Kept => quoted(),
        Value::IfOrKept {
            condition,
            placeholder: number,
        } => format!(
            "CASE WHEN {} THEN {} ELSE {} END",
            placeholder(*condition, engine),
            placeholder(*number, engine),
            quoted()
        ),
    };
    Expr::cust(text)
}

/// The default as the engine stores it. PostgreSQL takes a literal inside of an expression for a text, so it is cast.
fn default_text(default: &StoredDefault, engine: Engine) -> String {
    let printed = |value: &Option<DefaultValue>, dialect| {
        value
            .as_ref()
            .map_or_else(|| "NULL".to_owned(), |value| words::default(value, dialect))
    };
    match engine {
        Engine::Sqlite => printed(&default.sqlite, Dialect::Sqlite),
        Engine::Postgres => {
            let text = printed(&default.postgres, Dialect::Postgres);
            let kind = words::type_text(&default.postgres_type);
            format!("{text}::{kind}")
        }
    }
}

fn placeholder(number: usize, engine: Engine) -> String {
    match engine {
        Engine::Sqlite => format!("?{number}"),
        Engine::Postgres => format!("${number}"),
    }
}

fn returned(columns: &[String]) -> Option<ReturningClause> {
    (!columns.is_empty()).then(|| Builder::returning().columns(columns.iter().map(name)))
}

#[cfg(test)]
mod tests {
    use super::query;
    use specwright_plan::{Condition, PageQuery, Query, Value};

    #[test]
    fn a_list_filters_orders_and_pages() {
        let (sqlite, postgres) = query(&Query::Select {
            entity: "tasks".to_owned(),
            columns: vec!["id".to_owned(), "title".to_owned()],
            conditions: vec![
                Condition {
                    column: "project_id".to_owned(),
                    placeholder: 1,
                    optional: false,
                },
                Condition {
                    column: "status".to_owned(),
                    placeholder: 2,
                    optional: true,
                },
            ],
            order: vec![("created_at".to_owned(), false), ("id".to_owned(), true)],
            page: Some(PageQuery {
                limit: 3,
                offset: Some(4),
            }),
        });
        assert_eq!(
            sqlite,
            r#"SELECT "id", "title" FROM "tasks" WHERE "project_id" = ?1 AND ("status" = ?2 OR ?2 IS NULL) ORDER BY "created_at" ASC, "id" DESC LIMIT ?3 OFFSET ?4"#
        );
        assert_eq!(postgres, sqlite.replace('?', "$"));
    }

    #[test]
    fn a_name_with_a_quote_stays_a_name() {
        let (sqlite, _) = query(&Query::Update {
            entity: "a\"b".to_owned(),
            values: vec![(
                "c".to_owned(),
                Value::IfOrKept {
                    condition: 1,
                    placeholder: 2,
                },
            )],
            conditions: vec![Condition {
                column: "id".to_owned(),
                placeholder: 3,
                optional: false,
            }],
            returning: vec!["id".to_owned()],
        });
        assert_eq!(
            sqlite,
            r#"UPDATE "a""b" SET "c" = CASE WHEN ?1 THEN ?2 ELSE "c" END WHERE "id" = ?3 RETURNING "id""#
        );
    }
}
