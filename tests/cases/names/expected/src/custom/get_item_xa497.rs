//! `POST /crate`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::n2nd_tag::{GetItemXa497Request, GetItemXa497Response};
use specwright_runtime::{Context, Error};

/// The operation `get-item`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_item_xa497(
    cx: &Context,
    request: GetItemXa497Request,
) -> Result<GetItemXa497Response, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("get-item"))
}
