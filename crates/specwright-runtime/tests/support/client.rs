//! The least HTTP client that tells all that tests ask: one request a connection.

#![allow(
    dead_code,
    reason = "each test binary uses its own part of this module"
)]
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// Sends a request and reads the answer to the end of the connection. `None` if the connection broke before.
pub fn send(address: SocketAddr, method: &str, path: &str, headers: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let request =
        format!("{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.get(9..12)?.parse().ok()?;
    Some(Answer {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

/// As [`send`], from an async test.
pub async fn get(address: SocketAddr, path: &'static str) -> Option<Answer> {
    request(address, "GET", path, "").await
}

pub async fn request(
    address: SocketAddr,
    method: &'static str,
    path: &'static str,
    headers: &'static str,
) -> Option<Answer> {
    tokio::task::spawn_blocking(move || send(address, method, path, headers))
        .await
        .unwrap()
}
