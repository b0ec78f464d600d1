//! `PUT /things/{id}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::things::{ReplaceThingRequest, ReplaceThingResponse};
use specwright_runtime::{Context, Error};

/// The operation `replaceThing`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn replace_thing(
    cx: &Context,
    request: ReplaceThingRequest,
) -> Result<ReplaceThingResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("replaceThing"))
}
