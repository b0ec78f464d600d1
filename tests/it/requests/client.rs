//! One request and its answer (RFC 9112), over a connection of its own.

use super::lines;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// By their names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

/// Sends a request: `line` is its method and its target, `headers` and `body` may be there.
pub fn send(url: &str, request: &Value) -> Answer {
    let address = url.strip_prefix("http://").unwrap();
    let body = lines(&request["body"], "\r\n");
    let line = request["line"].as_str().unwrap();
    let mut head = vec![
        format!("{line} HTTP/1.1"),
        format!("Host: {address}"),
        "Connection: close".to_owned(),
    ];
    for (name, value) in request["headers"].as_object().into_iter().flatten() {
        head.push(format!("{name}: {}", value.as_str().unwrap()));
    }
    if request.get("body").is_some() {
        head.push(format!("Content-Length: {}", body.len()));
    }
    let text = format!("{}\r\n\r\n{body}", head.join("\r\n"));
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    answer(&String::from_utf8_lossy(&bytes))
}

fn answer(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut head = head.split("\r\n");
    let status = head.next().unwrap().split(' ').nth(1).unwrap();
    let headers: BTreeMap<String, String> = head
        .map(|line| line.split_once(':').unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let is_chunked = headers
        .get("transfer-encoding")
        .is_some_and(|it| it == "chunked");
    Answer {
        status: status.parse().unwrap(),
        body: if is_chunked {
            unchunked(body)
        } else {
            body.to_owned()
        },
        headers,
    }
}

/// The contents of chunks (RFC 9112, section 7.1).
fn unchunked(mut rest: &str) -> String {
    let mut whole = String::new();
    while let Some((size, behind)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            break;
        }
        whole += &behind[..size];
        rest = behind[size..].strip_prefix("\r\n").unwrap();
    }
    whole
}
