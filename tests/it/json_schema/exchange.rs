//! One request and its answer (RFC 9112), over a connection that is kept.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// A connection to a service.
pub struct Connection {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub fn new(url: &str) -> Self {
        let address = url.strip_prefix("http://").unwrap().to_owned();
        let stream = TcpStream::connect(&address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        Self {
            address,
            stream: BufReader::new(stream),
        }
    }

    /// Sends a JSON body; the status of the answer and its body.
    pub fn post(&mut self, path: &str, body: &str) -> (u16, String) {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let first = self.line();
        let status = first.split(' ').nth(1).unwrap().parse().unwrap();
        let mut length = 0;
        let mut closes = false;
        loop {
            let line = self.line().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            closes |= line == "connection: close";
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer).unwrap();
        if closes {
            *self = Self::new(&format!("http://{}", self.address));
        }
        (status, String::from_utf8_lossy(&answer).into_owned())
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}
