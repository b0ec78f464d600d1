//! `POST /fractions`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::fractions::{AddFractionsRequest, AddFractionsResponse};
use specwright_runtime::{Context, Error};

/// The operation `addFractions`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_fractions(
    cx: &Context,
    request: AddFractionsRequest,
) -> Result<AddFractionsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addFractions"))
}
