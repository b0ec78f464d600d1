//! `POST /times`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::times::{EchoTimesRequest, EchoTimesResponse};
use specwright_runtime::{Context, Error};

/// The operation `echoTimes`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn echo_times(
    cx: &Context,
    request: EchoTimesRequest,
) -> Result<EchoTimesResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("echoTimes"))
}
