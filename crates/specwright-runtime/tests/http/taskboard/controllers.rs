//! Extract, validate, call one service method, answer.

use super::{services, validators};
use specwright_runtime::{Call, Problem, Response};

/// `GET /projects/{projectId}/tasks`: Lists the tasks of a project.
pub async fn list_tasks(call: Call) -> Result<Response, Problem> {
    let request = validators::list_tasks(&call)?;
    let response = services::list_tasks(call.context(), request).await?;
    Ok(response.into_response())
}

/// `POST /projects/{projectId}/tasks`: Creates a task.
pub async fn create_task(call: Call) -> Result<Response, Problem> {
    let request = validators::create_task(&call)?;
    let response = services::create_task(call.context(), request).await?;
    Ok(response.into_response())
}

/// `GET /tasks/{taskId}`: Gets a task.
pub async fn get_task(call: Call) -> Result<Response, Problem> {
    let request = validators::get_task(&call)?;
    let response = services::get_task(call.context(), request).await?;
    Ok(response.into_response())
}

/// `PATCH /tasks/{id}`: Changes a task.
pub async fn update_task(call: Call) -> Result<Response, Problem> {
    let request = validators::update_task(&call)?;
    let response = services::update_task(call.context(), request).await?;
    Ok(response.into_response())
}

/// `DELETE /tasks/{taskId}`: Deletes a task.
pub async fn delete_task(call: Call) -> Result<Response, Problem> {
    let request = validators::delete_task(&call)?;
    let response = services::delete_task(call.context(), request).await?;
    Ok(response.into_response())
}

/// `GET /tasks/{taskId}.{kind}`: Gets a task as a file.
pub async fn get_task_file(call: Call) -> Result<Response, Problem> {
    let request = validators::get_task_file(&call)?;
    let response = services::get_task_file(call.context(), request).await?;
    Ok(response.into_response())
}

/// `PUT /workflows/{workflowId}/execute`: Executes a workflow.
pub async fn execute_workflow(call: Call) -> Result<Response, Problem> {
    let request = validators::execute_workflow(&call)?;
    let response = services::execute_workflow(call.context(), request).await?;
    Ok(response.into_response())
}
