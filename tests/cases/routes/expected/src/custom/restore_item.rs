//! `POST /items/{id}:restore`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::items::{RestoreItemRequest, RestoreItemResponse};
use specwright_runtime::{Context, Error};

/// The operation `restoreItem`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn restore_item(
    cx: &Context,
    request: RestoreItemRequest,
) -> Result<RestoreItemResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("restoreItem"))
}
