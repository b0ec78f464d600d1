//! Which tables of routes can be mounted?

use crate::{context, send_to};
use axum::body::Body as AxumBody;
use axum::http::Request;
use specwright_runtime::{Body, Method, Response, Route, router};

const fn route(operation: &'static str, method: Method, path: &'static str) -> Route {
    Route {
        operation,
        method,
        path,
        statuses: &[200],
        consumes: &[],
        produces: &[],
        body: Body::None,
        call: |call| {
            Box::pin(async move {
                let operation = call.route().operation.to_owned();
                Ok(Response::text(200, "text/plain", operation))
            })
        },
    }
}

#[tokio::test]
async fn templates_that_look_alike_live_together() {
    static ROUTES: &[Route] = &[
        route("byId", Method::Get, "/a/{id}"),
        route("byName", Method::Put, "/a/{name}"),
        route("mine", Method::Get, "/a/me"),
        route("deep", Method::Get, "/a/{x}/b/{y}"),
        route("other", Method::Get, "/a/{z}/c"),
        route("first", Method::Get, "/{first}/c"),
        route("file", Method::Get, "/a/{id}.json"),
        route("verb", Method::Post, "/a/{id}:run"),
        route("any", Method::Get, "/{one}/{two}"),
        route("star", Method::Get, "/*b/:c"),
        route("braces", Method::Get, "/größe/{größe}"),
        route("slash", Method::Get, "/a/"),
        route("root", Method::Get, "/"),
        route("whole", Method::Get, "/b/{x}.json"),
        route("empty", Method::Get, "/e//{x}"),
    ];
    let router = router(ROUTES, "", &context().await).unwrap();
    for (method, path, operation) in [
        ("GET", "/a/1", "byId"),
        ("PUT", "/a/1", "byName"),
        ("GET", "/a/me", "mine"),
        ("GET", "/a/1/b/2", "deep"),
        ("GET", "/a/1/c", "other"),
        ("GET", "/x/c", "first"),
        ("GET", "/a/1.json", "file"),
        ("POST", "/a/1:run", "verb"),
        ("GET", "/x/y", "any"),
        ("GET", "/*b/:c", "star"),
        ("GET", "/gr%C3%B6%C3%9Fe/1", "braces"),
        ("GET", "/a/", "slash"),
        ("GET", "/", "root"),
        ("GET", "/b/x.json", "whole"),
        ("GET", "/b/x.xml", "any"),
        ("GET", "/e//x", "empty"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(AxumBody::empty())
            .unwrap();
        let answer = send_to(router.clone(), request).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (200, operation),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn the_base_path_stands_before_each_template() {
    static ROUTES: &[Route] = &[route("a", Method::Get, "/a")];
    for (base, path) in [
        ("", "/a"),
        ("/", "/a"),
        ("/v1", "/v1/a"),
        ("/api/v1/", "/api/v1/a"),
    ] {
        let router = router(ROUTES, base, &context().await).unwrap();
        let request = Request::get(path).body(AxumBody::empty()).unwrap();
        assert_eq!(send_to(router, request).await.status, 200, "{base}");
    }
}

static TWICE: &[Route] = &[
    route("a", Method::Get, "/x/{a}"),
    route("b", Method::Get, "/x/{b}"),
];

#[tokio::test]
async fn tables_that_cannot_be_mounted_are_refused() {
    static BAD: &[Route] = &[
        route("a", Method::Get, ""),
        route("a", Method::Get, "a"),
        route("a", Method::Get, "/{"),
        route("a", Method::Get, "/{}"),
        route("a", Method::Get, "/}"),
        route("a", Method::Get, "/{a}{b}"),
        route("a", Method::Get, "/{a}/{a}"),
        route("a", Method::Get, "/a?b"),
    ];
    let context = context().await;
    for index in 0..BAD.len() {
        let error = router(&BAD[index..=index], "", &context).unwrap_err();
        assert_eq!(error.path, BAD[index].path);
    }
    let error = router(TWICE, "", &context).unwrap_err();
    assert_eq!(
        error.to_string(),
        "operation b cannot be mounted at /x/{b}: operation a stands there with the same method"
    );
}

#[tokio::test]
async fn no_template_makes_the_router_panic() {
    let context = context().await;
    let pieces = [
        "/", "{a}", "{b}", "{*c}", "{", "}", "{{d}}", ":e", "*f", "é", " ", ".", "..", "%2F", "x",
    ];
    let mut templates = Vec::new();
    for one in pieces {
        for two in pieces {
            for three in pieces {
                templates.push(format!("/{one}{two}{three}"));
            }
        }
    }
    let mut mounted: Vec<Route> = Vec::new();
    for template in templates {
        let path: &'static str = Box::leak(template.into_boxed_str());
        mounted.push(route("x", Method::Get, path));
        let table: &'static [Route] = Vec::leak(mounted.clone());
        if mounted.len().is_multiple_of(50) && router(table, "", &context).is_err() {
            mounted.clear();
        }
        if router(&table[table.len() - 1..], "", &context).is_err() {
            mounted.pop();
        }
    }
    let table: &'static [Route] = Vec::leak(mounted);
    let _ = router(table, "", &context);
}
