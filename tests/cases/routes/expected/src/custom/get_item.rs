//! `GET /items/{id}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::items::{GetItemRequest, GetItemResponse};
use specwright_runtime::{Context, Error};

/// The operation `getItem`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_item(
    cx: &Context,
    request: GetItemRequest,
) -> Result<GetItemResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getItem"))
}
