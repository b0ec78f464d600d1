//! `GET /lines`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::streams::{ExportLinesRequest, ExportLinesResponse};
use specwright_runtime::{Context, Error};

/// The operation `exportLines`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn export_lines(
    cx: &Context,
    request: ExportLinesRequest,
) -> Result<ExportLinesResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("exportLines"))
}
