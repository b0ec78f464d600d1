//! `GET /reports`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::reports::{ListReportsRequest, ListReportsResponse};
use specwright_runtime::{Context, Error};

/// The operation `listReports`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn list_reports(
    cx: &Context,
    request: ListReportsRequest,
) -> Result<ListReportsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("listReports"))
}
