//! `GET /users/me/{what}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::users::{GetMineRequest, GetMineResponse};
use specwright_runtime::{Context, Error};

/// The operation `getMine`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_mine(
    cx: &Context,
    request: GetMineRequest,
) -> Result<GetMineResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getMine"))
}
