//! `GET /simple/{one}/{list}/{object}/{exploded}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::simple::{GetSimpleRequest, GetSimpleResponse};
use specwright_runtime::{Context, Error};

/// The operation `getSimple`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_simple(
    cx: &Context,
    request: GetSimpleRequest,
) -> Result<GetSimpleResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getSimple"))
}
