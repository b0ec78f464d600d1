//! Which threads does a request need? That which it came to, and no other.

use crate::{context, send_to, taskboard};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::router;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const TASKS: &str = "/v1/projects/00000000-0000-0000-0000-000000000000/tasks";

#[test]
fn a_request_starts_no_thread() {
    let started = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&started);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        // A thread for what blocks is gone at once, so that the next one is a new one.
        .thread_keep_alive(Duration::ZERO)
        .on_thread_start(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        })
        .build()
        .unwrap();
    runtime.block_on(async {
        let router = router(taskboard::routes::ROUTES, "/v1", &context().await).unwrap();
        // The database was opened on a thread of its own; that is counted, and shows that the counting works.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let before = started.load(Ordering::SeqCst);
        assert!(before > 0);
        for (body, status) in [
            (r#"{"dueAt":null,"priority":5,"title":"b"}"#, 201),
            (r#"{"title":""}"#, 422),
        ] {
            let request = Request::post(TASKS)
                .header("content-type", "application/json")
                .body(Body::from(body))
                .unwrap();
            let answer = send_to(router.clone(), request).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
        assert_eq!(started.load(Ordering::SeqCst), before);
    });
}
