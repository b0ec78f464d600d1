//! What each operation is asked, and what it may answer.

use super::models::{CreateTask, Task, TaskPage, TaskPatch, TaskStatus};
use specwright_runtime::{Problem, Response, Timestamp, Uuid};

/// What `listTasks` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct ListTasksRequest {
    pub project_id: Uuid,
    pub status: Option<TaskStatus>,
    pub limit: i32,
    pub search: Option<String>,
    pub labels: Option<Vec<String>>,
    pub ids: Option<Vec<i64>>,
    pub parents: Option<Vec<Uuid>>,
    pub words: Option<Vec<String>>,
    pub weight: Option<f64>,
    pub archived: Option<bool>,
    pub since: Option<Timestamp>,
    pub if_match: Option<String>,
    pub traces: Option<Vec<String>>,
    pub session: Option<String>,
}

/// What `listTasks` answers.
#[derive(Debug)]
pub enum ListTasksResponse {
    /// 200: A page of tasks.
    Ok(TaskPage),
    /// 404: No such project.
    NotFound(Problem),
}

impl ListTasksResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::Ok(body) => Response::json(200, &body),
            Self::NotFound(problem) => Response::problem(404, problem),
        }
    }
}

/// What `createTask` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTaskRequest {
    pub project_id: Uuid,
    pub body: CreateTask,
}

/// What `createTask` answers.
#[derive(Debug)]
pub enum CreateTaskResponse {
    /// 201: The task.
    Created { location: String, body: Task },
}

impl CreateTaskResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::Created { location, body } => {
                Response::json(201, &body).header("Location", location)
            }
        }
    }
}

/// What `getTask` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct GetTaskRequest {
    pub task_id: Uuid,
}

/// What `getTask` answers.
#[derive(Debug)]
pub enum GetTaskResponse {
    /// 200: The task.
    Ok(Task),
}

impl GetTaskResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::Ok(body) => Response::json(200, &body),
        }
    }
}

/// What `updateTask` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateTaskRequest {
    pub id: Uuid,
    pub body: Option<TaskPatch>,
}

/// What `updateTask` answers.
#[derive(Debug)]
pub enum UpdateTaskResponse {
    /// 200: What was understood.
    Ok(TaskPatch),
}

impl UpdateTaskResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::Ok(body) => Response::json(200, &body),
        }
    }
}

/// What `deleteTask` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteTaskRequest {
    pub task_id: String,
}

/// What `deleteTask` answers.
#[derive(Debug)]
pub enum DeleteTaskResponse {
    /// 204: Deleted.
    NoContent,
}

impl DeleteTaskResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::NoContent => Response::empty(204),
        }
    }
}

/// What `getTaskFile` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct GetTaskFileRequest {
    pub task_id: String,
    pub kind: String,
}

/// What `getTaskFile` answers.
#[derive(Debug)]
pub enum GetTaskFileResponse {
    /// 200: The file.
    Ok {
        disposition: Option<String>,
        body: String,
    },
}

impl GetTaskFileResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::Ok { disposition, body } => {
                Response::text(200, "text/csv", body).header("Content-Disposition", disposition)
            }
        }
    }
}

/// What `executeWorkflow` is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct ExecuteWorkflowRequest {
    pub workflow_id: String,
}

/// What `executeWorkflow` answers.
#[derive(Debug)]
pub enum ExecuteWorkflowResponse {
    /// 200: A measure.
    Ok(f64),
}

impl ExecuteWorkflowResponse {
    /// The answer on the wire.
    pub fn into_response(self) -> Response {
        match self {
            Self::Ok(body) => Response::json(200, &body),
        }
    }
}
