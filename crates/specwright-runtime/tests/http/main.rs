//! The HTTP half of the runtime, in process, on a service by hand in the shape that the generator emits.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
#![allow(
    missing_docs,
    clippy::unused_async,
    reason = "the service shows a shape, and its operations wait for nothing"
)]

mod access;
mod answers;
mod bodies;
mod choices;
mod forms;
mod hostile;
mod hostile_parts;
mod listening;
mod mounting;
mod multipart;
mod parameters;
mod reading;
mod streams;
mod styles;
mod taskboard;
mod threads;
mod wire;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use specwright_runtime::{Clock, Context, Database, DatabaseUrl, Settings, router};
use std::time::Duration;
use tower::ServiceExt as _;

/// What came back.
struct Answer {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    #[track_caller]
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The status of a problem, after a check of its form.
    #[track_caller]
    fn problem(&self) -> serde_json::Value {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        let problem = self.json();
        assert_eq!(problem["type"], "about:blank");
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["requestId"], self.header("x-request-id"));
        assert!(problem["title"].is_string());
        problem
    }

    /// The violations as `place code` in their order.
    #[track_caller]
    fn violations(&self) -> Vec<String> {
        let problem = self.problem();
        let errors = problem["errors"].as_array().cloned().unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        errors
            .iter()
            .map(|error| {
                assert!(
                    error["detail"]
                        .as_str()
                        .is_some_and(|detail| !detail.is_empty())
                );
                let parts = [
                    &error["in"],
                    &error["parameter"],
                    &error["pointer"],
                    &error["code"],
                ];
                let parts = parts.into_iter().filter(|part| part.is_string());
                parts.map(text).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }
}

async fn context() -> Context {
    let mut settings = Settings::new(DatabaseUrl::temporary());
    settings.body_limit = 4096;
    settings.request_timeout = Duration::from_millis(200);
    let database = Database::open(&settings.database).await.unwrap();
    Context::new(database, settings, Clock::system())
}

async fn send(request: Request<Body>) -> Answer {
    let router = router(taskboard::routes::ROUTES, "/v1", &context().await).unwrap();
    send_to(router, request).await
}

async fn send_to(router: axum::Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let answer = Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    };
    assert!(!answer.header("x-request-id").is_empty());
    answer
}

async fn get(path: &str) -> Answer {
    send(Request::get(path).body(Body::empty()).unwrap()).await
}
