//! `POST /nulls`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::nulls::{ShowNullsRequest, ShowNullsResponse};
use specwright_runtime::{Context, Error};

/// The operation `showNulls`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn show_nulls(
    cx: &Context,
    request: ShowNullsRequest,
) -> Result<ShowNullsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("showNulls"))
}
