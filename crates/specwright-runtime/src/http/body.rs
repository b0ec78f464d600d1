//! Can the body of a request be read?

use super::{Body, Route, media_type};
use crate::problem::Problem;
use axum::body::HttpBody;
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use std::pin::Pin;
use std::time::Duration;

/// Reads a body up to the limit of bytes and time. What an operation does not want is not read.
pub(super) async fn read(
    route: &'static Route,
    headers: &HeaderMap,
    body: axum::body::Body,
    limit: usize,
    timeout: Duration,
) -> Result<Bytes, Problem> {
    if route.body == Body::None {
        return Ok(Bytes::new());
    }
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_long(limit));
    }
    if announced != Some(0) {
        check_content_type(route, headers)?;
    }
    match tokio::time::timeout(timeout, collect(body, limit)).await {
        Ok(read) => read,
        Err(_) => Err(Problem::new(408).with_detail("The body did not arrive in time.")),
    }
}

fn check_content_type(route: &'static Route, headers: &HeaderMap) -> Result<(), Problem> {
    let mut given = headers.get_all(CONTENT_TYPE).iter();
    let content_type = match (given.next(), given.next()) {
        (Some(one), None) => one.to_str().unwrap_or_default(),
        _ => "",
    };
    if route.consumes.is_empty() || media_type::is_consumed(content_type, route.consumes) {
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
