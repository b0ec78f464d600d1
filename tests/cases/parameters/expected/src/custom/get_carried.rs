//! `GET /carried`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::carried::{GetCarriedRequest, GetCarriedResponse};
use specwright_runtime::{Context, Error};

/// The operation `getCarried`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_carried(
    cx: &Context,
    request: GetCarriedRequest,
) -> Result<GetCarriedResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getCarried"))
}
