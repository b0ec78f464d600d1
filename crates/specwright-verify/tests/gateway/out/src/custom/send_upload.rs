//! `POST /uploads`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::uploads::{SendUploadRequest, SendUploadResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendUpload`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_upload(
    cx: &Context,
    request: SendUploadRequest,
) -> Result<SendUploadResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendUpload"))
}
