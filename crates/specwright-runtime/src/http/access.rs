//! Who may call an operation? What the contract's security requirements say, as data.

mod challenge;
mod check;
mod extract;

pub(super) use check::{Refused, check};

use crate::context::Context;
use crate::problem::Problem;
use std::pin::Pin;

/// Who may call an operation: alternatives, of each of which all needs must be met.
///
/// The first alternative whose credentials are all there and accepted wins. An alternative without needs lets anybody
/// in who shows no credentials. Without any alternative everybody may.
#[derive(Debug, Clone, Copy)]
pub struct Access(pub &'static [&'static [Need]]);

impl Access {
    /// Everybody.
    pub const OPEN: Self = Self(&[]);
}

/// One of the things that a caller must prove.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// How it is proved.
    pub scheme: &'static Scheme,
    /// What the principal must have besides, each among its scopes or its roles.
    pub scopes: &'static [&'static str],
}

/// A way to prove who is calling: a security scheme of the contract.
#[derive(Debug, Clone, Copy)]
pub struct Scheme {
    /// The name in the contract.
    pub name: &'static str,
    /// Where the credentials are in a request.
    pub credentials: CredentialsFrom,
    /// Credentials → principal. A problem refuses them: 401 for credentials that prove nothing.
    pub authenticate: fn(Context, Credentials) -> Authentication,
}

/// The judgement on credentials, in the making.
pub type Authentication = Pin<Box<dyn Future<Output = Result<Principal, Problem>> + Send>>;

/// Where credentials are in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CredentialsFrom {
    /// `Authorization: Bearer …` (RFC 6750, section 2.1).
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// A header of this name.
    Header(&'static str),
    /// A member of the query of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
    /// `Authorization` with another scheme of this name, such as `Digest`.
    Authorization(&'static str),
}

/// What a caller shows. It is never written anywhere, not by `Debug` either.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// A token (RFC 6750).
    Bearer(String),
    /// A name and a password (RFC 7617).
    Basic {
        /// The name, which has no colon.
        user: String,
        /// The password.
        password: String,
    },
    /// An API key.
    Key(String),
    /// What follows another scheme in `Authorization`.
    Authorization(String),
}

/// Who is calling.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Principal {
    /// Which one: the identifier of a user or a machine.
    pub subject: String,
    /// What it was allowed to do on somebody's behalf.
    pub scopes: Vec<String>,
    /// What it is.
    pub roles: Vec<String>,
}

impl Principal {
    /// A principal without scopes and roles.
    #[must_use]
    pub fn new(subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            scopes: Vec::new(),
            roles: Vec::new(),
        }
    }

    /// The principal with these scopes.
    #[must_use]
    pub fn with_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// The principal with these roles.
    #[must_use]
    pub fn with_roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.roles = roles.into_iter().map(Into::into).collect();
        self
    }

    /// Whether the word is one of the scopes or of the roles.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.scopes.iter().chain(&self.roles).any(|one| one == word)
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bearer(_) => "Bearer(…)",
            Self::Basic { .. } => "Basic(…)",
            Self::Key(_) => "Key(…)",
            Self::Authorization(_) => "Authorization(…)",
        })
    }
}
