//! `POST /lists`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::lists::{SendListRequest, SendListResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendList`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_list(
    cx: &Context,
    request: SendListRequest,
) -> Result<SendListResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendList"))
}
