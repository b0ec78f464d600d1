//! How a service ends.

use crate::client::get;
use crate::service::SERVICE;
use crate::settings;
use specwright_runtime::{Server, Settings};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn requests_under_way_end_and_no_new_ones_begin() {
    let server = Server::start(SERVICE, settings()).await.unwrap();
    let address = server.address();
    let under_way = tokio::spawn(get(address, "/slow/800"));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let stopping = tokio::spawn(server.stop());
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(
        get(address, "/health/live").await.is_none(),
        "a connection was taken after the stop"
    );
    assert!(!stopping.is_finished());
    let answer = under_way.await.unwrap().unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (200, "done"));
    tokio::time::timeout(Duration::from_secs(2), stopping)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_longer_than_the_grace_is_cut_off() {
    let server = Server::start(
        SERVICE,
        Settings {
            shutdown_grace: Duration::from_millis(200),
            ..settings()
        },
    )
    .await
    .unwrap();
    let under_way = tokio::spawn(get(server.address(), "/slow/10000"));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let start = Instant::now();
    server.stop().await;
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(under_way.await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_connections_do_not_delay_the_end() {
    let server = Server::start(SERVICE, settings()).await.unwrap();
    let mut silent = TcpStream::connect(server.address()).unwrap();
    let mut idle = TcpStream::connect(server.address()).unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n")
        .unwrap();
    let mut buffer = [0; 1024];
    assert!(idle.read(&mut buffer).unwrap() > 0);
    let start = Instant::now();
    server.stop().await;
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(idle.read(&mut buffer).unwrap_or(0), 0);
    assert_eq!(silent.read(&mut buffer).unwrap_or(0), 0);
}
