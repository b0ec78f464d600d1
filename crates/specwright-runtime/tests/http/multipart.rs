//! Forms in parts: what a request writes, what its operation gets, and what is too much.

use crate::context;
use crate::forms::{FORM, Fields, with};
use crate::reading::{send, shown};
use crate::send_to;
use axum::body::Body;
use axum::http::Request;
use specwright_runtime::{
    Access, ByteStream, Input, Method, Problem, Reads, Response, Route, StreamError, Upload, router,
};
use std::fmt::Write as _;

async fn multipart(input: Result<Option<Fields>, Problem>) -> Result<Response, Problem> {
    let Some(fields) = input? else {
        return Ok(Response::text(200, "text/plain", String::from("absent")));
    };
    let mut shown = fields.shown();
    for file in fields.file.iter().chain(fields.files.iter().flatten()) {
        let bytes = file.bytes().await?;
        let mut stream = file.stream();
        let mut streamed = Vec::new();
        while let Some(piece) = stream.next().await {
            streamed.extend_from_slice(&piece?);
        }
        assert_eq!(bytes, streamed);
        assert_eq!(bytes.len() as u64, file.length());
        assert!(
            bytes
                .iter()
                .all(|byte| bytes[0] == *byte || bytes.len() < 1000)
        );
        let start = &bytes[..bytes.len().min(20)];
        write!(shown, " {:?}", String::from_utf8_lossy(start)).unwrap();
    }
    Ok(Response::text(200, "text/plain", shown))
}

fn read(mut input: Input<'_>) -> Result<Option<Fields>, Problem> {
    let fields = input.multipart(&FORM, Fields::read);
    input.finish()?;
    Ok(fields)
}

fn read_optional(mut input: Input<'_>) -> Result<Option<Fields>, Problem> {
    let fields = input.optional_multipart(&FORM, Fields::read);
    input.finish()?;
    Ok(fields)
}

static PARTS: &[Route] = &[
    Route {
        operation: "parts",
        method: Method::Post,
        path: "/",
        statuses: &[200, 400],
        consumes: &["multipart/form-data"],
        produces: &[],
        body: specwright_runtime::Body::Required,
        reads: Reads::Parts,
        access: &Access::OPEN,
        errors: &[],
        call: |call| Box::pin(async move { multipart(read(call.input())).await }),
    },
    Route {
        operation: "optionalParts",
        method: Method::Put,
        path: "/",
        statuses: &[200, 400],
        consumes: &["multipart/form-data"],
        produces: &[],
        body: specwright_runtime::Body::Optional,
        reads: Reads::Parts,
        access: &Access::OPEN,
        errors: &[],
        call: |call| Box::pin(async move { multipart(read_optional(call.input())).await }),
    },
];

fn part(head: &str, content: &str) -> String {
    format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
}

fn post(body: impl Into<Body>) -> Request<Body> {
    Request::post("/")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(body.into())
        .unwrap()
}

#[tokio::test]
async fn multipart_forms_are_read_part_by_part() {
    for (parts, value) in [
        (part("name=title", "a é"), "title=\"a é\""),
        (part("name=title", ""), "title=\"\""),
        (
            part("name=\"title\"", "\r\n--\r\n-"),
            "title=\"\\r\\n--\\r\\n-\"",
        ),
        (
            part("name=tags", "a") + &part("name=tags", "b"),
            "tags=[\"a\", \"b\"]",
        ),
        (part("name=sizes", "1,2"), "sizes=[1, 2]"),
        (
            part("name=\"filter[age]\"", "3"),
            "filter=Filter { name: None, age: Some(3), tags: None, inner: None }",
        ),
        (
            part("name=meta", "{\"age\":3}"),
            "meta=Filter { name: None, age: Some(3), tags: None, inner: None }",
        ),
        (
            part(
                "name=file; filename=\"a.bin\"\r\nContent-Type: a/b",
                "\0\u{1}",
            ),
            "file=(file \"a.bin\" a/b 2) \"\\0\\u{1}\"",
        ),
        (
            part("name=file; filename=x", "text"),
            "file=(file \"x\" text/plain 4) \"text\"",
        ),
        (
            part("name=file", "text"),
            "file=(file \"-\" text/plain 4) \"text\"",
        ),
        (
            part("name=file\r\nContent-Type: image/png", "text"),
            "file=(file \"-\" image/png 4) \"text\"",
        ),
        // A file of JSON is a file, and a value in JSON may come as a file.
        (
            part(
                "name=file; filename=x\r\nContent-Type: application/json",
                "{\"a\":1}",
            ),
            "file=(file \"x\" application/json 7) \"{\\\"a\\\":1}\"",
        ),
        (
            part(
                "name=meta; filename=blob\r\nContent-Type: application/json",
                "{\"age\":3}",
            ),
            "meta=Filter { name: None, age: Some(3), tags: None, inner: None }",
        ),
        (
            part("name=files; filename=x", "1") + &part("name=files; filename=y", "22"),
            "files=[(files \"x\" text/plain 1) (files \"y\" text/plain 2)] \"1\" \"22\"",
        ),
        (
            part("name=files; filename=x", "1"),
            "files=[(files \"x\" text/plain 1)] \"1\"",
        ),
        // Where no file was chosen.
        (
            part(
                "name=file; filename=\"\"\r\nContent-Type: application/octet-stream",
                "",
            ),
            "",
        ),
        (part("name=unknown", "1"), ""),
        (
            part("name=title; filename=x\r\nContent-Type: text/csv", "a"),
            "title=\"a\"",
        ),
        (
            part("name=title; filename=x\r\nContent-Type: image/png", "a"),
            "400 #/title type",
        ),
        (part("name=title", "123456789"), "400 #/title maxLength"),
        (part("name=meta", "{"), "400 #/meta syntax"),
        (part("name=meta", "{\"age\":\"3\"}"), "400 #/meta/age type"),
        (
            part("name=file", "a") + &part("name=file", "b"),
            "400 #/file type",
        ),
    ] {
        let request = post(format!("{parts}--x--\r\n"));
        assert_eq!(shown(PARTS, request).await, value, "{parts}");
    }
}

#[tokio::test]
async fn multipart_forms_have_preambles_padding_and_epilogues() {
    let title = "Content-Disposition: form-data; name=title\r\n\r\na";
    for body in [
        format!("preamble\r\n--x\r\n{title}\r\n--x--"),
        format!("\r\n--x\r\n{title}\r\n--x--\r\nepilogue --x"),
        format!("--x \t \r\n{title}\r\n--x--"),
    ] {
        assert_eq!(
            shown(PARTS, post(body.clone())).await,
            "title=\"a\"",
            "{body}"
        );
        // The same, byte by byte.
        let bytes: Vec<char> = body.chars().collect();
        let pieces = ByteStream::unfold((bytes, 0), |(bytes, at): (Vec<char>, usize)| async move {
            tokio::task::yield_now().await;
            let piece = bytes.get(at).map(|character| character.to_string().into());
            Ok::<_, StreamError>(piece.map(|piece| (piece, (bytes, at + 1))))
        });
        let request = post(Body::from_stream(pieces));
        assert_eq!(shown(PARTS, request).await, "title=\"a\"", "{body}");
    }
    assert_eq!(shown(PARTS, post("--x--")).await, "");
}

#[tokio::test]
async fn broken_multipart_forms_are_400() {
    let title = "Content-Disposition: form-data; name=title\r\n\r\na";
    for body in [
        String::from("x"),
        String::from("--x"),
        String::from("--y\r\n"),
        format!("--x\r\n{title}"),
        format!("--x\r\n{title}\r\n--x"),
        format!("--x\r\n{title}\r\n--x-"),
        format!("--x\r\n{title}\r\n--xy\r\n"),
        String::from("--x\r\n\r\na\r\n--x--"),
        String::from("--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"),
        String::from("--x\r\nnonsense\r\n\r\na\r\n--x--"),
        String::from("--x\r\nContent-Disposition: form-data; name=a"),
    ] {
        let answer = send(PARTS, post(body.clone())).await;
        assert_eq!(answer.status, 400, "{body}");
        answer.problem();
    }
    for content_type in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"a b \"",
    ] {
        let request = Request::post("/").header("content-type", content_type);
        let answer = send(PARTS, request.body(Body::from("--x--")).unwrap()).await;
        assert_eq!(answer.status, 400, "{content_type}");
    }
    let request = Request::post("/").header("content-type", "multipart/mixed; boundary=x");
    let answer = send(PARTS, request.body(Body::from("--x--")).unwrap()).await;
    assert_eq!(answer.status, 415);
    let answer = send(PARTS, Request::post("/").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.violations(), ["# required"]);
    let answer = send(PARTS, Request::put("/").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.text, "absent");
}

/// Files go to disk from a bound on, and every limit is its own.
#[tokio::test]
async fn the_limits_of_uploads_are_kept() {
    let mut settings = context().await.settings().clone();
    settings.body_limit = 100;
    settings.uploads.memory = 1_000;
    settings.uploads.part_size = 20_000;
    settings.uploads.size = 50_000;
    settings.uploads.parts = 3;
    settings.uploads.part_head_size = 80;
    let router = router(PARTS, "", &with(settings).await).unwrap();
    let file = |length: usize| part("name=files; filename=x", &"a".repeat(length));
    for (parts, status) in [
        (file(20_000), 200),
        (file(20_001), 413),
        (file(15_000) + &file(15_000) + &file(15_000), 200),
        (file(17_000) + &file(17_000) + &file(17_000), 413),
        (file(1) + &file(1) + &file(1) + &file(1), 413),
        (part("name=other", &"a".repeat(100)), 200),
        (part("name=other", &"a".repeat(101)), 413),
        (
            part("name=other", &"a".repeat(60)) + &part("name=other", &"a".repeat(60)),
            413,
        ),
        (part(&format!("name={}", "a".repeat(80)), ""), 413),
    ] {
        let length = parts.len();
        let answer = send_to(router.clone(), post(format!("{parts}--x--"))).await;
        assert_eq!(answer.status, status, "{length} {}", answer.text);
        if status == 413 {
            answer.problem();
        }
    }
}

#[tokio::test]
async fn a_form_that_never_ends_is_given_up() {
    let body = ByteStream::unfold((), |()| std::future::pending());
    let answer = send(PARTS, post(Body::from_stream(body))).await;
    assert_eq!(answer.status, 408);
    let broken = ByteStream::unfold((), |()| async { Err(StreamError::BrokenOff) });
    assert_eq!(
        send(PARTS, post(Body::from_stream(broken))).await.status,
        400
    );
}

#[test]
fn an_upload_shows_no_content_and_is_itself() {
    let upload = Upload::from_bytes("a", "text/plain", "sesame");
    assert!(!format!("{upload:?}").contains("sesame"));
    assert_eq!(upload, upload.clone());
    assert_ne!(upload, Upload::from_bytes("a", "text/plain", "sesame"));
}
