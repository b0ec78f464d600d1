//! `POST /defaults`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::defaults::{SendDefaultsRequest, SendDefaultsResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendDefaults`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_defaults(
    cx: &Context,
    request: SendDefaultsRequest,
) -> Result<SendDefaultsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendDefaults"))
}
