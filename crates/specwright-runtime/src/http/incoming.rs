//! How does the body of a request come piece by piece?

use super::stream::{ByteStream, StreamError};
use axum::body::HttpBody;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// How much may come, and how fast it must.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// The most bytes.
    pub(super) size: usize,
    /// The time for all of it.
    pub(super) whole: Duration,
    /// The time for each piece.
    pub(super) piece: Duration,
}

/// Until when an operation may take that reads its body itself: what comes of the body puts it off.
#[derive(Debug, Clone)]
pub(super) struct Deadline(Arc<Mutex<Instant>>);

impl Deadline {
    pub(super) fn after(duration: Duration) -> Self {
        Self(Arc::new(Mutex::new(Instant::now() + duration)))
    }

    pub(super) fn get(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put_off(&self, until: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }
}

/// The body as a stream that keeps its limits.
pub(super) fn stream(
    body: axum::body::Body,
    length: Option<u64>,
    pace: Pace,
    deadline: Deadline,
) -> ByteStream {
    let now = Instant::now();
    let stream = ByteStream::from_stream(Incoming {
        body,
        pace,
        came: 0,
        until: now + pace.whole,
        waiting: false,
        alarm: Box::pin(tokio::time::sleep_until(now + pace.piece)),
        deadline,
    });
    match length {
        Some(length) => stream.with_length(length),
        None => stream,
    }
}

struct Incoming {
    body: axum::body::Body,
    pace: Pace,
    came: u64,
    /// When all of it must have come.
    until: Instant,
    /// Whether the alarm is set for the piece that is waited for.
    waiting: bool,
    alarm: Pin<Box<Sleep>>,
    deadline: Deadline,
}

impl Stream for Incoming {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) else {
                if !this.waiting {
                    let alarm = this.until.min(Instant::now() + this.pace.piece);
                    this.alarm.as_mut().reset(alarm);
                    this.waiting = true;
                    // Whoever waits for the client learns that it is the client who is slow.
                    this.deadline.put_off(alarm + this.pace.piece);
                }
                ready!(this.alarm.as_mut().poll(cx));
                return Poll::Ready(Some(Err(StreamError::TooSlow)));
            };
            this.waiting = false;
            this.deadline.put_off(Instant::now() + this.pace.piece);
            let piece = match frame {
                None => return Poll::Ready(None),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(piece) => piece,
                    // Trailers are of no interest.
                    Err(_) => continue,
                },
                Some(Err(error)) => {
                    tracing::debug!(%error, "a body broke off");
                    return Poll::Ready(Some(Err(StreamError::BrokenOff)));
                }
            };
            this.came += piece.len() as u64;
            if this.came > this.pace.size as u64 {
                return Poll::Ready(Some(Err(StreamError::TooLong(this.pace.size as u64))));
            }
            if Instant::now() > this.until {
                return Poll::Ready(Some(Err(StreamError::TooSlow)));
            }
            return Poll::Ready(Some(Ok(piece)));
        }
    }
}
