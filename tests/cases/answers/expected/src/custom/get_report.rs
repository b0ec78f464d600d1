//! `GET /report`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::report::{GetReportRequest, GetReportResponse};
use specwright_runtime::{Context, Error};

/// The operation `getReport`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_report(
    cx: &Context,
    request: GetReportRequest,
) -> Result<GetReportResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getReport"))
}
