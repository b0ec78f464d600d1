//! What does a caller learn that proved nothing, or too little? How to prove it: `WWW-Authenticate`.

use super::{Access, CredentialsFrom, Scheme};
use http::HeaderValue;
use std::collections::BTreeSet;

/// What was wrong with what a caller showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    /// It showed nothing.
    Credentials,
    /// What it showed was refused.
    Acceptance,
    /// It was accepted, and lacks a scope or a role.
    Scope,
}

/// One challenge for each scheme of the access (RFC 9110, section 11.6.1), in the contract's order. The realm is the
/// name of the scheme. Schemes of API keys are not registered, so their challenge is one of our own: `ApiKey`.
pub(super) fn challenges(access: &Access, lack: Lack) -> Vec<HeaderValue> {
    let mut schemes: Vec<&'static Scheme> = Vec::new();
    for need in access.0.iter().copied().flatten() {
        if !schemes.iter().any(|known| known.name == need.scheme.name) {
            schemes.push(need.scheme);
        }
    }
    let texts = schemes
        .into_iter()
        .map(|scheme| challenge(access, scheme, lack));
    // A scheme with a name that no header can hold has no challenge.
    texts
        .filter_map(|text| HeaderValue::try_from(text).ok())
        .collect()
}

fn challenge(access: &Access, scheme: &Scheme, lack: Lack) -> String {
    let realm = quoted(scheme.name);
    match scheme.credentials {
        CredentialsFrom::Bearer => {
            let mut text = format!("Bearer realm={realm}");
            text.push_str(match lack {
                // RFC 6750, section 3.1: a caller that showed nothing learns no error.
                Lack::Credentials => "",
                Lack::Acceptance => ", error=\"invalid_token\"",
                Lack::Scope => ", error=\"insufficient_scope\"",
            });
            let scopes: BTreeSet<&str> = access
                .0
                .iter()
                .copied()
                .flatten()
                .filter(|need| need.scheme.name == scheme.name)
                .flat_map(|need| need.scopes.iter().copied())
                .collect();
            if !scopes.is_empty() {
                let scopes: Vec<&str> = scopes.into_iter().collect();
                text.push_str(", scope=");
                text.push_str(&quoted(&scopes.join(" ")));
            }
            text
        }
        CredentialsFrom::Basic => format!("Basic realm={realm}, charset=\"UTF-8\""),
        CredentialsFrom::Authorization(name) => format!("{name} realm={realm}"),
        CredentialsFrom::Header(name) => {
            format!("ApiKey realm={realm}, in=\"header\", name={}", quoted(name))
        }
        CredentialsFrom::Query(name) => {
            format!("ApiKey realm={realm}, in=\"query\", name={}", quoted(name))
        }
        CredentialsFrom::Cookie(name) => {
            format!("ApiKey realm={realm}, in=\"cookie\", name={}", quoted(name))
        }
    }
}

/// A quoted string (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}
