//! `PUT /workflows/{workflowId}/execute`. Yours: regeneration never touches this file.

use crate::generated::operations::workflows::{ExecuteWorkflowRequest, ExecuteWorkflowResponse};
use specwright_runtime::{Context, Error};

/// Executes a workflow.
///
/// # Errors
/// The workflow cannot be executed.
pub async fn execute_workflow(cx: &Context, request: ExecuteWorkflowRequest) -> Result<ExecuteWorkflowResponse, Error> {
    let _ = (cx, request);
    Err(Error::NotImplemented("executeWorkflow"))
}
