//! By which name do the client, the answer and the log know a request?

use http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The name of one request: the client's own in `X-Request-Id`, if it is 1 to 64 letters, digits, dots, underscores and
/// hyphens, or else a new UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(Text);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    Given(HeaderValue),
    Made(Uuid),
}

pub(super) static X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

impl RequestId {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let mut given = headers.get_all(&X_REQUEST_ID).iter();
        match (given.next(), given.next()) {
            (Some(one), None) if is_good(one.as_bytes()) => Self(Text::Given(one.clone())),
            _ => Self(Text::Made(Uuid::now_v7())),
        }
    }

    pub(super) fn header_value(&self) -> HeaderValue {
        match &self.0 {
            Text::Given(value) => value.clone(),
            Text::Made(id) => {
                let mut buffer = Uuid::encode_buffer();
                HeaderValue::from_str(id.hyphenated().encode_lower(&mut buffer))
                    .expect("digits, letters and hyphens can stand in a header")
            }
        }
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Text::Given(value) => f.write_str(value.to_str().unwrap_or_default()),
            Text::Made(id) => id.hyphenated().fmt(f),
        }
    }
}

fn is_good(id: &[u8]) -> bool {
    let is_good = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    (1..=64).contains(&id.len()) && id.iter().all(is_good)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn a_good_name_is_kept_and_a_bad_one_replaced() {
        for (given, kept) in [
            ("a", true),
            ("A-z_0.9", true),
            ("", false),
            ("a b", false),
            ("a\"b", false),
            ("é", false),
        ] {
            let headers = HeaderMap::from_iter([(
                X_REQUEST_ID.clone(),
                HeaderValue::from_bytes(given.as_bytes()).unwrap(),
            )]);
            let id = RequestId::of(&headers);
            assert_eq!(id.to_string() == given, kept, "{given}");
            assert_eq!(id.header_value().to_str().unwrap(), id.to_string());
        }
        for length in [64, 65] {
            let given = "x".repeat(length);
            let headers = HeaderMap::from_iter([(X_REQUEST_ID.clone(), given.parse().unwrap())]);
            assert_eq!(RequestId::of(&headers).to_string() == given, length == 64);
        }
        let mut twice = HeaderMap::new();
        twice.append(&X_REQUEST_ID, "a".parse().unwrap());
        twice.append(&X_REQUEST_ID, "b".parse().unwrap());
        assert_eq!(RequestId::of(&twice).to_string().len(), 36);
        assert_ne!(
            RequestId::of(&HeaderMap::new()),
            RequestId::of(&HeaderMap::new())
        );
    }
}
