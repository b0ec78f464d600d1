//! `GET /either`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::either::{GetEitherRequest, GetEitherResponse};
use specwright_runtime::{Context, Error};

/// The operation `getEither`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_either(
    cx: &Context,
    request: GetEitherRequest,
) -> Result<GetEitherResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getEither"))
}
