//! `POST /named`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::named::{AddNamedRequest, AddNamedResponse};
use specwright_runtime::{Context, Error};

/// The operation `addNamed`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_named(
    cx: &Context,
    request: AddNamedRequest,
) -> Result<AddNamedResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addNamed"))
}
