//! `GET /search`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::tasks::{SearchTasksRequest, SearchTasksResponse};
use specwright_runtime::{Context, Error};

/// The operation `searchTasks`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn search_tasks(
    cx: &Context,
    request: SearchTasksRequest,
) -> Result<SearchTasksResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("searchTasks"))
}
