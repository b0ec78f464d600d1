//! `POST /prices`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::prices::{EchoPricesRequest, EchoPricesResponse};
use specwright_runtime::{Context, Error};

/// The operation `echoPrices`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn echo_prices(
    cx: &Context,
    request: EchoPricesRequest,
) -> Result<EchoPricesResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("echoPrices"))
}
