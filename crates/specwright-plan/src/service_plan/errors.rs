//! What is planned for answers about errors that are no problem documents.

use super::{AnswerBodyPlan, Ident};
use crate::RustType;

/// A hand-written function from a problem to a value of the type that the description has for errors.
#[derive(Debug, Clone)]
pub struct ErrorFunctionPlan {
    /// The function, and its module.
    pub function: Ident,
    /// What it gives.
    pub kind: RustType,
}

/// An answer that such a value is sent as.
#[derive(Debug, Clone)]
pub struct ErrorShapePlan {
    /// The function in `errors.rs`.
    pub name: Ident,
    /// The hand-written function that gives the value.
    pub function: Ident,
    /// How the value is sent: as JSON or as text.
    pub body: AnswerBodyPlan,
}
