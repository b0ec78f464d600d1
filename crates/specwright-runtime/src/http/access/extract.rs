//! Which credentials does a request show?

use super::{Credentials, CredentialsFrom};
use crate::http::cookie::cookies;
use crate::http::percent::{decode_query, decode_segment};
use crate::http::query::Query;
use crate::json::base64;
use crate::problem::Problem;
use http::header::AUTHORIZATION;
use http::{HeaderMap, Uri};

/// What a request shows at one place.
pub(super) enum Shown {
    /// Nothing.
    Nothing,
    /// Something that cannot be credentials: it is refused without asking anybody.
    Unreadable,
    /// Credentials.
    Credentials(Credentials),
}

/// Looks where the credentials of a scheme are.
///
/// # Errors
/// They are there more than once: which of them a proxy and this service each look at would be anybody's guess (400).
pub(super) fn shown(
    from: CredentialsFrom,
    headers: &HeaderMap,
    uri: &Uri,
) -> Result<Shown, Problem> {
    match from {
        CredentialsFrom::Bearer => authorization(headers, "Bearer", |token| {
            if is_token68(token) {
                Shown::Credentials(Credentials::Bearer(token.to_owned()))
            } else {
                Shown::Unreadable
            }
        }),
        CredentialsFrom::Basic => authorization(headers, "Basic", basic),
        CredentialsFrom::Authorization(scheme) => authorization(headers, scheme, |rest| {
            Shown::Credentials(Credentials::Authorization(rest.to_owned()))
        }),
        CredentialsFrom::Header(name) => {
            let mut values = headers.get_all(name).iter();
            let value = values.next().map(http::HeaderValue::as_bytes);
            one("header", name, value, values.next().is_some(), |value| {
                Some(std::str::from_utf8(value.trim_ascii()).ok()?.to_owned())
            })
        }
        CredentialsFrom::Query(name) => {
            let query = Query::parse(uri.query());
            let mut values = query.values(name);
            let value = values.next().map(str::as_bytes);
            one("parameter", name, value, values.next().is_some(), |value| {
                let value = std::str::from_utf8(value).ok()?;
                Some(decode_query(value).ok()?.into_owned())
            })
        }
        // A browser sends the cookie of the most specific path first, and others behind it.
        CredentialsFrom::Cookie(name) => one(
            "cookie",
            name,
            cookies(headers, name).next(),
            false,
            |value| {
                let value = std::str::from_utf8(value).ok()?;
                Some(decode_segment(value).ok()?.into_owned())
            },
        ),
    }
}

/// A key; an empty one is none.
fn one(
    place: &str,
    name: &str,
    value: Option<&[u8]>,
    more: bool,
    decode: fn(&[u8]) -> Option<String>,
) -> Result<Shown, Problem> {
    if more {
        return Err(twice(&format!("The {place} `{name}`")));
    }
    Ok(match value {
        None | Some(b"") => Shown::Nothing,
        Some(value) => match decode(value) {
            None => Shown::Unreadable,
            Some(key) if key.is_empty() => Shown::Nothing,
            Some(key) => Shown::Credentials(Credentials::Key(key)),
        },
    })
}

/// What stands behind a scheme in `Authorization` (RFC 9110, section 11.4): names of schemes have no case, and at least
/// one space follows.
fn authorization(
    headers: &HeaderMap,
    scheme: &str,
    read: fn(&str) -> Shown,
) -> Result<Shown, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Ok(Shown::Nothing);
    };
    if values.next().is_some() {
        return Err(twice("`Authorization`"));
    }
    let value = value.as_bytes().trim_ascii();
    let end = value.iter().position(|byte| *byte == b' ');
    let (given, rest) = value.split_at(end.unwrap_or(value.len()));
    if !given.eq_ignore_ascii_case(scheme.as_bytes()) {
        return Ok(Shown::Nothing);
    }
    Ok(std::str::from_utf8(rest.trim_ascii()).map_or(Shown::Unreadable, read))
}

fn twice(what: &str) -> Problem {
    Problem::new(400).with_detail(format!("{what} must not be given more than once."))
}

/// RFC 7617, section 2: base64 of the name, a colon and the password, in UTF-8 as our challenge says.
fn basic(rest: &str) -> Shown {
    let pair = base64::decode(rest).and_then(|bytes| String::from_utf8(bytes).ok());
    match pair.as_deref().and_then(|pair| pair.split_once(':')) {
        Some((user, password)) if !pair_has_controls(user, password) => {
            Shown::Credentials(Credentials::Basic {
                user: user.to_owned(),
                password: password.to_owned(),
            })
        }
        _ => Shown::Unreadable,
    }
}

fn pair_has_controls(user: &str, password: &str) -> bool {
    user.chars().chain(password.chars()).any(char::is_control)
}

/// RFC 9110, section 11.2: letters, digits and `-._~+/`, then any number of `=`.
fn is_token68(token: &str) -> bool {
    let text = token.trim_end_matches('=');
    let is_good = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !text.is_empty() && text.bytes().all(is_good)
}
