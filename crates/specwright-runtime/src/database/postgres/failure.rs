//! Which failure does PostgreSQL mean?

use super::encoding::Misfit;
use crate::database::DatabaseError;
use deadpool_postgres::PoolError;
use std::error::Error as _;
use tokio_postgres::Error;
use tokio_postgres::error::{DbError, SqlState};

/// The server's or the connection's error in the terms of both engines.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is the argument of `map_err`"
)]
pub(super) fn failure(error: Error) -> DatabaseError {
    if let Some(cause) = error.as_db_error() {
        return classified(cause);
    }
    if let Some(misfit) = error
        .source()
        .and_then(|source| source.downcast_ref::<Misfit>())
    {
        return DatabaseError::Data(misfit.to_string());
    }
    let detail = detail(&error);
    let broken = error.is_closed()
        || error
            .source()
            .is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    if broken {
        DatabaseError::Unavailable(detail)
    } else {
        DatabaseError::Other(detail)
    }
}

/// Why the pool gave no connection.
pub(super) fn no_connection(error: PoolError) -> DatabaseError {
    DatabaseError::Unavailable(match error {
        PoolError::Timeout(_) => String::from("no free connection in time"),
        PoolError::Backend(error) => detail(&error),
        other => other.to_string(),
    })
}

/// Whether the server forgot or outdated the plan of a prepared statement, because the schema changed meanwhile.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    error.as_db_error().is_some_and(|cause| {
        (*cause.code() == SqlState::FEATURE_NOT_SUPPORTED
            && cause.routine() == Some("RevalidateCachedQuery"))
            || *cause.code() == SqlState::INVALID_SQL_STATEMENT_NAME
    })
}

fn detail(error: &Error) -> String {
    match error.as_db_error() {
        Some(cause) => cause.message().to_owned(),
        None => error
            .source()
            .map_or_else(|| error.to_string(), |source| format!("{error}: {source}")),
    }
}

fn classified(cause: &DbError) -> DatabaseError {
    let constraint = || cause.constraint().map(str::to_owned);
    let message = || format!("{} ({})", cause.message(), cause.code().code());
    match cause.code().code() {
        "23505" | "23P01" => DatabaseError::Unique {
            constraint: constraint(),
            columns: key_columns(cause.detail()),
        },
        "23503" | "23001" => DatabaseError::ForeignKey {
            constraint: constraint(),
        },
        "23514" => DatabaseError::Check {
            constraint: constraint(),
        },
        "23502" => DatabaseError::NotNull {
            column: cause.column().map(str::to_owned),
        },
        "57014" => DatabaseError::Timeout,
        "55P03" => DatabaseError::Busy,
        "40001" | "40P01" => DatabaseError::Serialization,
        "57P01" | "57P02" | "57P03" | "53300" | "53100" => DatabaseError::Unavailable(message()),
        code if code.starts_with("08") => DatabaseError::Unavailable(message()),
        code if code.starts_with("22") => DatabaseError::Data(message()),
        _ => DatabaseError::Other(message()),
    }
}

/// The columns of `Key (a, b)=(1, 2) already exists.`, whatever the language; none if an expression is among them.
fn key_columns(detail: Option<&str>) -> Vec<String> {
    let listed = detail
        .and_then(|detail| detail.split_once('(')?.1.split_once(")=("))
        .map_or("", |(listed, _)| listed);
    if listed.is_empty() || listed.contains('(') {
        return Vec::new();
    }
    listed
        .split(", ")
        .map(|column| column.trim_matches('"').to_owned())
        .collect()
}
