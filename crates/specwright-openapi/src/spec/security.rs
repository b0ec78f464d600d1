//! Who may call, in the words of the specification.

use super::Location;
use specwright_diagnostics::Span;
use specwright_source::Located;

/// One alternative of a security requirement: all of its schemes together.
#[derive(Debug, Clone)]
pub struct SecurityRequirement {
    /// The place of the object: its key, or its first key where it stands in an array.
    pub span: Span,
    /// Scheme names with their scopes or roles; empty for anonymous callers.
    pub schemes: Vec<(Located<String>, Vec<Located<String>>)>,
}

/// A Security Scheme Object under its name.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// The name.
    pub name: Located<String>,
    /// What it is.
    pub kind: SecurityKind,
    /// `description`.
    pub description: Option<Located<String>>,
    /// `bearerFormat` of an `http` scheme.
    pub bearer_format: Option<Located<String>>,
    /// `flows` of an `oauth2` scheme, in the order of the text.
    pub flows: Vec<Flow>,
}

/// An OAuth Flow Object under its name.
#[derive(Debug, Clone)]
pub struct Flow {
    /// The name, such as `authorizationCode`.
    pub name: Located<String>,
    /// `authorizationUrl`.
    pub authorization_url: Option<Located<String>>,
    /// `tokenUrl`.
    pub token_url: Option<Located<String>>,
    /// `refreshUrl`.
    pub refresh_url: Option<Located<String>>,
    /// `scopes`: names with their descriptions.
    pub scopes: Vec<(Located<String>, String)>,
}

/// The `type` of a security scheme, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// `apiKey`.
    ApiKey {
        /// `in`.
        location: Location,
        /// `name`.
        name: String,
    },
    /// `http`.
    Http {
        /// `scheme`, in lower case.
        scheme: String,
    },
    /// `oauth2`; its flows are in [`SecurityScheme::flows`].
    OAuth2,
    /// `mutualTLS` (OpenAPI 3.1).
    MutualTls,
    /// `openIdConnect`.
    OpenIdConnect {
        /// `openIdConnectUrl`.
        url: String,
    },
}
