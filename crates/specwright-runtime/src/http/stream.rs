//! How do bytes come piece by piece?

use crate::problem::Problem;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// Bytes that come piece by piece, of a request or for an answer. It is read once, and never kept as a whole.
pub struct ByteStream {
    pieces: Items<Bytes>,
    /// The number of bytes, where it is known.
    length: Option<u64>,
}

/// Why a stream ends before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StreamError {
    /// It has more bytes than are allowed: the number.
    TooLong(u64),
    /// Nothing came for too long, or all of it took too long.
    TooSlow,
    /// The other side broke it off.
    BrokenOff,
    /// What produces it failed. The text is for the log.
    Failed(String),
}

impl ByteStream {
    /// A stream of what is there already.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let length = bytes.len() as u64;
        let pieces = Some(bytes).filter(|bytes| !bytes.is_empty());
        let next = |piece: Option<Bytes>| async { Ok(piece.map(|piece| (piece, None))) };
        Self::unfold(pieces, next).with_length(length)
    }

    /// A stream of the pieces of another. After an error it ends.
    #[must_use]
    pub fn from_stream<E: Into<StreamError>>(
        pieces: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Self::of_items(Items::new(pieces))
    }

    /// A stream whose pieces a function makes one by one, each from a state that it hands on: `Ok(None)` is the end.
    #[must_use]
    pub fn unfold<S, F, N>(state: S, next: F) -> Self
    where
        S: Send + 'static,
        F: FnMut(S) -> N + Send + 'static,
        N: Future<Output = Result<Option<(Bytes, S)>, StreamError>> + Send + 'static,
    {
        Self::from_stream(unfold(state, next))
    }

    /// The stream, with a promise of how many bytes it has. One that breaks it breaks off the connection.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// How many bytes it had at the start, where that is known.
    #[must_use]
    pub const fn length(&self) -> Option<u64> {
        self.length
    }

    pub(super) const fn of_items(pieces: Items<Bytes>) -> Self {
        Self {
            pieces,
            length: None,
        }
    }

    /// The pieces, and how many bytes they have where that is known.
    pub(super) fn into_parts(self) -> (Items<Bytes>, Option<u64>) {
        (self.pieces, self.length)
    }

    /// The next piece, which may have no bytes; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All of it, if it has at most `limit` bytes.
    ///
    /// # Errors
    /// It has more, or broke off.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, StreamError> {
        let mut whole = Bytes::new();
        let mut pieces = BytesMut::new();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if whole.len() + pieces.len() + piece.len() > limit {
                return Err(StreamError::TooLong(limit as u64));
            }
            // Most bodies come in one piece, which then needs no copy.
            if whole.is_empty() && pieces.is_empty() {
                whole = piece;
            } else {
                pieces.extend_from_slice(&std::mem::take(&mut whole));
                pieces.extend_from_slice(&piece);
            }
        }
        Ok(if pieces.is_empty() {
            whole
        } else {
            pieces.freeze()
        })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pieces.poll_next(cx)
    }
}

/// What it holds is not shown.
impl std::fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ByteStream")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl StreamError {
    /// What produces a stream failed. The text is for the log.
    #[must_use]
    pub fn failed(reason: impl Into<String>) -> Self {
        Self::Failed(reason.into())
    }
}

impl std::fmt::Display for StreamError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLong(limit) => write!(f, "more than {limit} bytes"),
            Self::TooSlow => f.write_str("it took too long"),
            Self::BrokenOff => f.write_str("it was broken off"),
            Self::Failed(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for StreamError {}

impl From<std::io::Error> for StreamError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<crate::error::Error> for StreamError {
    fn from(error: crate::error::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The problem of a request whose body is such a stream.
impl From<StreamError> for Problem {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::TooLong(limit) => {
                Self::new(413).with_detail(format!("The body must have at most {limit} bytes."))
            }
            StreamError::TooSlow => Self::new(408).with_detail("The body did not arrive in time."),
            StreamError::BrokenOff => Self::new(400).with_detail("The body broke off."),
            StreamError::Failed(reason) => {
                tracing::error!(reason, "a stream failed");
                Self::new(500)
            }
        }
    }
}

/// The items of a stream of any kind, let go of at its end or its first error.
pub(super) struct Items<T> {
    /// Only ever taken through `&mut`: the lock makes it something that threads may share, and is never waited for.
    stream: Mutex<Option<Boxed<T>>>,
}

type Boxed<T> = Pin<Box<dyn Stream<Item = Result<T, StreamError>> + Send>>;

impl<T> Items<T> {
    pub(super) fn new<E: Into<StreamError>>(
        items: impl Stream<Item = Result<T, E>> + Send + 'static,
    ) -> Self {
        Self::mapped(items, |item| item.map_err(Into::into))
    }

    /// The items that a function makes of those of another stream.
    pub(super) fn mapped<S>(
        items: S,
        map: impl FnMut(S::Item) -> Result<T, StreamError> + Send + 'static,
    ) -> Self
    where
        S: Stream + Send + 'static,
    {
        let mapped = Mapped {
            items: Box::pin(items),
            map,
        };
        Self {
            stream: Mutex::new(Some(Box::pin(mapped))),
        }
    }

    pub(super) fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<T, StreamError>>> {
        let stream = self.stream.get_mut();
        let stream = stream.unwrap_or_else(PoisonError::into_inner);
        let Some(items) = stream else {
            return Poll::Ready(None);
        };
        let item = std::task::ready!(items.as_mut().poll_next(cx));
        if !matches!(item, Some(Ok(_))) {
            *stream = None;
        }
        Poll::Ready(item)
    }
}

/// What it holds is not shown.
impl<T> std::fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Self::poll_next(&mut self, cx)
    }
}

struct Mapped<S, F> {
    items: Pin<Box<S>>,
    map: F,
}

/// Nothing in it is pinned but what is in a box.
impl<S, F> Unpin for Mapped<S, F> {}

impl<T, S: Stream, F: FnMut(S::Item) -> Result<T, StreamError>> Stream for Mapped<S, F> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = std::task::ready!(self.items.as_mut().poll_next(cx));
        Poll::Ready(item.map(&mut self.map))
    }
}

/// A stream of what a function makes of a state, again and again, to the end or the first error.
pub(super) fn unfold<S, T, F, N>(
    state: S,
    next: F,
) -> impl Stream<Item = Result<T, StreamError>> + Send + 'static
where
    S: Send + 'static,
    T: 'static,
    F: FnMut(S) -> N + Send + 'static,
    N: Future<Output = Result<Option<(T, S)>, StreamError>> + Send + 'static,
{
    Unfold {
        state: Some(state),
        next,
        making: None,
    }
}

struct Unfold<S, F, N> {
    state: Option<S>,
    next: F,
    making: Option<Pin<Box<N>>>,
}

/// Nothing in it is pinned but what is in a box.
impl<S, F, N> Unpin for Unfold<S, F, N> {}

impl<S, T, F, N> Stream for Unfold<S, F, N>
where
    F: FnMut(S) -> N,
    N: Future<Output = Result<Option<(T, S)>, StreamError>>,
{
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Some(state) = this.state.take() {
            this.making = Some(Box::pin((this.next)(state)));
        }
        let Some(making) = &mut this.making else {
            return Poll::Ready(None);
        };
        let made = std::task::ready!(making.as_mut().poll(cx));
        this.making = None;
        Poll::Ready(match made {
            Ok(Some((item, state))) => {
                this.state = Some(state);
                Some(Ok(item))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        })
    }
}
