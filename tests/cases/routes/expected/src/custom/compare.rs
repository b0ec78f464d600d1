//! `GET /compare/{base}...{head}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::compare::{CompareRequest, CompareResponse};
use specwright_runtime::{Context, Error};

/// The operation `compare`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn compare(
    cx: &Context,
    request: CompareRequest,
) -> Result<CompareResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("compare"))
}
