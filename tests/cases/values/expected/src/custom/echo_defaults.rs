//! `POST /defaults`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::defaults::{EchoDefaultsRequest, EchoDefaultsResponse};
use specwright_runtime::{Context, Error};

/// The operation `echoDefaults`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn echo_defaults(
    cx: &Context,
    request: EchoDefaultsRequest,
) -> Result<EchoDefaultsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("echoDefaults"))
}
