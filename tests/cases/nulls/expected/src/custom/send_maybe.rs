//! `POST /optional`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::optional::{SendMaybeRequest, SendMaybeResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendMaybe`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_maybe(
    cx: &Context,
    request: SendMaybeRequest,
) -> Result<SendMaybeResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendMaybe"))
}
