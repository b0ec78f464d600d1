//! `GET /defaults`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::defaults::{GetDefaultsRequest, GetDefaultsResponse};
use specwright_runtime::{Context, Error};

/// The operation `getDefaults`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_defaults(
    cx: &Context,
    request: GetDefaultsRequest,
) -> Result<GetDefaultsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getDefaults"))
}
