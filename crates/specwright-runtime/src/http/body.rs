//! Can the body of a request be read, and how does its operation get it?

use super::incoming::{self, Deadline, Pace};
use super::multipart::{self, Part};
use super::stream::ByteStream;
use super::{Body, Reads, Route, media_type};
use crate::problem::Problem;
use crate::settings::Settings;
use axum::body::HttpBody;
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use std::pin::Pin;
use std::sync::Mutex;

/// The body of a request as its operation gets it.
#[derive(Debug)]
pub(super) enum Payload {
    /// As a whole; without bytes there is none.
    Whole(Bytes),
    /// Piece by piece, until it is taken.
    Stream(Mutex<Option<ByteStream>>),
    /// As the parts of a form.
    Parts(Vec<Part>),
}

/// Reads a body up to the limits of bytes and time, or hands it on. What an operation does not want is not read.
///
/// With a stream comes the moment until which its operation may take, which every piece puts off.
pub(super) async fn read(
    route: &'static Route,
    headers: &HeaderMap,
    body: axum::body::Body,
    settings: &Settings,
) -> Result<(Payload, Option<Deadline>), Problem> {
    if route.body == Body::None || body.is_end_stream() {
        return Ok((Payload::Whole(Bytes::new()), None));
    }
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let content_type = content_type(headers);
    let reads = reads(route, content_type);
    let limit = match reads {
        Reads::Whole => settings.body_limit,
        Reads::Stream | Reads::Parts => settings.uploads.size,
    };
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_long(limit));
    }
    if announced != Some(0) && !route.consumes.is_empty() {
        check_content_type(route, content_type)?;
    }
    let pace = Pace {
        size: limit,
        whole: settings.uploads.timeout,
        piece: settings.request_timeout,
    };
    match reads {
        Reads::Whole => {
            let read = tokio::time::timeout(settings.request_timeout, collect(body, limit)).await;
            let whole = read.unwrap_or_else(|_| {
                Err(Problem::new(408).with_detail("The body did not arrive in time."))
            })?;
            Ok((Payload::Whole(whole), None))
        }
        Reads::Stream => {
            let deadline = Deadline::after(settings.request_timeout);
            let stream = incoming::stream(body, announced, pace, deadline.clone());
            Ok((Payload::Stream(Mutex::new(Some(stream))), Some(deadline)))
        }
        Reads::Parts => {
            let deadline = Deadline::after(pace.whole);
            let stream = incoming::stream(body, announced, pace, deadline);
            let parts = multipart::read(stream, content_type, settings).await?;
            Ok((Payload::Parts(parts), None))
        }
    }
}

/// The one `Content-Type` of a request, or nothing.
pub(super) fn content_type(headers: &HeaderMap) -> &str {
    let mut given = headers.get_all(CONTENT_TYPE).iter();
    match (given.next(), given.next()) {
        (Some(one), None) => one.to_str().unwrap_or_default(),
        _ => "",
    }
}

/// How a body of this type is to be had, if its operation takes it.
fn reads(route: &Route, content_type: &str) -> Reads {
    let essence = media_type::essence(content_type);
    let is_form = essence.eq_ignore_ascii_case("multipart/form-data");
    match route.reads {
        Reads::Stream if route.consumes.len() <= 1 => Reads::Stream,
        Reads::Stream | Reads::Parts if is_form => Reads::Parts,
        Reads::Stream if !media_type::is_whole(content_type) => Reads::Stream,
        Reads::Whole | Reads::Stream | Reads::Parts => Reads::Whole,
    }
}

fn check_content_type(route: &'static Route, content_type: &str) -> Result<(), Problem> {
    if media_type::consumed(content_type, route.consumes).is_some() {
        return Ok(());
    }
    let consumes = route.consumes.join(", ");
    Err(Problem::new(415).with_detail(format!(
        "The body must be {consumes}, and `Content-Type` must say so."
    )))
}

async fn collect(mut body: axum::body::Body, limit: usize) -> Result<Bytes, Problem> {
    let mut whole: Option<Bytes> = None;
    let mut pieces = BytesMut::new();
    loop {
        let frame = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await;
        let piece = match frame {
            None => break,
            Some(Ok(frame)) => match frame.into_data() {
                Ok(piece) => piece,
                // Trailers are of no interest.
                Err(_) => continue,
            },
            Some(Err(error)) => {
                tracing::debug!(%error, "a body broke off");
                return Err(Problem::new(400).with_detail("The body broke off."));
            }
        };
        let length = whole.as_ref().map_or(0, Bytes::len) + pieces.len() + piece.len();
        if length > limit {
            return Err(too_long(limit));
        }
        // Most bodies come in one piece, which then needs no copy.
        if whole.is_none() && pieces.is_empty() {
            whole = Some(piece);
        } else {
            pieces.extend_from_slice(&whole.take().unwrap_or_default());
            pieces.extend_from_slice(&piece);
        }
    }
    Ok(whole.unwrap_or_else(|| pieces.freeze()))
}

fn too_long(limit: usize) -> Problem {
    Problem::new(413).with_detail(format!("The body must have at most {limit} bytes."))
}
