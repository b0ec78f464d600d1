//! `POST /nulls`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::nulls::{SendNullsRequest, SendNullsResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendNulls`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_nulls(
    cx: &Context,
    request: SendNullsRequest,
) -> Result<SendNullsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendNulls"))
}
