//! What only shows on a real connection: bodies in pieces, bodies that never end, answers to `HEAD`.

use crate::{context, taskboard};
use specwright_runtime::router;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const CREATE: &str = "POST /v1/projects/00000000-0000-0000-0000-000000000000/tasks HTTP/1.1\r\n\
    Host: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n";

/// Sends text piece by piece, and reads until the service closes the connection.
async fn exchange(pieces: &[&str]) -> String {
    let router = router(taskboard::routes::ROUTES, "/v1", &context().await).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let mut connection = TcpStream::connect(address).await.unwrap();
    for piece in pieces {
        connection.write_all(piece.as_bytes()).await.unwrap();
        connection.flush().await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    service.abort();
    answer
}

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

#[tokio::test]
async fn bodies_may_come_in_pieces() {
    let head = format!("{CREATE}Transfer-Encoding: chunked\r\n\r\n");
    let pieces = [
        "{",
        "\"title\":\"a\",\"priority\":1,\"dueAt\":",
        "null",
        "}",
        "",
    ]
    .map(chunk);
    let pieces: Vec<&str> = std::iter::once(head.as_str())
        .chain(pieces.iter().map(String::as_str))
        .collect();
    let answer = exchange(&pieces).await;
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
}

#[tokio::test]
async fn long_bodies_are_refused_while_they_come() {
    let head = format!("{CREATE}Transfer-Encoding: chunked\r\n\r\n");
    let piece = chunk(&" ".repeat(3000));
    let answer = exchange(&[&head, &piece, &piece]).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn bodies_that_never_end_are_given_up() {
    let head = format!("{CREATE}Content-Length: 10\r\n\r\n{{");
    let answer = exchange(&[&head]).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}

#[tokio::test]
async fn answers_to_head_have_a_length_and_no_body() {
    let answer = exchange(&[
        "HEAD /v1/projects/00000000-0000-0000-0000-000000000000/tasks HTTP/1.1\r\n\
        Host: localhost\r\nConnection: close\r\n\r\n",
    ])
    .await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    let length = answer
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .unwrap();
    assert!(length.parse::<usize>().unwrap() > 2, "{answer}");
}

#[tokio::test]
async fn answers_of_204_have_neither_body_nor_length() {
    let answer =
        exchange(&["DELETE /v1/tasks/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"])
            .await;
    assert!(
        answer.starts_with("HTTP/1.1 204 No Content\r\n"),
        "{answer}"
    );
    assert!(
        !answer.contains("content-length") && !answer.contains("content-type"),
        "{answer}"
    );
}
