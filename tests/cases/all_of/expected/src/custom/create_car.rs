//! `POST /cars`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::cars::{CreateCarRequest, CreateCarResponse};
use specwright_runtime::{Context, Error};

/// The operation `createCar`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_car(
    cx: &Context,
    request: CreateCarRequest,
) -> Result<CreateCarResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createCar"))
}
