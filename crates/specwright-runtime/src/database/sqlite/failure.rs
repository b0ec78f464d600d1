//! Which failure does SQLite mean?

use crate::database::DatabaseError;
use rusqlite::{Error, ErrorCode, ffi};

/// SQLite's error in the terms of both engines.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is the argument of `map_err`"
)]
pub(super) fn failure(error: Error) -> DatabaseError {
    let (cause, message) = match &error {
        Error::SqliteFailure(cause, message) => {
            (cause, message.clone().unwrap_or_else(|| cause.to_string()))
        }
        Error::SqlInputError {
            error: cause,
            msg,
            sql,
            offset,
        } => {
            return classified(*cause, format!("{msg} at byte {offset} of `{sql}`"));
        }
        other => return DatabaseError::Other(other.to_string()),
    };
    classified(*cause, message)
}

fn classified(cause: ffi::Error, message: String) -> DatabaseError {
    match (cause.code, cause.extended_code) {
        (ErrorCode::ConstraintViolation, extended) => constraint(extended, &message),
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => DatabaseError::Busy,
        (ErrorCode::OperationInterrupted, _) => DatabaseError::Timeout,
        (
            ErrorCode::CannotOpen
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::ReadOnly,
            _,
        ) => DatabaseError::Unavailable(message),
        (ErrorCode::TypeMismatch | ErrorCode::TooBig, _) => DatabaseError::Data(message),
        _ => DatabaseError::Other(message),
    }
}

/// The messages have the forms `UNIQUE constraint failed: t.a, t.b`, `… failed: index 'i'`,
/// `CHECK constraint failed: name`, `NOT NULL constraint failed: t.a`.
fn constraint(extended: i32, message: &str) -> DatabaseError {
    let subject = message.split_once(" failed: ").map(|(_, subject)| subject);
    match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => {
            let index =
                subject.and_then(|subject| subject.strip_prefix("index '")?.strip_suffix('\''));
            let columns = match (index, subject) {
                (None, Some(subject)) => subject.split(", ").map(column_name).collect(),
                _ => Vec::new(),
            };
            DatabaseError::Unique {
                constraint: index.map(str::to_owned),
                columns,
            }
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DatabaseError::ForeignKey { constraint: None },
        // ON DELETE RESTRICT is a trigger inside of SQLite, and tells itself from others by its message alone.
        ffi::SQLITE_CONSTRAINT_TRIGGER if message == "FOREIGN KEY constraint failed" => {
            DatabaseError::ForeignKey { constraint: None }
        }
        ffi::SQLITE_CONSTRAINT_CHECK => DatabaseError::Check {
            constraint: subject.map(str::to_owned),
        },
        ffi::SQLITE_CONSTRAINT_NOTNULL => DatabaseError::NotNull {
            column: subject.map(column_name),
        },
        ffi::SQLITE_CONSTRAINT_TRIGGER => DatabaseError::Check {
            constraint: Some(message.to_owned()),
        },
        ffi::SQLITE_CONSTRAINT_DATATYPE => DatabaseError::Data(message.to_owned()),
        _ => DatabaseError::Other(message.to_owned()),
    }
}

/// `a` of `t.a`. A table's name with a dot in it would end earlier than shown; a column's name has none.
fn column_name(qualified: &str) -> String {
    qualified
        .rsplit_once('.')
        .map_or(qualified, |(_, column)| column)
        .to_owned()
}
