//! `GET /things/{id}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::things::{GetThingRequest, GetThingResponse};
use specwright_runtime::{Context, Error};

/// The operation `getThing`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_thing(
    cx: &Context,
    request: GetThingRequest,
) -> Result<GetThingResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getThing"))
}
