//! `GET /digest`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::digest::{GetDigestRequest, GetDigestResponse};
use specwright_runtime::{Context, Error};

/// The operation `getDigest`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_digest(
    cx: &Context,
    request: GetDigestRequest,
) -> Result<GetDigestResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getDigest"))
}
