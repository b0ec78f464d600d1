//! Who stands behind the credentials of `queryKey`?
//!
//! This file is yours: it was written once, and no generation touches it again.

use specwright_runtime::{Context, Credentials, Principal, Problem};

/// The principal that proves itself by `queryKey`.
///
/// # Errors
///
/// It is not written yet: everybody is refused with the status 401.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn authenticate_query_key(cx: Context, credentials: Credentials) -> Result<Principal, Problem> {
    match credentials {
        Credentials::Key(key) if !key.is_empty() => Ok(Principal::new("key")),
        _ => Err(Problem::new(401)),
    }
}
