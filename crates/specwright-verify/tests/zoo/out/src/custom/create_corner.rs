//! `POST /corners`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::corners::{CreateCornerRequest, CreateCornerResponse};
use specwright_runtime::{Context, Error};

/// The operation `createCorner`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_corner(
    cx: &Context,
    request: CreateCornerRequest,
) -> Result<CreateCornerResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createCorner"))
}
