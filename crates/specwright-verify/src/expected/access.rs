//! Who may call an operation, as the description promises it.

use super::{Spec, Uncompared, entries};
use specwright_diagnostics::Span;
use specwright_source::{Node, Object};
use std::collections::{BTreeMap, BTreeSet};

/// Who may call an operation: whoever meets one of the alternatives (Security Requirement Object).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Access<'a> {
    /// Where it is said; `None` where nothing is.
    pub(crate) span: Option<Span>,
    /// In their order, each with its place.
    pub(crate) alternatives: Vec<(Span, Needs<'a>)>,
}

/// What must be met together: the scopes or roles of each scheme.
pub(crate) type Needs<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Where credentials stand in a request (Security Scheme Object).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credentials<'a> {
    Bearer,
    Basic,
    /// Another scheme of the header `Authorization`, in lower case.
    Authorization(String),
    /// In lower case: header names have no case.
    Header(String),
    Query(&'a str),
    Cookie(&'a str),
}

/// The requirements of an operation; those of the root where it has none of its own.
pub(super) fn access<'a>(spec: Spec<'a>, operation: &'a Object) -> Access<'a> {
    let root = || spec.root.as_object().and_then(|root| root.get("security"));
    let Some(node) = operation.get("security").or_else(root) else {
        return Access {
            span: None,
            alternatives: Vec::new(),
        };
    };
    let requirements = node.as_array().unwrap_or_default();
    let alternatives = requirements
        .iter()
        .filter_map(|node| Some((node.span, node.as_object()?)))
        .map(|(span, requirement)| {
            let needs = requirement.entries.iter().map(|entry| {
                let scopes = entry.node.as_array().unwrap_or_default();
                (
                    entry.key.as_str(),
                    scopes.iter().filter_map(Node::as_str).collect(),
                )
            });
            (span, needs.collect())
        });
    Access {
        span: Some(node.span),
        alternatives: alternatives.collect(),
    }
}

/// The place of a scheme, and where its credentials stand.
pub(crate) fn scheme<'a>(
    spec: Spec<'a>,
    name: &str,
    used: Span,
) -> Result<(Span, Credentials<'a>), Uncompared> {
    let components = spec
        .root
        .as_object()
        .and_then(|root| root.get("components"))
        .and_then(Node::as_object);
    let declared = components.map_or(&[][..], |components| entries(components, "securitySchemes"));
    let uncompared = |span: Span, what: String| Uncompared { span, what };
    let Some(entry) = declared.iter().find(|entry| entry.key == name) else {
        let what = format!("the security scheme `{name}`, which is not declared");
        return Err(uncompared(used, what));
    };
    let node = spec.follow(&entry.node)?;
    let text = |key: &str| {
        node.as_object()
            .and_then(|object| object.get(key))
            .and_then(Node::as_str)
    };
    let credentials = match (text("type"), text("in"), text("name"), text("scheme")) {
        (Some("oauth2" | "openIdConnect"), ..) => Credentials::Bearer,
        (Some("http"), _, _, Some(scheme)) => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Credentials::Bearer,
            "basic" => Credentials::Basic,
            other => Credentials::Authorization(other.to_owned()),
        },
        (Some("apiKey"), Some("header"), Some(name), _) => {
            Credentials::Header(name.to_ascii_lowercase())
        }
        (Some("apiKey"), Some("query"), Some(name), _) => Credentials::Query(name),
        (Some("apiKey"), Some("cookie"), Some(name), _) => Credentials::Cookie(name),
        _ => {
            let what = format!("the security scheme `{name}`");
            return Err(uncompared(entry.key_span, what));
        }
    };
    Ok((entry.key_span, credentials))
}

impl Credentials<'_> {
    /// Where they stand, in words.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Bearer => "a bearer token".to_owned(),
            Self::Basic => "a name and a password".to_owned(),
            Self::Authorization(scheme) => format!("`Authorization: {scheme} …`"),
            Self::Header(name) => format!("the header `{name}`"),
            Self::Query(name) => format!("the query member `{name}`"),
            Self::Cookie(name) => format!("the cookie `{name}`"),
        }
    }
}

/// The alternatives that ask for something, each once and in their order, and whether everybody is let in who shows
/// nothing: two accesses that are equal in this judge each request alike.
pub(crate) fn judgement<'n, 'a>(alternatives: &'n [Needs<'a>]) -> (Vec<&'n Needs<'a>>, bool) {
    let mut asking: Vec<&Needs<'_>> = Vec::new();
    for needs in alternatives.iter().filter(|needs| !needs.is_empty()) {
        if !asking.contains(&needs) {
            asking.push(needs);
        }
    }
    let anonymous = asking.is_empty() || alternatives.iter().any(BTreeMap::is_empty);
    (asking, anonymous)
}
