//! `DELETE /items/{itemId}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::items::{DeleteItemRequest, DeleteItemResponse};
use specwright_runtime::{Context, Error};

/// The operation `deleteItem`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn delete_item(
    cx: &Context,
    request: DeleteItemRequest,
) -> Result<DeleteItemResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("deleteItem"))
}
