//! `POST /items/{id}:archive`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::items::{ArchiveItemRequest, ArchiveItemResponse};
use specwright_runtime::{Context, Error};

/// The operation `archiveItem`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn archive_item(
    cx: &Context,
    request: ArchiveItemRequest,
) -> Result<ArchiveItemResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("archiveItem"))
}
