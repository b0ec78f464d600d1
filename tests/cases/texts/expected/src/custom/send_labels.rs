//! `POST /labels`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::labels::{SendLabelsRequest, SendLabelsResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendLabels`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_labels(
    cx: &Context,
    request: SendLabelsRequest,
) -> Result<SendLabelsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendLabels"))
}
