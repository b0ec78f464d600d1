//! `PUT /files/{name}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::files::{PutFileRequest, PutFileResponse};
use specwright_runtime::{Context, Error};

/// The operation `putFile`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn put_file(
    cx: &Context,
    request: PutFileRequest,
) -> Result<PutFileResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("putFile"))
}
