//! `POST /texts`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::texts::{SendTextRequest, SendTextResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendText`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_text(
    cx: &Context,
    request: SendTextRequest,
) -> Result<SendTextResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendText"))
}
