//! `GET /picture`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::picture::{GetPictureRequest, GetPictureResponse};
use specwright_runtime::{Context, Error};

/// The operation `getPicture`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_picture(
    cx: &Context,
    request: GetPictureRequest,
) -> Result<GetPictureResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getPicture"))
}
