//! `POST /echo`: Says what it hears.
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::echo::{EchoRequest, EchoResponse};
use specwright_runtime::{Context, Error};

/// Says what it hears.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn echo(cx: &Context, request: EchoRequest) -> Result<EchoResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("echo"))
}
