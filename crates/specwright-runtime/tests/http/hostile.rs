//! Whatever a client sends, it gets an answer that the contract or HTTP knows, and no operation sees nonsense.

use crate::{context, send_to, taskboard};
use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use specwright_runtime::router;

/// What may stand in a path or a query: anything that a client can get past `http::Uri`.
fn address() -> impl Strategy<Value = String> {
    let pieces = vec![
        "/",
        "v1",
        "tasks",
        "projects",
        "00000000-0000-0000-0000-000000000000",
        "?",
        "&",
        "=",
        "limit",
        "label",
        "ids",
        "words",
        "q",
        "status",
        "since",
        "%",
        "%2",
        "%20",
        "%FF",
        "%00",
        "%F0%9F%98%80",
        "+",
        ",",
        "|",
        "%7C",
        ".",
        "..",
        "1",
        "-1",
        "1e9",
        "99999999999999999999",
        "open",
        ".csv",
        "{",
        "}",
        ":",
        "*",
        "é",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..20).prop_map(|pieces| pieces.concat())
}

fn request() -> impl Strategy<Value = Request<Body>> {
    let method = prop::sample::select(vec![
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X",
    ]);
    let name = prop::sample::select(vec![
        "accept",
        "content-type",
        "content-length",
        "cookie",
        "if-match",
        "x-trace",
        "x-request-id",
    ]);
    let value = prop_oneof![
        prop::sample::select(vec![
            "application/json",
            "*/*;q=0",
            "a/b;q=1.5",
            "sid=",
            "sid=\"x",
            "0",
            "18446744073709551616",
            ""
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(prop_oneof![0x20_u8..0x7F, 0x80_u8..=0xFF], 0..20),
    ];
    let prefix = prop::sample::select(vec![
        "/",
        "/v1/tasks/",
        "/v1/projects/00000000-0000-0000-0000-000000000000/tasks?",
        "/v1/workflows/",
    ]);
    let body = prop::collection::vec(any::<u8>(), 0..50);
    let headers = prop::collection::vec((name, value), 0..5);
    (method, prefix, address(), headers, body).prop_filter_map(
        "a request",
        |(method, prefix, rest, headers, body)| {
            let mut request = Request::builder()
                .method(method)
                .uri(format!("{prefix}{rest}"));
            for (name, value) in headers {
                request = request.header(name, value);
            }
            request.body(Body::from(body)).ok()
        },
    )
}

#[test]
fn every_request_is_answered() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let router = runtime
        .block_on(async { router(taskboard::routes::ROUTES, "/v1", &context().await).unwrap() });
    proptest!(ProptestConfig::with_cases(3_000), |(request in request())| {
        let head = request.method() == "HEAD";
        let what = format!("{request:?}");
        let answer = runtime.block_on(send_to(router.clone(), request));
        prop_assert!(
            matches!(answer.status, 200 | 204 | 400 | 404 | 405 | 406 | 413 | 415 | 422 | 501),
            "{} {what}", answer.status
        );
        if answer.status >= 400 && !head {
            answer.problem();
        }
    });
}
