//! Parameters and body → typed request, all violations at once.

use super::models::{CreateTask, TaskPatch, TaskStatus};
use super::operations::{
    CreateTaskRequest, DeleteTaskRequest, ExecuteWorkflowRequest, GetTaskFileRequest,
    GetTaskRequest, ListTasksRequest, UpdateTaskRequest,
};
use specwright_runtime::{
    ArrayRule, Call, IntegerRule, Item, NumberRule, Pattern, Problem, StringRule, Style,
};

static KIND: Pattern = Pattern::new("^(?:csv|json)$");

/// Reads the request of `listTasks`.
pub fn list_tasks(call: &Call) -> Result<ListTasksRequest, Problem> {
    let mut input = call.input();
    let project_id = input.path("projectId").required().uuid();
    let status = input.query("status").choice::<TaskStatus>();
    let limit = input
        .query("limit")
        .int32(&IntegerRule {
            minimum: Some(1),
            maximum: Some(100),
            ..IntegerRule::INT32
        })
        .unwrap_or(20);
    let search = input.query("q").string(&StringRule {
        max_length: 8,
        ..StringRule::ANY
    });
    let labels = input.query("label").list(
        Style::FormExploded,
        &ArrayRule {
            max_items: 3,
            unique: true,
            ..ArrayRule::ANY
        },
        |value| {
            value.string(&StringRule {
                max_length: 5,
                ..StringRule::ANY
            })
        },
    );
    let ids = input
        .query("ids")
        .list(Style::Form, &ArrayRule::ANY, |value| {
            value.int64(&IntegerRule::INT64)
        });
    let parents = input
        .query("parents")
        .list(Style::PipeDelimited, &ArrayRule::ANY, Item::uuid);
    let words = input
        .query("words")
        .list(Style::SpaceDelimited, &ArrayRule::ANY, |value| {
            value.string(&StringRule::ANY)
        });
    let weight = input.query("weight").number(&NumberRule {
        multiple_of: Some("0.01"),
        ..NumberRule::ANY
    });
    let archived = input.query("archived").boolean();
    let since = input.query("since").timestamp();
    let if_match = input.header("If-Match").string(&StringRule::ANY);
    let traces = input
        .header("X-Trace")
        .list(Style::Simple, &ArrayRule::ANY, |value| {
            value.string(&StringRule::ANY)
        });
    let session = input.cookie("sid").string(&StringRule::ANY);
    let Some(project_id) = project_id else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(ListTasksRequest {
        project_id,
        status,
        limit,
        search,
        labels,
        ids,
        parents,
        words,
        weight,
        archived,
        since,
        if_match,
        traces,
        session,
    })
}

/// Reads the request of `createTask`.
pub fn create_task(call: &Call) -> Result<CreateTaskRequest, Problem> {
    let mut input = call.input();
    let project_id = input.path("projectId").required().uuid();
    let body = input.body(CreateTask::read);
    let (Some(project_id), Some(body)) = (project_id, body) else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(CreateTaskRequest { project_id, body })
}

/// Reads the request of `getTask`.
pub fn get_task(call: &Call) -> Result<GetTaskRequest, Problem> {
    let mut input = call.input();
    let task_id = input.path("taskId").required().uuid();
    let Some(task_id) = task_id else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(GetTaskRequest { task_id })
}

/// Reads the request of `updateTask`.
pub fn update_task(call: &Call) -> Result<UpdateTaskRequest, Problem> {
    let mut input = call.input();
    let id = input.path("id").required().uuid();
    let body = input.optional_body(TaskPatch::read);
    let Some(id) = id else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(UpdateTaskRequest { id, body })
}

/// Reads the request of `deleteTask`.
pub fn delete_task(call: &Call) -> Result<DeleteTaskRequest, Problem> {
    let mut input = call.input();
    let task_id = input.path("taskId").required().string(&StringRule::ANY);
    let Some(task_id) = task_id else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(DeleteTaskRequest { task_id })
}

/// Reads the request of `getTaskFile`.
pub fn get_task_file(call: &Call) -> Result<GetTaskFileRequest, Problem> {
    let mut input = call.input();
    let task_id = input.path("taskId").required().string(&StringRule::ANY);
    let kind = input.path("kind").required().string(&StringRule {
        pattern: Some(&KIND),
        ..StringRule::ANY
    });
    let (Some(task_id), Some(kind)) = (task_id, kind) else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(GetTaskFileRequest { task_id, kind })
}

/// Reads the request of `executeWorkflow`.
pub fn execute_workflow(call: &Call) -> Result<ExecuteWorkflowRequest, Problem> {
    let mut input = call.input();
    let workflow_id = input.path("workflowId").required().string(&StringRule::ANY);
    let Some(workflow_id) = workflow_id else {
        return Err(input.refused());
    };
    input.finish()?;
    Ok(ExecuteWorkflowRequest { workflow_id })
}
