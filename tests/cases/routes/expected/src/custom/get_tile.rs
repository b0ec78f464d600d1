//! `GET /tiles/{z}-{x}.png`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::tiles::{GetTileRequest, GetTileResponse};
use specwright_runtime::{Context, Error};

/// The operation `getTile`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_tile(
    cx: &Context,
    request: GetTileRequest,
) -> Result<GetTileResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getTile"))
}
