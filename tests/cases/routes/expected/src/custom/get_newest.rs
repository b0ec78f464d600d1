//! `GET /items/newest`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::items::{GetNewestRequest, GetNewestResponse};
use specwright_runtime::{Context, Error};

/// The operation `getNewest`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_newest(
    cx: &Context,
    request: GetNewestRequest,
) -> Result<GetNewestResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getNewest"))
}
