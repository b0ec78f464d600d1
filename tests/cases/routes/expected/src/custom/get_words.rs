//! `GET /two words`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::two_words::{GetWordsRequest, GetWordsResponse};
use specwright_runtime::{Context, Error};

/// The operation `getWords`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn get_words(
    cx: &Context,
    request: GetWordsRequest,
) -> Result<GetWordsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("getWords"))
}
