//! What is planned for who may call what.

use super::{Docs, Ident};

/// A way to prove who one is.
#[derive(Debug, Clone)]
pub struct SchemePlan {
    /// The static.
    pub name: Ident,
    /// The name in the spec.
    pub id: String,
    /// The documentation of the spec.
    pub docs: Docs,
    /// Where the credentials stand in a request.
    pub credentials: CredentialsPlan,
    /// The hand-written function from credentials to principal, and its module.
    pub function: Ident,
}

/// Where credentials stand in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialsPlan {
    /// A bearer token.
    Bearer,
    /// A name and a password.
    Basic,
    /// The header `Authorization` with another scheme.
    Authorization(String),
    /// A header.
    Header(String),
    /// A parameter of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// Who may call some of the operations.
#[derive(Debug, Clone)]
pub struct AccessPlan {
    /// The static.
    pub name: Ident,
    /// The alternatives, in order.
    pub alternatives: Vec<Vec<NeedPlan>>,
}

/// One of the proofs that an alternative asks for together.
#[derive(Debug, Clone)]
pub struct NeedPlan {
    /// The static of the scheme.
    pub scheme: Ident,
    /// The scheme's name in the spec.
    pub id: String,
    /// The scopes or roles.
    pub scopes: Vec<String>,
}
