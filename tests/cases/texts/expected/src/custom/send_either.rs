//! `POST /either`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::either::{SendEitherRequest, SendEitherResponse};
use specwright_runtime::{Context, Error};

/// The operation `sendEither`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn send_either(
    cx: &Context,
    request: SendEitherRequest,
) -> Result<SendEitherResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("sendEither"))
}
