//! How is the description of the API served? As it was written, with a strong `ETag`.

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The description and its tag, made once.
#[derive(Debug, Clone)]
pub(super) struct Description {
    text: &'static str,
    etag: HeaderValue,
}

impl Description {
    pub(super) fn new(text: &'static str) -> Self {
        let mut etag = String::from("\"");
        for byte in Sha256::digest(text).iter().take(16) {
            write!(etag, "{byte:02x}").expect("a string takes any text");
        }
        etag.push('"');
        Self {
            text,
            etag: HeaderValue::try_from(etag).expect("hex digits in quotes are a header's value"),
        }
    }

    /// The answer to `GET`: 304 if the client has this very text.
    pub(super) fn answer(&self, request: &Request) -> Response {
        let known = is_known(request.headers(), &self.etag);
        let mut response = Response::new(if known {
            Body::empty()
        } else {
            Body::from(self.text)
        });
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(ETAG, self.etag.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if !known {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/yaml"));
        }
        response
    }
}

/// `If-None-Match` compares weakly, so that a `W/` that a proxy added does not count.
fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let listed = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let etag = etag.to_str().unwrap_or_default();
    listed
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}
