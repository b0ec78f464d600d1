//! `POST /notes`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::notes::{AddNoteRequest, AddNoteResponse};
use specwright_runtime::{Context, Error};

/// The operation `addNote`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn add_note(
    cx: &Context,
    request: AddNoteRequest,
) -> Result<AddNoteResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("addNote"))
}
