//! How does an answer go out piece by piece?

use super::events::HEARTBEAT;
use super::request_id::RequestId;
use super::stream::{ByteStream, Items, StreamError};
use super::unwind::guard;
use crate::context::Context as ServiceContext;
use axum::body::HttpBody;
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// The body of an answer that is made while it is sent.
///
/// What goes wrong in the making breaks the connection off: an answer that is not whole never looks as if it were. When
/// the client goes away, the body is dropped, and with it whatever makes it.
pub(super) struct Outgoing {
    pieces: Items<Bytes>,
    /// How many bytes are still to come, where that was promised.
    left: Option<u64>,
    listening: Option<Listening>,
    ended: bool,
    request: RequestId,
}

/// What an answer needs that goes on as long as its client listens.
struct Listening {
    /// Ends where nothing was sent for long.
    idle: Pin<Box<Sleep>>,
    /// Ends when the service stops.
    stopping: Pin<Box<dyn Future<Output = ()> + Send>>,
}

const IDLE: Duration = Duration::from_secs(15);

impl Outgoing {
    pub(super) fn new(pieces: Items<Bytes>, length: Option<u64>, request: RequestId) -> Self {
        Self {
            pieces,
            left: length,
            listening: None,
            ended: false,
            request,
        }
    }

    /// A body that is not sent, of a length that nobody knows.
    pub(super) fn nothing(request: RequestId) -> Self {
        let nothing = ByteStream::from_bytes(Bytes::new());
        Self::new(nothing.into_parts().0, None, request)
    }

    /// The same for a client that listens: it hears something now and then, and the end when the service stops.
    pub(super) fn listened_to(mut self, context: &ServiceContext) -> Self {
        self.listening = Some(Listening {
            idle: Box::pin(tokio::time::sleep(IDLE)),
            stopping: Box::pin(context.stopping()),
        });
        self
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        if let Some(listening) = &mut self.listening
            && listening.stopping.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(None);
        }
        loop {
            let polled = guard(|| self.pieces.poll_next(cx));
            match polled.unwrap_or_else(|_| Poll::Ready(Some(Err(StreamError::failed("a panic")))))
            {
                // A piece without bytes would end a body in chunks.
                Poll::Ready(Some(Ok(piece))) if piece.is_empty() => {}
                Poll::Pending => break,
                ready @ Poll::Ready(_) => {
                    if let Some(listening) = &mut self.listening {
                        listening.idle.as_mut().reset(Instant::now() + IDLE);
                    }
                    return ready;
                }
            }
        }
        let Some(listening) = &mut self.listening else {
            return Poll::Pending;
        };
        ready!(listening.idle.as_mut().poll(cx));
        listening.idle.as_mut().reset(Instant::now() + IDLE);
        Poll::Ready(Some(Ok(Bytes::from_static(HEARTBEAT))))
    }

    /// Holds the pieces against the promised length.
    fn counted(
        &mut self,
        piece: Option<Result<Bytes, StreamError>>,
    ) -> Option<Result<Bytes, StreamError>> {
        let Some(left) = &mut self.left else {
            return piece;
        };
        let broken = || Some(Err(StreamError::failed("it has not the promised length")));
        match piece {
            Some(Ok(piece)) => match left.checked_sub(piece.len() as u64) {
                Some(rest) => {
                    *left = rest;
                    Some(Ok(piece))
                }
                None => broken(),
            },
            None if *left > 0 => broken(),
            other => other,
        }
    }
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let piece = ready!(self.poll_piece(cx));
        let piece = self.counted(piece);
        if let Some(Err(error)) = &piece {
            tracing::error!(id = %self.request, %error, "an answer broke off");
        }
        self.ended = !matches!(piece, Some(Ok(_)));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.left
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
