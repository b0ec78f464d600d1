//! `POST /figures`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::figures::{CreateFigureRequest, CreateFigureResponse};
use specwright_runtime::{Context, Error};

/// The operation `createFigure`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_figure(
    cx: &Context,
    request: CreateFigureRequest,
) -> Result<CreateFigureResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createFigure"))
}
