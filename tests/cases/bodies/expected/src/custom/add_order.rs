//! `POST /orders`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::orders::{AddOrderRequest, AddOrderResponse};
use specwright_runtime::{Context, Error};

/// The operation `addOrder`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_order(
    cx: &Context,
    request: AddOrderRequest,
) -> Result<AddOrderResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addOrder"))
}
