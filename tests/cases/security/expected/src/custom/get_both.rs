//! `GET /both`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::both::{GetBothRequest, GetBothResponse};
use specwright_runtime::{Context, Error};

/// The operation `getBoth`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_both(
    cx: &Context,
    request: GetBothRequest,
) -> Result<GetBothResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getBoth"))
}
