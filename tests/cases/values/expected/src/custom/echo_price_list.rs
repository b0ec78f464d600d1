//! `POST /price-list`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::price_list::{
    EchoPriceListRequest, EchoPriceListResponse,
};
use specwright_runtime::{Context, Error};

/// The operation `echoPriceList`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn echo_price_list(
    cx: &Context,
    request: EchoPriceListRequest,
) -> Result<EchoPriceListResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("echoPriceList"))
}
