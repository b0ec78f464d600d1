//! `PUT /workflows/{workflowId}/execute`
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::workflows::{
    ExecuteWorkflowRequest, ExecuteWorkflowResponse,
};
use specwright_runtime::{Context, Error};

/// The operation `executeWorkflow`.
///
/// # Errors
///
/// It is not written yet: callers get the status 501.
#[allow(clippy::unused_async, reason = "it is not written yet")]
pub async fn execute_workflow(
    cx: &Context,
    request: ExecuteWorkflowRequest,
) -> Result<ExecuteWorkflowResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("executeWorkflow"))
}
