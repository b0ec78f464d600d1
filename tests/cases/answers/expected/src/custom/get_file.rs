//! `GET /file`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::file::{GetFileRequest, GetFileResponse};
use specwright_runtime::{Context, Error};

/// The operation `getFile`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_file(
    cx: &Context,
    request: GetFileRequest,
) -> Result<GetFileResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getFile"))
}
