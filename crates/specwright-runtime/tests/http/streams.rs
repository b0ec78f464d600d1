//! Bodies and answers that come piece by piece.

mod operations;

pub use operations::{LISTENING, ROUTES};

use crate::{context, send_to};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{
    ByteStream, Clock, Context, Database, DatabaseUrl, Settings, StreamError, router,
};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

async fn mounted(settings: Settings) -> axum::Router {
    let database = Database::open(&settings.database).await.unwrap();
    router(
        ROUTES,
        "",
        &Context::new(database, settings, Clock::system()),
    )
    .unwrap()
}

fn settings() -> Settings {
    let mut settings = Settings::new(DatabaseUrl::temporary());
    settings.body_limit = 100;
    settings.uploads.size = 1_000;
    settings.request_timeout = Duration::from_millis(200);
    settings.uploads.timeout = Duration::from_secs(1);
    settings
}

async fn post(path: &str, content_type: &str, body: impl Into<Body>) -> crate::Answer {
    let request = Request::post(path).header("content-type", content_type);
    send_to(
        mounted(settings()).await,
        request.body(body.into()).unwrap(),
    )
    .await
}

/// So many pieces of ten bytes, each after a pause.
fn slow(count: usize, pause: Duration) -> Body {
    Body::from_stream(ByteStream::unfold(0, move |at| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, StreamError>((at < count).then(|| (vec![b'a'; 10].into(), at + 1)))
    }))
}

#[tokio::test]
async fn a_body_is_handed_over_as_it_comes() {
    let answer = post("/count", "a/b", slow(8, Duration::from_millis(40))).await;
    // All of it takes longer than a request may, but no piece of it does.
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (200, "80 bytes, true")
    );
    let answer = post("/count", "a/b", slow(1, Duration::from_millis(400))).await;
    assert_eq!(answer.status, 408, "{}", answer.text);
    answer.problem();
    let answer = post("/count", "a/b", slow(50, Duration::from_millis(40))).await;
    assert_eq!(answer.status, 408, "{}", answer.text);
    let answer = post("/count", "a/b", slow(101, Duration::ZERO)).await;
    assert_eq!(answer.status, 413, "{}", answer.text);
    let answer = post("/count", "a/b", vec![0; 1_001]).await;
    assert_eq!(answer.status, 413);
    let answer = post("/count", "a/b", vec![0; 1_000]).await;
    assert_eq!(answer.text, "1000 bytes, true");
    let answer = post("/count", "a/b", "").await;
    assert_eq!(answer.violations(), ["# required"]);
    let broken = ByteStream::unfold((), |()| async { Err(StreamError::BrokenOff) });
    assert_eq!(
        post("/count", "a/b", Body::from_stream(broken))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn of_several_types_only_some_are_streams() {
    for (content_type, body, status, text) in [
        ("application/json", "[1]", 200, "Some(0) Some(\"[1]\")"),
        ("application/a+json", "[1]", 200, "Some(0) Some(\"[1]\")"),
        ("text/csv", "a,b", 200, "Some(2) Some(\"a,b\")"),
        (
            "application/octet-stream",
            "ab\0",
            200,
            "Some(1) Some(\"ab\\\\x00\")",
        ),
        ("application/octet-stream", "12345678901", 413, ""),
        ("image/png", "a", 415, ""),
    ] {
        let answer = post("/several", content_type, body).await;
        assert_eq!(answer.status, status, "{content_type} {}", answer.text);
        if status == 200 {
            assert_eq!(answer.text, text);
        }
    }
    let answer = post("/several", "application/json", "").await;
    assert_eq!(answer.violations(), ["# required"]);
    // What is read as a whole has the limit of other bodies.
    assert_eq!(
        post("/several", "text/csv", "a".repeat(101)).await.status,
        413
    );
}

/// Sends one request to a real connection, and reads to its end: head and body.
async fn exchange(method: &str, path: &str) -> (String, String) {
    let router = router(ROUTES, "", &context().await).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A connection that is broken off may end in a reset.
    let _ = connection.read_to_end(&mut answer).await;
    service.abort();
    let answer = String::from_utf8(answer).unwrap();
    // What fails before anything was sent shows nothing at all.
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    (head.to_ascii_lowercase(), body.to_owned())
}

const END: &str = "0\r\n\r\n";

#[tokio::test]
async fn answers_are_sent_as_they_come() {
    let (head, body) = exchange("GET", "/bytes/whole").await;
    assert!(head.contains("content-type: image/png\r\n"), "{head}");
    assert!(head.contains("content-length: 5"), "{head}");
    assert!(head.contains("x-kind: whole"), "{head}");
    assert_eq!(body, "whole");
    let (head, body) = exchange("GET", "/bytes/three").await;
    assert!(head.contains("transfer-encoding: chunked"), "{head}");
    assert_eq!(body, format!("{}{END}", "6\r\npiece,\r\n".repeat(3)));
    let (head, body) = exchange("GET", "/bytes/empty").await;
    assert!(head.contains("content-length: 0"), "{head}");
    assert_eq!(body, "");
    let (head, body) = exchange("GET", "/lines/two").await;
    assert!(
        head.contains("content-type: application/x-ndjson\r\n"),
        "{head}"
    );
    assert_eq!(body, format!("6\r\n[0.0]\n\r\n6\r\n[1.0]\n\r\n{END}"));
    let (head, body) = exchange("GET", "/events/json").await;
    assert!(
        head.contains("content-type: text/event-stream\r\n"),
        "{head}"
    );
    assert!(head.contains("cache-control: no-store"), "{head}");
    assert_eq!(
        body,
        format!("13\r\nid: 0\ndata: [0]\n\n\r\n13\r\nid: 1\ndata: [1]\n\n\r\n{END}")
            .replace("13\r", "11\r")
    );
    let (_, body) = exchange("GET", "/events/text").await;
    assert!(body.contains("data: a\ndata: b\n\n"), "{body}");
}

#[tokio::test]
async fn an_answer_that_fails_breaks_the_connection_off() {
    for path in [
        "/bytes/broken",
        "/bytes/panic",
        "/events/failing",
        "/lines/broken",
    ] {
        let (head, body) = exchange("GET", path).await;
        assert!(head.starts_with("http/1.1 200 ok"), "{path} {head}");
        assert!(!body.is_empty() && !body.ends_with(END), "{path} {body}");
    }
    for path in ["/bytes/short", "/bytes/long"] {
        let (head, body) = exchange("GET", path).await;
        assert!(
            head.is_empty() || head.contains("content-length: 7"),
            "{path} {head}"
        );
        assert!(body.len() < 7, "{path} {body}");
    }
}

#[tokio::test]
async fn to_head_a_stream_is_not_sent() {
    for path in [
        "/bytes/three",
        "/bytes/whole",
        "/events/json",
        "/events/endless",
        "/lines/two",
    ] {
        let (head, body) = exchange("HEAD", path).await;
        assert!(head.starts_with("http/1.1 200 ok"), "{path} {head}");
        assert!(head.contains("content-type: "), "{path} {head}");
        let length = path == "/bytes/whole";
        assert_eq!(head.contains("content-length: 5"), length, "{path} {head}");
        assert_eq!(head.contains("content-length"), length, "{path} {head}");
        assert_eq!(body, "", "{path}");
    }
}
