//! What the operations do: here they only show what came in, and fail in all ways.

use super::models::{Task, TaskPage, TaskPatch, TaskStatus};
use super::operations::{
    CreateTaskRequest, CreateTaskResponse, DeleteTaskRequest, DeleteTaskResponse,
    ExecuteWorkflowRequest, ExecuteWorkflowResponse, GetTaskFileRequest, GetTaskFileResponse,
    GetTaskRequest, GetTaskResponse, ListTasksRequest, ListTasksResponse, UpdateTaskRequest,
    UpdateTaskResponse,
};
use specwright_runtime::{Context, Error, Presence, Problem, Uuid};
use std::collections::BTreeMap;
use std::time::Duration;

/// Lists the tasks of a project: one task that shows the parameters.
pub async fn list_tasks(
    _: &Context,
    request: ListTasksRequest,
) -> Result<ListTasksResponse, Error> {
    if request.project_id.is_max() {
        return Ok(ListTasksResponse::NotFound(
            Problem::new(404).with_detail("No such project."),
        ));
    }
    let mut shown = vec![request.limit.to_string()];
    shown.extend(request.status.map(|status| format!("{status:?}")));
    shown.extend(request.search);
    shown.extend(request.labels.map(|labels| format!("{labels:?}")));
    shown.extend(request.ids.map(|ids| format!("{ids:?}")));
    shown.extend(request.parents.map(|parents| format!("{parents:?}")));
    shown.extend(request.words.map(|words| format!("{words:?}")));
    shown.extend(request.weight.map(|weight| weight.to_string()));
    shown.extend(request.archived.map(|archived| archived.to_string()));
    shown.extend(request.since.map(|since| since.to_string()));
    shown.extend(request.if_match);
    shown.extend(request.traces.map(|traces| format!("{traces:?}")));
    shown.extend(request.session);
    let task = Task {
        id: request.project_id,
        title: "shown".to_owned(),
        status: request.status.unwrap_or(TaskStatus::Open),
        due_at: None,
        parent: None,
        note: Presence::Absent,
        labels: shown,
    };
    Ok(ListTasksResponse::Ok(TaskPage {
        items: vec![task],
        total: 1,
    }))
}

/// Creates a task; the title `taken` is taken.
pub async fn create_task(
    cx: &Context,
    request: CreateTaskRequest,
) -> Result<CreateTaskResponse, Error> {
    let _ = cx.now();
    if request.body.title == "taken" {
        return Err(Error::Conflict {
            constraint: Some("tasks_title_key".to_owned()),
            detail: "A task with this title exists already.".to_owned(),
        });
    }
    let body = Task {
        id: Uuid::nil(),
        title: request.body.title,
        status: request.body.status.unwrap_or(TaskStatus::Open),
        due_at: request.body.due_at,
        parent: Some(request.project_id),
        note: request.body.note,
        labels: request.body.labels.unwrap_or_default(),
    };
    Ok(CreateTaskResponse::Created {
        location: format!("/tasks/{}", body.id),
        body,
    })
}

/// Gets a task: only one exists, and the greatest identifier breaks the service.
pub async fn get_task(_: &Context, request: GetTaskRequest) -> Result<GetTaskResponse, Error> {
    if request.task_id.is_max() {
        return Err(Error::Internal("the secret reason".to_owned()));
    }
    let task = (request.task_id == Uuid::from_u128(1)).then(|| Task {
        id: request.task_id,
        title: "the one".to_owned(),
        status: TaskStatus::Done,
        due_at: None,
        parent: None,
        note: Presence::Absent,
        labels: Vec::new(),
    });
    task.map(GetTaskResponse::Ok).ok_or(Error::NotFound)
}

/// Changes a task: shows the change.
pub async fn update_task(
    _: &Context,
    request: UpdateTaskRequest,
) -> Result<UpdateTaskResponse, Error> {
    Ok(UpdateTaskResponse::Ok(request.body.unwrap_or(TaskPatch {
        title: Some("no body".to_owned()),
        note: Presence::Null,
        counts: None,
        settings: None,
        blocks: None,
        additional_properties: BTreeMap::new(),
    })))
}

/// Deletes a task; some cannot be deleted.
pub async fn delete_task(
    _: &Context,
    request: DeleteTaskRequest,
) -> Result<DeleteTaskResponse, Error> {
    match request.task_id.as_str() {
        "conflict" => Err(Error::conflict("It is referred to.")),
        "forbidden" => Err(Error::Forbidden),
        "unavailable" => Err(Error::Unavailable("the secret reason".to_owned())),
        _ => Ok(DeleteTaskResponse::NoContent),
    }
}

/// Gets a task as a file.
pub async fn get_task_file(
    _: &Context,
    request: GetTaskFileRequest,
) -> Result<GetTaskFileResponse, Error> {
    let GetTaskFileRequest { task_id, kind } = request;
    let disposition = (kind == "json").then(|| format!("attachment; filename=\"{task_id}\""));
    Ok(GetTaskFileResponse::Ok {
        disposition,
        body: format!("{task_id},{kind}\n"),
    })
}

/// Executes a workflow, badly.
pub async fn execute_workflow(
    _: &Context,
    request: ExecuteWorkflowRequest,
) -> Result<ExecuteWorkflowResponse, Error> {
    match request.workflow_id.as_str() {
        "panic" => panic!("the secret reason"),
        "slow" => {
            tokio::time::sleep(Duration::from_hours(1)).await;
            Ok(ExecuteWorkflowResponse::Ok(0.0))
        }
        "infinite" => Ok(ExecuteWorkflowResponse::Ok(f64::INFINITY)),
        "half" => Ok(ExecuteWorkflowResponse::Ok(0.5)),
        _ => Err(Error::NotImplemented("executeWorkflow")),
    }
}
