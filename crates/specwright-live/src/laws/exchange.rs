//! One request and its answer.

use crate::LiveError;
use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// What is sent.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) method: &'static str,
    /// The path with the query, as it stands on the wire.
    pub(super) target: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Option<Vec<u8>>,
}

/// What comes back.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// Sends requests to one service.
pub(super) struct Client {
    agent: ureq::Agent,
    url: String,
}

impl Request {
    pub(super) fn new(method: &'static str, target: impl Into<String>) -> Self {
        Self {
            method,
            target: target.into(),
            headers: Vec::new(),
            body: None,
        }
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn body(self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut request = self.header("Content-Type", media_type);
        request.body = Some(body.into());
        request
    }

    pub(super) fn json(self, media_type: &str, body: &Value) -> Self {
        self.body(media_type, body.to_string())
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.target)
    }
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self
            .headers
            .iter()
            .filter(|(own, _)| own.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }

    /// The media type without its parameters, in lower case.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.header("Content-Type")?;
        Some(
            value
                .split(';')
                .next()
                .unwrap_or(value)
                .trim()
                .to_ascii_lowercase(),
        )
    }

    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Client {
    pub(super) fn new(url: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // A connection that the service is about to close must not be used again.
            .max_idle_connections(0)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        Self {
            agent: config.into(),
            url: url.trim_end_matches('/').to_owned(),
        }
    }

    pub(super) fn send(&self, request: &Request) -> Result<Answer, LiveError> {
        let doing = || format!("send `{request}`");
        let failed = |error: &dyn fmt::Display| LiveError::Process {
            doing: doing(),
            output: error.to_string(),
        };
        let mut builder = ureq::http::Request::builder();
        builder = builder
            .method(request.method)
            .uri(format!("{}{}", self.url, request.target));
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let sent = match &request.body {
            Some(body) => self
                .agent
                .run(builder.body(body.clone()).map_err(|error| failed(&error))?),
            None => self
                .agent
                .run(builder.body(()).map_err(|error| failed(&error))?),
        };
        let mut response = sent.map_err(|error| failed(&error))?;
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        let headers = headers.collect();
        let status = response.status().as_u16();
        let body = response
            .body_mut()
            .read_to_vec()
            .map_err(|error| failed(&error))?;
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}
