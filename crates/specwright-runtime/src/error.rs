//! Why can an operation not do what it was asked to?

use crate::database::DatabaseError;
use crate::json::Violation;
use crate::problem::Problem;

/// What stops an operation. It becomes a [`Problem`] by `?`.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// What the request is about does not exist: 404.
    NotFound,
    /// The state of the data forbids it: 409.
    Conflict {
        /// The constraint of the database, if one was broken and the engine tells which.
        constraint: Option<String>,
        /// What is in the way, for the client.
        detail: String,
    },
    /// The request breaks rules: 422, or 400 where the contract has no 422.
    Invalid(Vec<Violation>),
    /// The client may not do it: 403.
    Forbidden,
    /// Not now, perhaps later: 503. The text is logged and not sent.
    Unavailable(String),
    /// The operation with this name has no code yet: 501.
    NotImplemented(&'static str),
    /// A defect of the service: 500. The text is logged and not sent.
    Internal(String),
    /// Anything else, as the client is to see it.
    Problem(Problem),
}

impl Error {
    /// A conflict that no constraint of the database found.
    #[must_use]
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::Conflict {
            constraint: None,
            detail: detail.into(),
        }
    }

    /// A defect of the service. The text is logged and not sent.
    #[must_use]
    pub fn internal(reason: impl Into<String>) -> Self {
        Self::Internal(reason.into())
    }
}

impl From<DatabaseError> for Error {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Unique { constraint, columns } => Self::Conflict {
                detail: match columns.as_slice() {
                    [] => "An entry with the same key exists already.".to_owned(),
                    columns => format!("An entry with the same {} exists already.", columns.join(", ")),
                },
                constraint,
            },
            DatabaseError::ForeignKey { constraint } => Self::Conflict {
                constraint,
                detail: "An entry that is referred to does not exist, or this entry is still referred to.".to_owned(),
            },
            DatabaseError::Check { constraint } => {
                let detail = match constraint {
                    Some(constraint) => format!("must keep the rule {constraint}"),
                    None => "must keep the rules of the data".to_owned(),
                };
                Self::Invalid(vec![Violation::in_body("", "constraint", detail)])
            }
            DatabaseError::NotNull { column } => {
                let detail = match column {
                    Some(column) => format!("must have a value for {column}"),
                    None => "must have a value for each required column".to_owned(),
                };
                Self::Invalid(vec![Violation::in_body("", "required", detail)])
            }
            DatabaseError::Data(reason) => {
                tracing::warn!(reason, "a value does not fit its column");
                let detail = "must have values that the database can hold";
                Self::Invalid(vec![Violation::in_body("", "constraint", detail)])
            }
            DatabaseError::Busy
            | DatabaseError::Timeout
            | DatabaseError::Serialization
            | DatabaseError::Unavailable(_) => Self::Unavailable(error.to_string()),
            DatabaseError::NoRow | DatabaseError::Decode { .. } | DatabaseError::Other(_) => {
                Self::Internal(error.to_string())
            }
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Conflict { detail, .. } => write!(f, "conflict: {detail}"),
            Self::Invalid(violations) => write!(f, "{} rules are broken", violations.len()),
            Self::Forbidden => f.write_str("forbidden"),
            Self::Unavailable(reason) => write!(f, "unavailable: {reason}"),
            Self::NotImplemented(operation) => write!(f, "{operation} is not implemented"),
            Self::Internal(reason) => write!(f, "internal: {reason}"),
            Self::Problem(problem) => problem.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
