//! How are server-sent events written? As WHATWG HTML, section 9.2, has it.

use super::stream::{Items, StreamError, unfold};
use crate::json::{WriteJson, Writer};
use bytes::Bytes;
use futures_core::Stream;
use std::convert::Infallible;
use std::time::Duration;

/// Events for a client that listens, as long as it does. The data of each is JSON.
///
/// Where nothing happens for 15 seconds a comment is sent, so that nobody between takes the connection for dead. When
/// the service stops, the stream ends: clients come back by themselves, and say by `Last-Event-ID` what they have.
pub struct Events<T>(Items<Event<T>>);

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    /// What happened.
    pub data: T,
    /// What the client says when it comes back, to get what it missed. It has no line break and no U+0000.
    pub id: Option<String>,
    /// The kind of event; without one it is `message`. It has no line break.
    pub event: Option<String>,
    /// How long the client waits before it comes back.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event that is nothing but data.
    #[must_use]
    pub const fn new(data: T) -> Self {
        Self {
            data,
            id: None,
            event: None,
            retry: None,
        }
    }

    /// The event with an identifier.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The event of a kind.
    #[must_use]
    pub fn with_event(mut self, event: impl Into<String>) -> Self {
        self.event = Some(event.into());
        self
    }

    /// The event with a time to wait before coming back.
    #[must_use]
    pub const fn with_retry(mut self, retry: Duration) -> Self {
        self.retry = Some(retry);
        self
    }
}

impl<T: Send + 'static> Events<T> {
    /// The events of a stream.
    #[must_use]
    pub fn new(events: impl Stream<Item = Event<T>> + Send + 'static) -> Self {
        Self(Items::mapped(events, Ok))
    }

    /// The events of a stream that may fail, which breaks the connection off.
    #[must_use]
    pub fn fallible<E: Into<StreamError>>(
        events: impl Stream<Item = Result<Event<T>, E>> + Send + 'static,
    ) -> Self {
        Self(Items::new(events))
    }

    /// The events that a function makes one by one, each from a state that it hands on: `Ok(None)` is the end.
    #[must_use]
    pub fn unfold<S, F, N>(state: S, next: F) -> Self
    where
        S: Send + 'static,
        F: FnMut(S) -> N + Send + 'static,
        N: Future<Output = Result<Option<(Event<T>, S)>, StreamError>> + Send + 'static,
    {
        Self(Items::new(unfold(state, next)))
    }

    /// The events on the wire.
    pub(super) fn written(self) -> Items<Bytes>
    where
        T: WriteJson,
    {
        Items::mapped(self.0, |event| {
            let event = event?;
            let data = Writer::document(&event.data)
                .ok_or_else(|| StreamError::failed("a number is not finite"))?;
            written(&event.map(|_| data))
        })
    }
}

impl Events<String> {
    /// The events on the wire, where the data is the text itself.
    pub(super) fn written_as_text(self) -> Items<Bytes> {
        Items::mapped(self.0, |event| written(&event?.map(String::into_bytes)))
    }
}

impl<T> Event<T> {
    fn map<U>(self, map: impl FnOnce(T) -> U) -> Event<U> {
        Event {
            data: map(self.data),
            id: self.id,
            event: self.event,
            retry: self.retry,
        }
    }
}

/// What is sent where nothing happens.
pub(super) const HEARTBEAT: &[u8] = b":\n\n";

fn written(event: &Event<Vec<u8>>) -> Result<Bytes, StreamError> {
    let mut text = Vec::with_capacity(event.data.len() + 64);
    let mut field = |name: &str, value: &str| {
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(b": ");
        text.extend_from_slice(value.as_bytes());
        text.push(b'\n');
    };
    if let Some(kind) = &event.event {
        if kind.contains(['\r', '\n']) {
            return Err(StreamError::failed("the kind of an event has a line break"));
        }
        field("event", kind);
    }
    if let Some(id) = &event.id {
        if id.contains(['\r', '\n', '\0']) {
            let reason = "the identifier of an event has a line break or U+0000";
            return Err(StreamError::failed(reason));
        }
        field("id", id);
    }
    if let Some(retry) = event.retry {
        field("retry", &retry.as_millis().to_string());
    }
    for line in lines(&event.data) {
        text.extend_from_slice(b"data: ");
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    text.push(b'\n');
    Ok(text.into())
}

/// The lines of a text, as a client that listens tells them apart: at CR, LF or both.
fn lines(mut data: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    while let Some(at) = data.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
        lines.push(&data[..at]);
        let both = data[at..].starts_with(b"\r\n");
        data = &data[at + 1 + usize::from(both)..];
    }
    lines.push(data);
    lines
}

/// What it holds is not shown.
impl<T> std::fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl From<Infallible> for StreamError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn an_event_is_written_field_by_field() {
        for (event, text) in [
            (Event::new(""), "data: \n\n"),
            (Event::new("a"), "data: a\n\n"),
            (
                Event::new("a\nb\r\n\rc\n"),
                "data: a\ndata: b\ndata: \ndata: c\ndata: \n\n",
            ),
            (
                Event::new(" a: é")
                    .with_id("7")
                    .with_event("task")
                    .with_retry(Duration::from_millis(1500)),
                "event: task\nid: 7\nretry: 1500\ndata:  a: é\n\n",
            ),
            (Event::new("a").with_id(""), "id: \ndata: a\n\n"),
        ] {
            let written = written(&event.map(|data| data.as_bytes().to_vec())).unwrap();
            assert_eq!(std::str::from_utf8(&written).unwrap(), text);
        }
    }

    #[test]
    fn an_event_that_would_become_two_is_never_written() {
        for event in [
            Event::new(Vec::new()).with_id("a\ndata: b"),
            Event::new(Vec::new()).with_id("a\r"),
            Event::new(Vec::new()).with_id("\0"),
            Event::new(Vec::new()).with_event("a\n\ndata: b"),
            Event::new(Vec::new()).with_event("\r"),
        ] {
            assert!(written(&event).is_err(), "{event:?}");
        }
    }
}
