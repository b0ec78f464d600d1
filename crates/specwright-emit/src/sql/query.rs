//! Statements on rows → SQL for each engine, through sea-query, which quotes every name.

use sea_query::{
    Alias, Expr, ExprTrait, Order, PostgresQueryBuilder, Query as Builder, ReturningClause,
    SelectStatement, SimpleExpr, SqliteQueryBuilder,
};
use specwright_plan::{Condition, DefaultText, Query, Value};

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
                select.order_by(
                    name(column),
                    if *descending { Order::Desc } else { Order::Asc },
                );
            }
            let mut text = printed!(select, engine);
            // sea-query takes numbers, not placeholders, behind LIMIT and OFFSET.
            if let Some(page) = page {
                text.push_str(" LIMIT ");
                text.push_str(&placeholder(page.limit, engine));
                if let Some(offset) = page.offset {
                    text.push_str(" OFFSET ");
                    text.push_str(&placeholder(offset, engine));
                }
            }
            text
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
            let mut insert = Builder::insert();
            insert.into_table(name(entity));
            if values.is_empty() {
                insert.or_default_values();
            } else {
                insert.columns(values.iter().map(|(column, _)| name(column)));
                insert.values_panic(
                    values
                        .iter()
                        .map(|(column, value)| expression(column, value, engine)),
                );
            }
            if let Some(clause) = returned(returning) {
                insert.returning(clause);
            }
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
            for condition in conditions {
                update.and_where(condition_expression(condition, engine));
            }
            if let Some(clause) = returned(returning) {
                update.returning(clause);
            }
            printed!(update, engine)
        }
        Query::Delete { entity, conditions } => {
            let mut delete = Builder::delete();
            delete.from_table(name(entity));
            for condition in conditions {
                delete.and_where(condition_expression(condition, engine));
            }
            printed!(delete, engine)
        }
    }
}

fn name(name: &String) -> Alias {
    Alias::new(name)
}

fn restrict(select: &mut SelectStatement, conditions: &[Condition], engine: Engine) {
    for condition in conditions {
        select.and_where(condition_expression(condition, engine));
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
    let quoted = || match engine {
        Engine::Sqlite | Engine::Postgres => format!("\"{}\"", column.replace('"', "\"\"")),
    };
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

fn default_text(default: &DefaultText, engine: Engine) -> &str {
    match engine {
        Engine::Sqlite => &default.sqlite,
        Engine::Postgres => &default.postgres,
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
