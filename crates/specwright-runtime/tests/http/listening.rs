//! Streams that go on as long as somebody listens: how they are kept alive, and what ends them.

use crate::context;
use crate::streams::{LISTENING, ROUTES};
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{DatabaseUrl, Server, Service, Settings, router};
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What ends a body in chunks.
const END: &str = "0\r\n\r\n";

static SERVICE: Service = Service {
    name: "streams",
    version: "1",
    description: "",
    base_path: "",
    routes: ROUTES,
    migrations: &[],
};

async fn read_some(connection: &mut TcpStream) -> String {
    let mut text = vec![0; 4096];
    let length = connection.read(&mut text).await.unwrap();
    String::from_utf8_lossy(&text[..length]).into_owned()
}

/// One test, since both halves look at the same count.
#[tokio::test]
async fn who_goes_away_and_who_stops_end_a_stream() {
    let mut settings = Settings::new(DatabaseUrl::temporary());
    settings.bind = ([127, 0, 0, 1], 0).into();
    let server = Server::start(SERVICE, settings).await.unwrap();
    let listen = async || {
        let mut connection = TcpStream::connect(server.address()).await.unwrap();
        let request = b"GET /events/endless HTTP/1.1\r\nHost: x\r\n\r\n";
        connection.write_all(request).await.unwrap();
        let mut text = String::new();
        while !text.contains("data: 0\n\n") {
            text.push_str(&read_some(&mut connection).await);
        }
        connection
    };
    let before = LISTENING.load(Ordering::SeqCst);
    let connection = listen().await;
    assert_eq!(LISTENING.load(Ordering::SeqCst), before + 1);
    drop(connection);
    while LISTENING.load(Ordering::SeqCst) > before {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut connection = listen().await;
    let started = tokio::time::Instant::now();
    let stopped = tokio::spawn(server.stop());
    let mut rest = String::new();
    connection.read_to_string(&mut rest).await.unwrap();
    // It ends as a whole, and does not take the grace.
    assert!(rest.ends_with(END), "{rest}");
    stopped.await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn where_nothing_happens_something_is_heard() {
    let router = router(ROUTES, "", &context().await).unwrap();
    let request = Request::get("/events/endless").body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(router, request).await.unwrap();
    let mut body = response.into_body().into_data_stream();
    let started = tokio::time::Instant::now();
    let mut next = async || {
        let next = std::future::poll_fn(|cx| {
            specwright_runtime::Stream::poll_next(std::pin::Pin::new(&mut body), cx)
        });
        next.await.unwrap().unwrap()
    };
    assert_eq!(next().await, "data: 0\n\n");
    assert_eq!(next().await, ":\n\n");
    assert_eq!(next().await, ":\n\n");
    assert_eq!(started.elapsed().as_secs(), 30);
}
