//! `POST /crate`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::n2nd_tag::{GetItemX6df9Request, GetItemX6df9Response};
use specwright_runtime::{Context, Error};

/// The operation `get-item`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_item_x6df9(
    cx: &Context,
    request: GetItemX6df9Request,
) -> Result<GetItemX6df9Response, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("get-item"))
}
