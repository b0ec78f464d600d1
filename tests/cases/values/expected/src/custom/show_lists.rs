//! `POST /lists`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::lists::{ShowListsRequest, ShowListsResponse};
use specwright_runtime::{Context, Error};

/// The operation `showLists`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn show_lists(
    cx: &Context,
    request: ShowListsRequest,
) -> Result<ShowListsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("showLists"))
}
