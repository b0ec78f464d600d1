//! `POST /marks`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::marks::{AddMarkRequest, AddMarkResponse};
use specwright_runtime::{Context, Error};

/// The operation `addMark`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_mark(
    cx: &Context,
    request: AddMarkRequest,
) -> Result<AddMarkResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addMark"))
}
