//! `PUT /things/{code}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::things::{PutThingRequest, PutThingResponse};
use specwright_runtime::{Context, Error};

/// The operation `putThing`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn put_thing(
    cx: &Context,
    request: PutThingRequest,
) -> Result<PutThingResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("putThing"))
}
