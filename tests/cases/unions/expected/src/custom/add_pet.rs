//! `POST /pets`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::pets::{AddPetRequest, AddPetResponse};
use specwright_runtime::{Context, Error};

/// The operation `addPet`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_pet(
    cx: &Context,
    request: AddPetRequest,
) -> Result<AddPetResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addPet"))
}
