//! `GET /users/{name}/posts`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::users::{ListPostsRequest, ListPostsResponse};
use specwright_runtime::{Context, Error};

/// The operation `listPosts`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn list_posts(
    cx: &Context,
    request: ListPostsRequest,
) -> Result<ListPostsResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("listPosts"))
}
