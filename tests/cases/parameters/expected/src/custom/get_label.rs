//! `GET /label/{one}/{list}/{many}/{object}/{exploded}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::label::{GetLabelRequest, GetLabelResponse};
use specwright_runtime::{Context, Error};

/// The operation `getLabel`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_label(
    cx: &Context,
    request: GetLabelRequest,
) -> Result<GetLabelResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getLabel"))
}
