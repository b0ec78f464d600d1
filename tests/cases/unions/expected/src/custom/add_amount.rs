//! `POST /amounts`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::amounts::{AddAmountRequest, AddAmountResponse};
use specwright_runtime::{Context, Error};

/// The operation `addAmount`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_amount(
    cx: &Context,
    request: AddAmountRequest,
) -> Result<AddAmountResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addAmount"))
}
