//! `PATCH /orders`: Any of three media types, two of which have the same contents.
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::orders::{ChangeOrderRequest, ChangeOrderResponse};
use specwright_runtime::{Context, Error};

/// Any of three media types, two of which have the same contents.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn change_order(
    cx: &Context,
    request: ChangeOrderRequest,
) -> Result<ChangeOrderResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("changeOrder"))
}
