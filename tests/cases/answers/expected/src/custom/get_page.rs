//! `GET /page`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::page::{GetPageRequest, GetPageResponse};
use specwright_runtime::{Context, Error};

/// The operation `getPage`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_page(
    cx: &Context,
    request: GetPageRequest,
) -> Result<GetPageResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getPage"))
}
