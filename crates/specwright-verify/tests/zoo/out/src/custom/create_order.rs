//! `POST /orders`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::orders::{CreateOrderRequest, CreateOrderResponse};
use specwright_runtime::{Context, Error};

/// The operation `createOrder`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_order(
    cx: &Context,
    request: CreateOrderRequest,
) -> Result<CreateOrderResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createOrder"))
}
