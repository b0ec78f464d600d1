//! `POST /blobs`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::blobs::{AddBlobRequest, AddBlobResponse};
use specwright_runtime::{Context, Error};

/// The operation `addBlob`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_blob(
    cx: &Context,
    request: AddBlobRequest,
) -> Result<AddBlobResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addBlob"))
}
