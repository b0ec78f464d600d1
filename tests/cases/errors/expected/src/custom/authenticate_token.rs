//! `token`: from credentials to the principal whose they are.
//!
//! This file is yours: it was written once, and no generation touches it again.

use specwright_runtime::{Context, Credentials, Principal, Problem};

/// Says who shows these credentials, a bearer token.
///
/// # Errors
///
/// It is not written yet: all credentials are refused with the status 401.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn authenticate_token(
    cx: Context,
    credentials: Credentials,
) -> Result<Principal, Problem> {
    let _ = (cx, credentials);
    Err(Problem::new(401))
}
