//! `GET /ping`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::ping::{PingRequest, PingResponse};
use specwright_runtime::{Context, Error};

/// The operation `ping`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn ping(cx: &Context, request: PingRequest) -> Result<PingResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("ping"))
}
