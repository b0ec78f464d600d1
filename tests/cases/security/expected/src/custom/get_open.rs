//! `GET /open`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::open::{GetOpenRequest, GetOpenResponse};
use specwright_runtime::{Context, Error};

/// The operation `getOpen`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_open(
    cx: &Context,
    request: GetOpenRequest,
) -> Result<GetOpenResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getOpen"))
}
