//! By which name do the client, the answer and the log know a request?

use http::{HeaderMap, HeaderName, HeaderValue};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;
use uuid::{Builder, Uuid};

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
            _ => Self(Text::Made(new_id())),
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

/// A UUID of version 7. Its random half is as unlike all others as any, but it can be guessed from a few others: it only
/// names a request, and asking the system for randomness would cost more than all else that is done here.
fn new_id() -> Uuid {
    static SEED: OnceLock<(u64, u64)> = OnceLock::new();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let (one, two) = *SEED.get_or_init(|| Uuid::new_v4().as_u64_pair());
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let millis = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(0));
    let mut random = [0; 10];
    random[..8].copy_from_slice(&mixed(one.wrapping_add(count)).to_le_bytes());
    random[8..].copy_from_slice(&mixed(two.wrapping_add(count)).to_le_bytes()[..2]);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// A different number for each number, all bits of which depend on all bits (the last step of `SplitMix64`).
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ number >> 31
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
    fn made_names_differ_and_begin_with_the_time() {
        let names: std::collections::BTreeSet<Uuid> = (0..10_000).map(|_| new_id()).collect();
        assert_eq!(names.len(), 10_000);
        let name = new_id();
        assert_eq!(name.get_version_num(), 7);
        let (seconds, _) = name.get_timestamp().unwrap().to_unix();
        let (known, _) = Uuid::now_v7().get_timestamp().unwrap().to_unix();
        assert!(seconds.abs_diff(known) <= 1);
    }

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
