//! `GET /matrix/{one}/{list}/{many}/{object}/{exploded}`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::matrix::{GetMatrixRequest, GetMatrixResponse};
use specwright_runtime::{Context, Error};

/// The operation `getMatrix`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_matrix(
    cx: &Context,
    request: GetMatrixRequest,
) -> Result<GetMatrixResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getMatrix"))
}
