//! `POST /states`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::states::{CreateStatesRequest, CreateStatesResponse};
use specwright_runtime::{Context, Error};

/// The operation `createStates`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_states(
    cx: &Context,
    request: CreateStatesRequest,
) -> Result<CreateStatesResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createStates"))
}
