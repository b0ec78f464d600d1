//! `GET /maybe`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::maybe::{GetMaybeRequest, GetMaybeResponse};
use specwright_runtime::{Context, Error};

/// The operation `getMaybe`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_maybe(
    cx: &Context,
    request: GetMaybeRequest,
) -> Result<GetMaybeResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getMaybe"))
}
