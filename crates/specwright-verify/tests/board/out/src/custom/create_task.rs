//! `POST /projects/{projectId}/tasks`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::tasks::{CreateTaskRequest, CreateTaskResponse};
use specwright_runtime::{Context, Error};

/// The operation `createTask`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn create_task(
    cx: &Context,
    request: CreateTaskRequest,
) -> Result<CreateTaskResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("createTask"))
}
