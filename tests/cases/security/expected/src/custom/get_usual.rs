//! `GET /usual`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::usual::{GetUsualRequest, GetUsualResponse};
use specwright_runtime::{Context, Error};

/// The operation `getUsual`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_usual(
    cx: &Context,
    request: GetUsualRequest,
) -> Result<GetUsualResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getUsual"))
}
