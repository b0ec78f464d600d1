//! `PATCH /states`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::states::{PatchStatesRequest, PatchStatesResponse};
use specwright_runtime::{Context, Error};

/// The operation `patchStates`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn patch_states(
    cx: &Context,
    request: PatchStatesRequest,
) -> Result<PatchStatesResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("patchStates"))
}
