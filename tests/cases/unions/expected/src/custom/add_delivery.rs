//! `POST /deliveries`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::deliveries::{AddDeliveryRequest, AddDeliveryResponse};
use specwright_runtime::{Context, Error};

/// The operation `addDelivery`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_delivery(
    cx: &Context,
    request: AddDeliveryRequest,
) -> Result<AddDeliveryResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addDelivery"))
}
