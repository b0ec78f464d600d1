//! Operations whose bodies and answers come piece by piece.

use specwright_runtime::{
    Access, ByteStream, Call, Error, Event, Events, Lines, Method, Problem, Reads, Response, Route,
    StreamError,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const fn route(
    method: Method,
    path: &'static str,
    call: fn(Call) -> specwright_runtime::Answer,
) -> Route {
    Route {
        operation: "stream",
        method,
        path,
        statuses: &[200],
        consumes: &[],
        produces: &[],
        body: specwright_runtime::Body::Required,
        reads: Reads::Stream,
        access: &Access::OPEN,
        errors: &[],
        call,
    }
}

pub static ROUTES: &[Route] = &[
    route(Method::Post, "/count", |call| Box::pin(count(call))),
    Route {
        consumes: &["application/json", "application/octet-stream", "text/csv"],
        ..route(Method::Post, "/several", |call| Box::pin(several(call)))
    },
    Route {
        body: specwright_runtime::Body::None,
        reads: Reads::Whole,
        ..route(Method::Get, "/bytes/{kind}", |call| Box::pin(bytes(call)))
    },
    Route {
        body: specwright_runtime::Body::None,
        reads: Reads::Whole,
        ..route(Method::Get, "/events/{kind}", |call| Box::pin(events(call)))
    },
    Route {
        body: specwright_runtime::Body::None,
        reads: Reads::Whole,
        ..route(Method::Get, "/lines/{kind}", |call| Box::pin(lines(call)))
    },
];

async fn count(call: Call) -> Result<Response, Problem> {
    let mut input = call.input();
    let stream = input.stream_body();
    let Some(mut stream) = stream else {
        return Err(input.refused());
    };
    input.finish()?;
    let (mut pieces, mut bytes) = (0, 0);
    while let Some(piece) = stream.next().await {
        let piece = piece?;
        pieces += 1;
        bytes += piece.len();
    }
    assert!(stream.next().await.is_none());
    let ends = pieces > 0;
    Ok(Response::text(
        200,
        "text/plain",
        format!("{bytes} bytes, {ends}"),
    ))
}

async fn several(call: Call) -> Result<Response, Problem> {
    let mut input = call.input();
    let content = input.content(&["application/json", "application/octet-stream", "text/csv"]);
    let read = match content {
        Some(0) => input
            .body(specwright_runtime::Reader::any)
            .map(|json| json.as_str().to_owned()),
        Some(2) => input.text_body(),
        Some(_) => {
            let stream = input.stream_body();
            let whole = match stream {
                Some(stream) => stream.collect(10).await?,
                None => bytes::Bytes::new(),
            };
            Some(whole.escape_ascii().to_string())
        }
        None => {
            input.absent_body();
            None
        }
    };
    input.finish()?;
    Ok(Response::text(
        200,
        "text/plain",
        format!("{content:?} {read:?}"),
    ))
}

fn kind(call: &Call) -> String {
    call.uri()
        .path()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn pieces(count: usize, end: fn() -> Result<(), StreamError>) -> ByteStream {
    ByteStream::unfold(0, move |at| async move {
        if at < count {
            return Ok(Some((bytes::Bytes::from_static(b"piece,"), at + 1)));
        }
        // Until then what there is has been sent.
        tokio::time::sleep(Duration::from_millis(20)).await;
        end().map(|()| None)
    })
}

async fn bytes(call: Call) -> Result<Response, Problem> {
    let body = match kind(&call).as_str() {
        "whole" => ByteStream::from_bytes("whole"),
        "three" => pieces(3, || Ok(())),
        "broken" => pieces(3, || Err(StreamError::failed("no more"))),
        "panic" => pieces(3, || panic!("no more")),
        "short" => pieces(1, || Ok(())).with_length(7),
        "long" => pieces(2, || Ok(())).with_length(7),
        _ => ByteStream::from_bytes(""),
    };
    let media_type = String::from("image/png");
    Ok(Response::stream(200, media_type, body).header("X-Kind", kind(&call)))
}

pub static LISTENING: AtomicUsize = AtomicUsize::new(0);

/// Counts itself as long as it is there.
struct Listener;

impl Listener {
    fn new() -> Self {
        LISTENING.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        LISTENING.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn events(call: Call) -> Result<Response, Problem> {
    Ok(match kind(&call).as_str() {
        "json" => Response::events(
            200,
            Events::unfold(0, |at| async move {
                let event = Event::new(vec![at]).with_id(at.to_string());
                Ok((at < 2).then_some((event, at + 1)))
            }),
        ),
        "text" => Response::text_events(
            200,
            Events::unfold(false, |done| async move {
                Ok((!done).then(|| (Event::new(String::from("a\nb")), true)))
            }),
        ),
        "failing" => Response::events(
            200,
            Events::<i32>::unfold(0, |at| async move {
                match at {
                    0 => Ok(Some((Event::new(0), 1))),
                    _ => {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                        Err(Error::internal("no more").into())
                    }
                }
            }),
        ),
        _ => {
            let listener = Arc::new(Listener::new());
            Response::events(
                200,
                Events::unfold((0, listener), |(at, listener)| async move {
                    if at > 0 {
                        std::future::pending::<()>().await;
                    }
                    Ok(Some((Event::new(at), (at + 1, listener))))
                }),
            )
        }
    })
}

async fn lines(call: Call) -> Result<Response, Problem> {
    let lines = match kind(&call).as_str() {
        "broken" => Lines::unfold(0, |at| async move {
            match at {
                0 => Ok(Some((vec![0.5], 1))),
                1 => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    Ok(Some((vec![f64::NAN], 2)))
                }
                _ => Ok(None),
            }
        }),
        _ => Lines::unfold(0, |at| async move {
            Ok((at < 2).then(|| (vec![f64::from(at)], at + 1)))
        }),
    };
    Ok(Response::lines(200, "application/x-ndjson", lines))
}
