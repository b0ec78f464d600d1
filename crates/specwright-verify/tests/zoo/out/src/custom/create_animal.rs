//! `POST /animals`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::animals::{CreateAnimalRequest, CreateAnimalResponse};
use specwright_runtime::{Context, Error};

/// The operation `createAnimal`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_animal(
    cx: &Context,
    request: CreateAnimalRequest,
) -> Result<CreateAnimalResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createAnimal"))
}
