//! Contracts → the functions of the repositories, where operations have the names that their helpers would have.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has failed"
)]

use specwright_diagnostics::SourceMap;
use specwright_plan::{RepositoryPlan, ServicePlan, Settings};
use std::collections::BTreeSet;

const DATABASE: &str = r#"{ "formatVersion": 1, "tables": [
  { "name": "projects", "columns": [ { "name": "id", "type": "int64" } ], "primaryKey": { "columns": ["id"] } },
  { "name": "tasks",
    "columns": [ { "name": "id", "type": "int64" }, { "name": "project_id", "type": "int64" } ],
    "primaryKey": { "columns": ["id"] },
    "foreignKeys": [ { "columns": ["project_id"], "references": { "table": "projects", "columns": ["id"] } } ] } ] }"#;

/// The operations' names are put in: one that gets a task, one that gets a project, one that lists and one more.
fn api(task: &str, project: &str, list: &str, more: &str) -> String {
    let id = "{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }";
    let answer = |schema: &str| {
        format!(
            "{{ '200': {{ description: It., content: {{ application/json: {{ schema: {schema} }} }} }} }}"
        )
    };
    let (one, all) = (
        answer("{ $ref: '#/components/schemas/Task' }"),
        answer("{ $ref: '#/components/schemas/TaskPage' }"),
    );
    let whole = answer("{ $ref: '#/components/schemas/Project' }");
    format!(
        "openapi: 3.0.3
info: {{ title: Tasks, version: 1.0.0 }}
paths:
  /tasks/{{id}}:
    get: {{ operationId: {task}, parameters: [ {id} ], responses: {one} }}
  /projects/{{id}}:
    get: {{ operationId: {project}, parameters: [ {id} ], responses: {whole} }}
  /tasks:
    get: {{ operationId: {more}, responses: {all} }}
  /projects/{{projectId}}/tasks:
    get:
      operationId: {list}
      parameters:
        - {{ name: projectId, in: path, required: true, schema: {{ type: integer, format: int64 }} }}
      responses: {all}
components:
  schemas:
    Project: {{ type: object, required: [id], properties: {{ id: {{ type: integer, format: int64 }} }} }}
    Task:
      type: object
      required: [id, projectId]
      properties: {{ id: {{ type: integer, format: int64 }}, projectId: {{ type: integer, format: int64 }} }}
    TaskPage:
      type: object
      required: [items, total]
      properties:
        items: {{ type: array, items: {{ $ref: '#/components/schemas/Task' }} }}
        total: {{ type: integer, format: int64 }}
"
    )
}

#[track_caller]
fn planned(api: &str) -> ServicePlan {
    let mut sources = SourceMap::default();
    let database = specwright_source::read(&mut sources, "database-schema.json", DATABASE).value;
    let contract = specwright_dbschema::read(&database.unwrap().root);
    assert!(!contract.has_errors(), "{:#?}", contract.diagnostics);
    let text = specwright_source::read(&mut sources, "openapi.yaml", api).value;
    let api = specwright_openapi::read(&text.unwrap().root);
    assert!(!api.has_errors(), "{:#?}", api.diagnostics);
    let model = specwright_lower::lower(&api.value.unwrap(), contract.value.as_ref());
    assert!(!model.has_errors(), "{:#?}", model.diagnostics);
    let settings = Settings {
        name: None,
        runtime_path: "runtime".to_owned(),
        workspace_member: false,
        api_file: "openapi.yaml".to_owned(),
    };
    specwright_plan::plan(&model.value, &settings).value
}

fn names(repository: &RepositoryPlan) -> Vec<&str> {
    let functions = repository.functions.iter().map(|it| it.name.as_str());
    let rows = repository.rows.iter().map(|it| it.row.function.as_str());
    functions.chain(rows).collect()
}

#[test]
fn each_repository_has_the_functions_of_its_operations_and_their_helpers() {
    let plan = planned(&api("getTask", "getProject", "listInProject", "listTasks"));
    let [projects, tasks] = plan.repositories.as_slice() else {
        panic!("two repositories, not {}", plan.repositories.len());
    };
    assert_eq!(names(projects), ["get_project", "exists", "project_row"]);
    assert_eq!(
        names(tasks),
        [
            "get_task",
            "list_tasks_total",
            "list_tasks",
            "list_in_project_total",
            "list_in_project",
            "task_row"
        ]
    );
}

#[test]
fn an_operation_may_have_the_name_of_a_helper() {
    let plan = planned(&api("taskRow", "exists", "tasks", "tasksTotal"));
    let mut all = 0;
    for repository in &plan.repositories {
        let names = names(repository);
        all += names.len();
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        let statements = repository.functions.iter().map(|it| it.statement.as_str());
        let distinct: BTreeSet<&str> = statements.collect();
        assert_eq!(distinct.len(), repository.functions.len());
    }
    assert_eq!(all, 9);
    for function in ["task_row", "exists", "tasks", "tasks_total"] {
        let mut functions = plan.repositories.iter().flat_map(|it| &it.functions);
        assert!(
            functions.any(|it| it.name.as_str() == function),
            "{function}"
        );
    }
}
