//! `DELETE /things/{id}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::things::{DeleteThingRequest, DeleteThingResponse};
use specwright_runtime::{Context, Error};

/// The operation `deleteThing`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn delete_thing(
    cx: &Context,
    request: DeleteThingRequest,
) -> Result<DeleteThingResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("deleteThing"))
}
