//! `PUT /blobs/{blobId}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::uploads::{PutBlobRequest, PutBlobResponse};
use specwright_runtime::{Context, Error};

/// The operation `putBlob`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn put_blob(
    cx: &Context,
    request: PutBlobRequest,
) -> Result<PutBlobResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("putBlob"))
}
