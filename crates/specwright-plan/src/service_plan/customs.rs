//! What is planned for the hand-written operations.

use super::{Docs, Ident};

/// One hand-written operation.
#[derive(Debug, Clone)]
pub struct CustomPlan {
    /// The module, and the function in it.
    pub function: Ident,
    /// The module of the operation's group.
    pub group: Ident,
    /// The operation's name in the spec.
    pub id: String,
    /// The method, in upper case.
    pub method: &'static str,
    /// The path template.
    pub path: String,
    /// The documentation.
    pub docs: Docs,
    /// The input.
    pub request: Ident,
    /// The answers.
    pub response: Ident,
}
