//! `POST /texts`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::texts::{SendTextsRequest, SendTextsResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendTexts`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_texts(
    cx: &Context,
    request: SendTextsRequest,
) -> Result<SendTextsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendTexts"))
}
