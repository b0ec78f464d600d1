//! Which of several media types is answered in?

use crate::{context, send_to};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{Access, Call, Method, Problem, Reads, Response, Route, router};

const PRODUCES: &[&str] = &[
    "application/json",
    "application/hal+json",
    "text/csv",
    "application/problem+json",
];

const fn route(path: &'static str, call: fn(Call) -> specwright_runtime::Answer) -> Route {
    Route {
        operation: "choose",
        method: Method::Get,
        path,
        statuses: &[200],
        consumes: &[],
        produces: PRODUCES,
        body: specwright_runtime::Body::None,
        reads: Reads::Whole,
        access: &Access::OPEN,
        errors: &[],
        call,
    }
}

static ROUTES: &[Route] = &[
    route("/among", |_| Box::pin(async { Ok(among(200)) })),
    route("/chosen", |call| Box::pin(async move { Ok(chosen(&call)) })),
    route("/refused", |_| Box::pin(async { Err(Problem::new(409)) })),
];

fn among(status: u16) -> Response {
    Response::json_among(status, &["application/json", "application/hal+json"], &1)
}

/// An operation that answers different contents in different types.
fn chosen(call: &Call) -> Response {
    match call.input().accept(&["application/json", "text/csv"]) {
        "text/csv" => Response::text(200, "text/csv", String::from("a,b")),
        _ => among(200),
    }
}

#[tokio::test]
async fn the_client_chooses_among_equals_and_contents() {
    const JSON: &str = "application/json";
    const HAL: &str = "application/hal+json";
    for (path, accept, status, content_type) in [
        ("/among", None, 200, JSON),
        ("/among", Some("*/*"), 200, JSON),
        ("/among", Some(HAL), 200, HAL),
        (
            "/among",
            Some("application/json;q=0.5, application/*"),
            200,
            HAL,
        ),
        ("/among", Some("application/hal+json;q=0, */*"), 200, JSON),
        // The operation has it, and this answer has not.
        ("/among", Some("text/csv"), 200, JSON),
        ("/among", Some("image/png"), 406, "application/problem+json"),
        ("/chosen", None, 200, JSON),
        ("/chosen", Some("text/*"), 200, "text/csv"),
        (
            "/chosen",
            Some("text/csv, application/json;q=0.9"),
            200,
            "text/csv",
        ),
        ("/chosen", Some(HAL), 200, HAL),
        (
            "/refused",
            Some("text/csv"),
            409,
            "application/problem+json",
        ),
    ] {
        let mut request = Request::get(path);
        if let Some(accept) = accept {
            request = request.header("accept", accept);
        }
        let router = router(ROUTES, "", &context().await).unwrap();
        let answer = send_to(router, request.body(Body::empty()).unwrap()).await;
        let given = (answer.status, answer.header("content-type"));
        assert_eq!(given, (status, content_type), "{path} {accept:?}");
    }
}
