//! `GET /events`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::events::{WatchRequest, WatchResponse};
use specwright_runtime::{Context, Error};

/// The operation `watch`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn watch(cx: &Context, request: WatchRequest) -> Result<WatchResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("watch"))
}
