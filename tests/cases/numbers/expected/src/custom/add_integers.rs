//! `POST /integers`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::integers::{AddIntegersRequest, AddIntegersResponse};
use specwright_runtime::{Context, Error};

/// The operation `addIntegers`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_integers(
    cx: &Context,
    request: AddIntegersRequest,
) -> Result<AddIntegersResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addIntegers"))
}
