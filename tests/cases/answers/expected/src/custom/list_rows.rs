//! `GET /rows`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::rows::{ListRowsRequest, ListRowsResponse};
use specwright_runtime::{Context, Error};

/// The operation `listRows`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn list_rows(
    cx: &Context,
    request: ListRowsRequest,
) -> Result<ListRowsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("listRows"))
}
