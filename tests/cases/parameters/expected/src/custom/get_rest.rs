//! `GET /rest`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::rest::{GetRestRequest, GetRestResponse};
use specwright_runtime::{Context, Error};

/// The operation `getRest`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_rest(
    cx: &Context,
    request: GetRestRequest,
) -> Result<GetRestResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getRest"))
}
