//! `POST /tags`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::tags::{SendTagsRequest, SendTagsResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendTags`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_tags(
    cx: &Context,
    request: SendTagsRequest,
) -> Result<SendTagsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendTags"))
}
