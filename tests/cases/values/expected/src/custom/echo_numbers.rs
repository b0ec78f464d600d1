//! `POST /numbers`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::numbers::{EchoNumbersRequest, EchoNumbersResponse};
use specwright_runtime::{Context, Error};

/// The operation `echoNumbers`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn echo_numbers(
    cx: &Context,
    request: EchoNumbersRequest,
) -> Result<EchoNumbersResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("echoNumbers"))
}
