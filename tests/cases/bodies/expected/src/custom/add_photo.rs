//! `POST /photos`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::photos::{AddPhotoRequest, AddPhotoResponse};
use specwright_runtime::{Context, Error};

/// The operation `addPhoto`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_photo(
    cx: &Context,
    request: AddPhotoRequest,
) -> Result<AddPhotoResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addPhoto"))
}
