//! `POST /reports`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::reports::{CreateReportRequest, CreateReportResponse};
use specwright_runtime::{Context, Error};

/// The operation `createReport`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_report(
    cx: &Context,
    request: CreateReportRequest,
) -> Result<CreateReportResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createReport"))
}
