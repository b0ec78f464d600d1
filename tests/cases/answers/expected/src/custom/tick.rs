//! `GET /ticks`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::ticks::{TickRequest, TickResponse};
use specwright_runtime::{Context, Error};

/// The operation `tick`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn tick(cx: &Context, request: TickRequest) -> Result<TickResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("tick"))
}
