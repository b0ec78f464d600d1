//! `PUT /photos`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::photos::{ReplacePhotosRequest, ReplacePhotosResponse};
use specwright_runtime::{Context, Error};

/// The operation `replacePhotos`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn replace_photos(
    cx: &Context,
    request: ReplacePhotosRequest,
) -> Result<ReplacePhotosResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("replacePhotos"))
}
