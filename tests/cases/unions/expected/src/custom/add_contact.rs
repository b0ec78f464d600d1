//! `POST /contacts`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::contacts::{AddContactRequest, AddContactResponse};
use specwright_runtime::{Context, Error};

/// The operation `addContact`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_contact(
    cx: &Context,
    request: AddContactRequest,
) -> Result<AddContactResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addContact"))
}
