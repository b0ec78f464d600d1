//! `PUT /workflows/{workflowId}/execute`: Executes a workflow.
//!
//! This file is yours: it was written once, and no generation touches it again.

use crate::generated::operations::workflows::{ExecuteWorkflowRequest, ExecuteWorkflowResponse};
use crate::generated::repositories::{runs, workflows};
use specwright_runtime::{Context, Error, Parameter, Statement};

static QUEUE_RUN: Statement = Statement {
    sqlite: r#"INSERT INTO "runs" ("id", "workflow_id", "requested_by_id", "status", "input", "started_at") VALUES (?1, ?2, ?3, 'queued', ?4, ?5)"#,
    postgres: r#"INSERT INTO "runs" ("id", "workflow_id", "requested_by_id", "status", "input", "started_at") VALUES ($1, $2, $3, 'queued', $4, $5)"#,
};

/// Queues a run of an enabled workflow and returns it at once. A disabled workflow is a conflict.
///
/// # Errors
///
/// There is no such workflow, it is disabled, or the user who wants it is unknown.
pub async fn execute_workflow(
    cx: &Context,
    request: ExecuteWorkflowRequest,
) -> Result<ExecuteWorkflowResponse, Error> {
    let mut transaction = cx.begin().await?;
    let Some(workflow) = workflows::get_workflow(&mut transaction, request.workflow_id).await?
    else {
        return Err(Error::NotFound);
    };
    if !workflow.enabled {
        return Err(Error::conflict("the workflow is disabled"));
    }
    let id = cx.uuid_v7();
    let values = [
        id.into(),
        workflow.id.into(),
        request.body.requested_by_id.into(),
        Parameter::document(&request.body.input)?,
        cx.now().into(),
    ];
    transaction.execute(&QUEUE_RUN, &values).await?;
    let Some(body) = runs::get_run(&mut transaction, id).await? else {
        return Err(Error::internal(
            "a run is gone in the transaction that queued it",
        ));
    };
    transaction.commit().await?;
    Ok(ExecuteWorkflowResponse::Accepted {
        location: format!("/runs/{id}"),
        body,
    })
}
