//! `GET /events`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::streams::{ListenEventsRequest, ListenEventsResponse};
use specwright_runtime::{Context, Error};

/// The operation `listenEvents`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn listen_events(
    cx: &Context,
    request: ListenEventsRequest,
) -> Result<ListenEventsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("listenEvents"))
}
