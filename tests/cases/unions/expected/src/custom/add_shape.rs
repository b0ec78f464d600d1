//! `POST /shapes`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::shapes::{AddShapeRequest, AddShapeResponse};
use specwright_runtime::{Context, Error};

/// The operation `addShape`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_shape(
    cx: &Context,
    request: AddShapeRequest,
) -> Result<AddShapeResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addShape"))
}
