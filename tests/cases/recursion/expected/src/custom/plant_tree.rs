//! `POST /trees`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::trees::{PlantTreeRequest, PlantTreeResponse};
use specwright_runtime::{Context, Error};

/// The operation `plantTree`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn plant_tree(
    cx: &Context,
    request: PlantTreeRequest,
) -> Result<PlantTreeResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("plantTree"))
}
