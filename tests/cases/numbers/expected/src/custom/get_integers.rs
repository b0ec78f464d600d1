//! `GET /integers`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::integers::{GetIntegersRequest, GetIntegersResponse};
use specwright_runtime::{Context, Error};

/// The operation `getIntegers`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_integers(
    cx: &Context,
    request: GetIntegersRequest,
) -> Result<GetIntegersResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getIntegers"))
}
