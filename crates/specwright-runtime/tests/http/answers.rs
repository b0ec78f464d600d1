//! What every service answers by itself.

use crate::{get, send};
use axum::body::Body;
use axum::http::Request;

const TASK: &str = "/v1/tasks/00000000-0000-0000-0000-000000000000";
const TASKS: &str = "/v1/projects/00000000-0000-0000-0000-000000000000/tasks";

fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn unknown_paths_are_404() {
    for path in [
        "/",
        "/tasks",
        "/v1",
        "/v1/",
        "/v1/tasks",
        "/v1/tasks/",
        "/v1/projects//tasks",
        "/v1/projects/x/tasks/",
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        answer.problem();
    }
}

#[tokio::test]
async fn other_methods_are_405_with_the_declared_ones() {
    for (method, path, allow) in [
        ("PUT", TASK, "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("POST", TASK, "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("TRACE", TASK, "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("BREW", TASK, "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("DELETE", TASKS, "GET, HEAD, POST, OPTIONS"),
        ("GET", "/v1/workflows/x/execute", "PUT, OPTIONS"),
        ("HEAD", "/v1/workflows/x/execute", "PUT, OPTIONS"),
    ] {
        let answer = send(request(method, path, &[])).await;
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, allow),
            "{method} {path}"
        );
        if method != "HEAD" {
            answer.problem();
        }
    }
}

#[tokio::test]
async fn options_name_the_methods() {
    let answer = send(request("OPTIONS", TASKS, &[])).await;
    assert_eq!(
        (answer.status, answer.header("allow")),
        (204, "GET, HEAD, POST, OPTIONS")
    );
    assert_eq!(answer.text, "");
    assert_eq!(
        send(request("OPTIONS", "/v1/nothing", &[])).await.status,
        404
    );
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let whole = get(TASKS).await;
    let head = send(request("HEAD", TASKS, &[])).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), whole.text.len().to_string());
    assert_eq!(head.header("content-type"), "application/json");
    let missing = send(request("HEAD", TASK, &[])).await;
    assert_eq!((missing.status, missing.text.as_str()), (404, ""));
}

#[tokio::test]
async fn errors_of_operations_become_problems() {
    for (method, path, status) in [
        ("GET", TASK, 404),
        ("GET", "/v1/tasks/ffffffff-ffff-ffff-ffff-ffffffffffff", 500),
        (
            "GET",
            "/v1/projects/ffffffff-ffff-ffff-ffff-ffffffffffff/tasks",
            404,
        ),
        ("DELETE", "/v1/tasks/forbidden", 403),
        ("DELETE", "/v1/tasks/unavailable", 503),
        ("DELETE", "/v1/tasks/conflict", 409),
        ("PUT", "/v1/workflows/x/execute", 501),
        ("PUT", "/v1/workflows/panic/execute", 500),
        ("PUT", "/v1/workflows/infinite/execute", 500),
        ("PUT", "/v1/workflows/slow/execute", 503),
    ] {
        let answer = send(request(method, path, &[])).await;
        assert_eq!(answer.status, status, "{method} {path}");
        answer.problem();
        assert!(!answer.text.contains("secret"), "{}", answer.text);
    }
}

#[tokio::test]
async fn required_members_that_are_null_are_there() {
    let answer = get("/v1/tasks/00000000-0000-0000-0000-000000000001").await;
    assert_eq!(
        answer.text,
        r#"{"id":"00000000-0000-0000-0000-000000000001","title":"the one","status":"done","parent":null,"labels":[]}"#
    );
}

#[tokio::test]
async fn answers_without_a_body_have_none() {
    let answer = send(request("DELETE", "/v1/tasks/x", &[])).await;
    assert_eq!(
        (
            answer.status,
            answer.text.as_str(),
            answer.header("content-type")
        ),
        (204, "", "")
    );
}

#[tokio::test]
async fn the_client_may_refuse_the_media_type() {
    for (accept, status) in [
        ("application/json", 200),
        ("application/*;q=0.1", 200),
        ("*/*", 200),
        ("text/html, */*;q=0.1", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
        ("application/problem+json", 406),
    ] {
        let answer = send(request("GET", TASKS, &[("accept", accept)])).await;
        assert_eq!(answer.status, status, "{accept}");
        if status == 406 {
            answer.problem();
        }
    }
    let deleted = send(request("DELETE", "/v1/tasks/x", &[("accept", "text/html")])).await;
    assert_eq!(deleted.status, 204);
}

#[tokio::test]
async fn a_request_keeps_its_name_or_gets_one() {
    let kept = send(request("GET", TASK, &[("x-request-id", "abc-1.2_3")])).await;
    assert_eq!(kept.header("x-request-id"), "abc-1.2_3");
    assert_eq!(kept.problem()["requestId"], "abc-1.2_3");
    let made = send(request("GET", TASKS, &[("x-request-id", "a b")])).await;
    assert_eq!(made.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn a_parameter_can_be_a_part_of_a_segment() {
    let csv = get("/v1/tasks/a+b.csv").await;
    assert_eq!(
        (csv.status, csv.text.as_str(), csv.header("content-type")),
        (200, "a+b,csv\n", "text/csv")
    );
    assert_eq!(csv.header("content-disposition"), "");
    let json = get("/v1/tasks/x%22.json").await;
    assert_eq!(
        json.header("content-disposition"),
        "attachment; filename=\"x\"\""
    );
    assert_eq!(
        get("/v1/tasks/a.xml").await.violations(),
        ["path kind pattern"]
    );
}

#[tokio::test]
async fn a_header_that_cannot_be_written_is_an_error() {
    let answer = get("/v1/tasks/a%0Ab.json").await;
    assert_eq!(answer.status, 500);
    answer.problem();
}
