//! `POST /books/{isbn}/reservations`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::books::{ReserveBookRequest, ReserveBookResponse};
use specwright_runtime::{Context, Error};

/// The operation `reserveBook`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn reserve_book(
    cx: &Context,
    request: ReserveBookRequest,
) -> Result<ReserveBookResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("reserveBook"))
}
