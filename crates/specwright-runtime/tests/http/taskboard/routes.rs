//! All operations, as data.

use super::controllers;
use specwright_runtime::{Body, Method, Route};

/// All operations of the API, sorted by path, then by method.
pub static ROUTES: &[Route] = &[
    Route {
        operation: "listTasks",
        method: Method::Get,
        path: "/projects/{projectId}/tasks",
        statuses: &[200, 400, 404],
        consumes: &[],
        produces: &["application/json", "application/problem+json"],
        body: Body::None,
        call: |call| Box::pin(controllers::list_tasks(call)),
    },
    Route {
        operation: "createTask",
        method: Method::Post,
        path: "/projects/{projectId}/tasks",
        statuses: &[201, 400, 409, 422],
        consumes: &["application/json"],
        produces: &["application/json", "application/problem+json"],
        body: Body::Required,
        call: |call| Box::pin(controllers::create_task(call)),
    },
    Route {
        operation: "getTask",
        method: Method::Get,
        path: "/tasks/{taskId}",
        statuses: &[200, 404],
        consumes: &[],
        produces: &["application/json", "application/problem+json"],
        body: Body::None,
        call: |call| Box::pin(controllers::get_task(call)),
    },
    Route {
        operation: "updateTask",
        method: Method::Patch,
        path: "/tasks/{id}",
        statuses: &[200, 4],
        consumes: &["application/merge-patch+json"],
        produces: &["application/json", "application/problem+json"],
        body: Body::Optional,
        call: |call| Box::pin(controllers::update_task(call)),
    },
    Route {
        operation: "deleteTask",
        method: Method::Delete,
        path: "/tasks/{taskId}",
        statuses: &[204],
        consumes: &[],
        produces: &[],
        body: Body::None,
        call: |call| Box::pin(controllers::delete_task(call)),
    },
    Route {
        operation: "getTaskFile",
        method: Method::Get,
        path: "/tasks/{taskId}.{kind}",
        statuses: &[200],
        consumes: &[],
        produces: &["text/csv", "application/json"],
        body: Body::None,
        call: |call| Box::pin(controllers::get_task_file(call)),
    },
    Route {
        operation: "executeWorkflow",
        method: Method::Put,
        path: "/workflows/{workflowId}/execute",
        statuses: &[200, 0],
        consumes: &[],
        produces: &["application/json"],
        body: Body::None,
        call: |call| Box::pin(controllers::execute_workflow(call)),
    },
];
