//! `GET /form`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::form::{GetFormRequest, GetFormResponse};
use specwright_runtime::{Context, Error};

/// The operation `getForm`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_form(
    cx: &Context,
    request: GetFormRequest,
) -> Result<GetFormResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getForm"))
}
