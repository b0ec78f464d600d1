//! `GET /folder/`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::folder::{GetFolderRequest, GetFolderResponse};
use specwright_runtime::{Context, Error};

/// The operation `getFolder`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_folder(
    cx: &Context,
    request: GetFolderRequest,
) -> Result<GetFolderResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getFolder"))
}
