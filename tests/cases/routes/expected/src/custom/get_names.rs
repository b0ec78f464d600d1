//! `GET /names`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::names::{GetNamesRequest, GetNamesResponse};
use specwright_runtime::{Context, Error};

/// The operation `getNames`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_names(
    cx: &Context,
    request: GetNamesRequest,
) -> Result<GetNamesResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getNames"))
}
