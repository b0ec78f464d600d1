//! What does an operation answer?

use super::header_text::HeaderText;
use super::request_id::{RequestId, X_REQUEST_ID};
use crate::json::{WriteJson, Writer};
use crate::problem::Problem;
use axum::body::Body;
use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// The answer to one request.
#[derive(Debug)]
pub struct Response {
    status: u16,
    headers: HeaderMap,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Empty,
    Text(HeaderValue, Vec<u8>),
    /// Written at last, since it then names the request.
    Problem(Problem),
    /// A defect: the answer cannot be written. The text is for the log.
    Unwritable(String),
}

impl Response {
    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::of(status, Content::Empty)
    }

    /// An answer in `application/json`.
    #[must_use]
    pub fn json(status: u16, body: &dyn WriteJson) -> Self {
        Self::json_as(status, "application/json", body)
    }

    /// An answer in JSON under another media type.
    #[must_use]
    pub fn json_as(status: u16, media_type: &'static str, body: &dyn WriteJson) -> Self {
        match Writer::document(body) {
            Some(text) => Self::bytes(status, media_type, text),
            None => Self::of(
                status,
                Content::Unwritable("a number is not finite".to_owned()),
            ),
        }
    }

    /// An answer in text, in UTF-8.
    #[must_use]
    pub fn text(status: u16, media_type: &'static str, body: String) -> Self {
        Self::bytes(status, media_type, body.into_bytes())
    }

    /// An answer in bytes.
    #[must_use]
    pub fn bytes(status: u16, media_type: &'static str, body: Vec<u8>) -> Self {
        Self::of(
            status,
            match HeaderValue::from_str(media_type) {
                Ok(media_type) => Content::Text(media_type, body),
                Err(_) => Content::Unwritable(format!("`{media_type}` is no media type")),
            },
        )
    }

    /// An answer that says what went wrong. The problem takes the status.
    #[must_use]
    pub fn problem(status: u16, problem: Problem) -> Self {
        Self::of(status, Content::Problem(problem.with_status(status)))
    }

    /// Sets a header; a value that is not there leaves it out.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl HeaderText) -> Self {
        if let Some(text) = value.header_text() {
            self.set_header(name, &text);
        }
        self
    }

    /// Sets a header, or leaves it out.
    #[must_use]
    pub fn optional_header(self, name: &'static str, value: Option<impl HeaderText>) -> Self {
        self.header(name, value)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    pub(super) fn with_allow(mut self, allow: &HeaderValue) -> Self {
        self.headers.insert(ALLOW, allow.clone());
        self
    }

    /// The same answer with the status that a function chooses for a problem.
    pub(super) fn of_problem(problem: Problem) -> Self {
        Self::problem(problem.status(), problem)
    }

    fn of(status: u16, content: Content) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            content,
        }
    }

    fn set_header(&mut self, name: &'static str, text: &str) {
        let name_bytes = HeaderName::from_bytes(name.as_bytes());
        match (name_bytes, HeaderValue::from_bytes(text.as_bytes())) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => self.content = Content::Unwritable(format!("the header {name} cannot be written")),
        }
    }

    /// The answer on the wire. To `HEAD` the body is not sent, but its length is.
    pub(super) fn send(self, id: &RequestId, head: bool) -> axum::response::Response {
        let Self {
            mut status,
            mut headers,
            mut content,
        } = self;
        if let Content::Unwritable(reason) = content {
            tracing::error!(reason, "an answer cannot be written");
            (status, headers) = (500, HeaderMap::new());
            content = Content::Problem(Problem::new(500));
        }
        let (media_type, body) = match content {
            Content::Text(media_type, body) => (Some(media_type), body),
            Content::Problem(problem) => {
                let text = Writer::document(&problem.with_request_id(id));
                (Some(PROBLEM_JSON), text.unwrap_or_default())
            }
            Content::Empty | Content::Unwritable(_) => (None, Vec::new()),
        };
        if let Some(media_type) = media_type {
            headers.insert(CONTENT_TYPE, media_type);
            if head {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            }
        }
        headers.insert(X_REQUEST_ID.clone(), id.header_value());
        let mut response = axum::response::Response::new(if head {
            Body::empty()
        } else {
            Body::from(body)
        });
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        *response.headers_mut() = headers;
        response
    }
}

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
