//! What does an operation answer?

use super::header_text::HeaderText;
use super::outgoing::Outgoing;
use super::request_id::{RequestId, X_REQUEST_ID};
use super::stream::Items;
use super::{ByteStream, Events, Lines, accept};
use crate::context::Context;
use crate::json::{WriteJson, Writer};
use crate::problem::Problem;
use axum::body::Body;
use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::borrow::Cow;

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
    /// Written in whichever of the types the client likes best.
    Among(&'static [&'static str], Vec<u8>),
    Stream(HeaderValue, ByteStream),
    /// A stream that goes on as long as the client listens.
    Events(Items<Bytes>),
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

    /// An answer in JSON under whichever of these media types the client likes best, the first of equals.
    #[must_use]
    pub fn json_among(
        status: u16,
        media_types: &'static [&'static str],
        body: &dyn WriteJson,
    ) -> Self {
        let content = match Writer::document(body) {
            Some(text) => Content::Among(media_types, text),
            None => Content::Unwritable("a number is not finite".to_owned()),
        };
        Self::of(status, content)
    }

    /// An answer that is sent piece by piece.
    #[must_use]
    pub fn stream(status: u16, media_type: impl Into<Cow<'static, str>>, body: ByteStream) -> Self {
        let media_type = media_type.into();
        Self::of(
            status,
            match HeaderValue::from_str(&media_type) {
                Ok(media_type) => Content::Stream(media_type, body),
                Err(_) => Content::Unwritable(format!("`{media_type}` is no media type")),
            },
        )
    }

    /// An answer in `text/event-stream`, the data of each event in JSON.
    #[must_use]
    pub fn events<T: WriteJson + Send + 'static>(status: u16, events: Events<T>) -> Self {
        Self::of_events(status, events.written())
    }

    /// An answer in `text/event-stream`, the data of each event as it is.
    #[must_use]
    pub fn text_events(status: u16, events: Events<String>) -> Self {
        Self::of_events(status, events.written_as_text())
    }

    /// An answer in lines of JSON.
    #[must_use]
    pub fn lines<T: WriteJson + Send + 'static>(
        status: u16,
        media_type: impl Into<Cow<'static, str>>,
        lines: Lines<T>,
    ) -> Self {
        Self::stream(status, media_type, ByteStream::of_items(lines.written()))
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

    /// Sets a header to a value in JSON: one with `content` in place of a schema.
    #[must_use]
    pub fn json_header(self, name: &'static str, value: &dyn WriteJson) -> Self {
        self.json_text_header(name, Writer::document(value))
    }

    /// Sets a header to a value in JSON, or leaves it out.
    #[must_use]
    pub fn optional_json_header<T: WriteJson>(self, name: &'static str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.json_header(name, value),
            None => self,
        }
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

    /// The same answer with ways to prove who is calling.
    pub(super) fn with_challenges(mut self, challenges: Vec<HeaderValue>) -> Self {
        for challenge in challenges {
            self.headers.append(WWW_AUTHENTICATE, challenge);
        }
        self
    }

    fn of_events(status: u16, events: Items<Bytes>) -> Self {
        let mut response = Self::of(status, Content::Events(events));
        let headers = &mut response.headers;
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    fn of(status: u16, content: Content) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            content,
        }
    }

    fn json_text_header(mut self, name: &'static str, text: Option<Vec<u8>>) -> Self {
        match text.and_then(|text| String::from_utf8(text).ok()) {
            Some(text) => self.set_header(name, &text),
            None => {
                let reason = format!("the header {name} has a number that is not finite");
                self.content = Content::Unwritable(reason);
            }
        }
        self
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

    /// The answer on the wire. To `HEAD` the body is not sent, but its length is, where it is known. `asked` are the
    /// headers of the request that say which types it likes.
    pub(super) fn send(
        self,
        id: &RequestId,
        head: bool,
        asked: &HeaderMap,
        context: &Context,
    ) -> axum::response::Response {
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
        let (media_type, length, body) = match content {
            Content::Text(media_type, body) => whole(media_type, body),
            Content::Among(media_types, body) => whole(chosen(asked, media_types), body),
            Content::Problem(problem) => {
                let text = Writer::document(&problem.with_request_id(id));
                whole(PROBLEM_JSON, text.unwrap_or_default())
            }
            Content::Stream(media_type, body) => {
                let (pieces, length) = body.into_parts();
                let body = Outgoing::new(pieces, length, id.clone());
                (Some(media_type), length, Body::new(body))
            }
            Content::Events(events) => {
                let body = Outgoing::new(events, None, id.clone()).listened_to(context);
                (Some(EVENT_STREAM), None, Body::new(body))
            }
            Content::Empty | Content::Unwritable(_) => (None, None, Body::empty()),
        };
        let has_body = media_type.is_some();
        if let Some(media_type) = media_type {
            headers.insert(CONTENT_TYPE, media_type);
            if let Some(length) = length.filter(|_| head) {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
            }
        }
        headers.insert(X_REQUEST_ID.clone(), id.header_value());
        let mut response = axum::response::Response::new(match length {
            // Of an answer without a known length, an empty body would show one.
            None if head && has_body => Body::new(Outgoing::nothing(id.clone())),
            _ if head => Body::empty(),
            _ => body,
        });
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        *response.headers_mut() = headers;
        response
    }
}

fn whole(media_type: HeaderValue, body: Vec<u8>) -> (Option<HeaderValue>, Option<u64>, Body) {
    (Some(media_type), Some(body.len() as u64), Body::from(body))
}

fn chosen(asked: &HeaderMap, media_types: &'static [&'static str]) -> HeaderValue {
    let preferred = accept::preferred(asked, media_types).or(media_types.first().copied());
    let preferred = preferred.and_then(|preferred| HeaderValue::from_str(preferred).ok());
    preferred.unwrap_or(HeaderValue::from_static("application/json"))
}

const EVENT_STREAM: HeaderValue = HeaderValue::from_static("text/event-stream");
const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
