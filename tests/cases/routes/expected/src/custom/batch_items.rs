//! `POST /items:batch`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::items_batch::{BatchItemsRequest, BatchItemsResponse};
use specwright_runtime::{Context, Error};

/// The operation `batchItems`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn batch_items(
    cx: &Context,
    request: BatchItemsRequest,
) -> Result<BatchItemsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("batchItems"))
}
