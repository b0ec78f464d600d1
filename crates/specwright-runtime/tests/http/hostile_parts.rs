//! Whatever stands in a query, a form or a multipart body: it is read or refused, and nothing else happens.

use crate::reading::{Filter, reading};
use crate::{context, send_to};
use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use specwright_runtime::{
    Access, ArrayRule, ByteStream, Form, FormField, Input, Method, Problem, Reader, Reads,
    Response, Route, StreamError, Style, Upload, router,
};

static FORM: Form = Form {
    fields: &[
        FormField {
            name: "inner",
            style: Style::DeepObject,
            json: false,
        },
        FormField {
            name: "tags",
            style: Style::PipeDelimited,
            json: false,
        },
        FormField {
            name: "age",
            style: Style::FormExploded,
            json: true,
        },
    ],
};

const MEMBERS: &[&str] = &["name", "age", "tags", "inner"];

static ROUTES: &[Route] = &[
    reading!(Get "/simple/{v}", |input| input.path("v").members(MEMBERS).value(Style::Simple, Filter::read)),
    reading!(Get "/label/{v}", |input| input.path("v").value(Style::Label, Reader::any)),
    reading!(Get "/label-exploded/{v}", |input| input.path("v").members(MEMBERS).value(Style::LabelExploded, Filter::read)),
    reading!(Get "/matrix/{v}", |input| input.path("v").value(Style::Matrix, Reader::any)),
    reading!(Get "/matrix-exploded/{v}", |input| input.path("v").value(Style::MatrixExploded, Reader::any)),
    reading!(Get "/deep", |input| input.query("f").value(Style::DeepObject, Filter::read)),
    reading!(Get "/deep-any", |input| input.query("f").value(Style::DeepObject, Reader::any)),
    reading!(Get "/spread", |input| input.query("f").members(MEMBERS).value(Style::FormExploded, Filter::read)),
    reading!(Get "/map", |input| input.query("f").members_beside(&["x"]).value(Style::FormExploded, Reader::any)),
    reading!(Get "/form", |input| input.query("f").members(MEMBERS).value(Style::Form, Filter::read)),
    reading!(Get "/space", |input| input.query("f").value(Style::SpaceDelimited, Reader::any)),
    reading!(Get "/pipe", |input| input.query("f").items().value(Style::PipeDelimited, Reader::any)),
    reading!(Get "/json", |input| input.query("f").json(Reader::any)),
    reading!(Get "/cookie", |input| input.cookie("f").members(MEMBERS).value(Style::FormExploded, Filter::read)),
    reading!(Post "/form", |input| input.form(&FORM, Filter::read)),
    reading!(Post "/form-any", |input| input.form(&FORM, Reader::any)),
    Route {
        operation: "parts",
        method: Method::Post,
        path: "/parts",
        statuses: &[200, 400],
        consumes: &["multipart/form-data"],
        produces: &[],
        body: specwright_runtime::Body::Required,
        reads: Reads::Parts,
        access: &Access::OPEN,
        errors: &[],
        call: |call| {
            Box::pin(async move {
                let uploads = read(call.input())?;
                let mut bytes = 0;
                for upload in uploads.into_iter().flatten() {
                    bytes += upload.bytes().await.map_err(Problem::from)?.len();
                }
                Ok(Response::text(200, "text/plain", bytes.to_string()))
            })
        },
    },
];

type Uploads = Option<Vec<Upload>>;

fn read(mut input: Input<'_>) -> Result<Uploads, Problem> {
    let any = input.multipart(&FORM, Reader::any);
    let files = input.multipart(&FORM, |json| {
        json.map(&specwright_runtime::MapRule::ANY, |json| {
            json.array(&ArrayRule::ANY, Reader::upload)
        })
    });
    // Either way to read it may refuse it; neither may fail otherwise.
    if any.is_none() && files.is_none() {
        return Err(input.refused());
    }
    Ok(files.map(|files| files.into_values().flatten().collect()))
}

fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(words).prop_map(str::to_owned),
        1 => "[ -~]{0,3}".prop_map(|text| text),
    ];
    prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

fn members() -> impl Strategy<Value = String> {
    pieces(&[
        "f",
        "name",
        "age",
        "tags",
        "inner",
        "x",
        "=",
        "&",
        "=1",
        "&f[",
        "[",
        "]",
        "[]",
        "[0]",
        "[1]",
        "[name]",
        "[inner]",
        "[tags]",
        "%5B",
        "%5D",
        "%",
        "%2",
        "%FF",
        "%00",
        "%2C",
        "%7C",
        "+",
        ",",
        "|",
        ".",
        ";",
        ";v",
        "{",
        "}",
        "\"",
        ":",
        "null",
        "é",
        "-1",
        "99999999999",
    ])
}

/// A form that is well formed, unless its parts spoil it; or anything.
fn multipart() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "",
        "; filename=b",
        "; filename=\"\"",
        "; filename=\"../c\"",
        "\r\nContent-Type: application/json",
        "; filename=b\r\nContent-Type: application/json",
        "; filename=b\r\nContent-Type: text/csv",
        "\r\nContent-Type: a/b; charset=latin1",
        "\r\nContent-Transfer-Encoding: 8bit",
        "\r\nX-Other: é",
        "\r\nnonsense",
    ]);
    let name = prop::sample::select(vec!["a", "age", "tags", "\"inner[a]\"", "\"inner[]\"", "é"]);
    let content = pieces(&[
        "\r\n",
        "--",
        "-",
        "x",
        "\r\n-",
        "\r\n--",
        "\r",
        "\n",
        "\0",
        "é",
        "{\"a\":1}",
        "[",
        "1",
        "|",
    ]);
    let part = (name, head, content).prop_map(|(name, head, content)| {
        format!("Content-Disposition: form-data; name={name}{head}\r\n\r\n{content}\r\n")
    });
    let parts = prop::collection::vec(part, 0..4)
        .prop_map(|parts| format!("{}--x--", parts.join("--x\r\n")));
    let noise = pieces(&[
        "--x",
        "\r\n",
        "\r\n--x\r\n",
        "\r\n--x--",
        "--",
        "\r",
        "\n",
        " ",
        "Content-Disposition: form-data; name=a",
        "; filename=b",
        "\r\n\r\n",
        "\0",
        ":",
        ";",
        "\"",
        "=",
    ]);
    prop_oneof![parts, noise]
}

fn runtime() -> tokio::runtime::Runtime {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap()
}

/// What the answers to hostile requests may be.
fn is_judged(status: u16) -> bool {
    matches!(status, 200 | 400 | 404 | 413)
}

#[test]
fn every_parameter_is_read_or_refused() {
    let runtime = runtime();
    let router = runtime.block_on(async { router(ROUTES, "", &context().await).unwrap() });
    proptest!(ProptestConfig::with_cases(500), |(text in members())| {
        for route in ROUTES.iter().filter(|route| route.method == Method::Get) {
            let path = match route.path.strip_suffix("{v}") {
                Some(path) => format!("{path}{text}"),
                None => format!("{}?{text}", route.path),
            };
            let request = Request::get(path).header("cookie", text.as_bytes());
            let Ok(request) = request.body(Body::empty()) else { continue };
            let answer = runtime.block_on(send_to(router.clone(), request));
            prop_assert!(is_judged(answer.status), "{} {} {text}", answer.status, route.path);
        }
    });
}

#[test]
fn every_form_is_read_or_refused() {
    let runtime = runtime();
    let router = runtime.block_on(async { router(ROUTES, "", &context().await).unwrap() });
    proptest!(ProptestConfig::with_cases(1_000), |(text in members())| {
        for path in ["/form", "/form-any"] {
            let request = Request::post(path).body(Body::from(text.clone())).unwrap();
            let answer = runtime.block_on(send_to(router.clone(), request));
            prop_assert!(is_judged(answer.status), "{} {text}", answer.status);
        }
    });
}

#[test]
fn every_multipart_form_is_read_or_refused_alike_in_any_pieces() {
    let runtime = runtime();
    let router = runtime.block_on(async { router(ROUTES, "", &context().await).unwrap() });
    let post = |body: Body| {
        let request = Request::post("/parts");
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        runtime.block_on(send_to(router.clone(), request.body(body).unwrap()))
    };
    let read = std::cell::Cell::new(0);
    proptest!(ProptestConfig::with_cases(1_500), |(text in multipart(), length in 1_usize..9)| {
        let text = format!("--x\r\n{text}");
        let whole = post(Body::from(text.clone()));
        prop_assert!(is_judged(whole.status), "{} {text}", whole.status);
        let bytes = bytes::Bytes::from(text.clone());
        let pieces = ByteStream::unfold(bytes, move |mut bytes| async move {
            let piece = bytes.split_to(length.min(bytes.len()));
            Ok::<_, StreamError>((!piece.is_empty()).then_some((piece, bytes)))
        });
        let pieces = post(Body::from_stream(pieces));
        prop_assert_eq!(whole.status, pieces.status, "{}", text);
        if whole.status == 200 {
            read.set(read.get() + 1);
            prop_assert_eq!(whole.text, pieces.text, "{}", text);
        }
    });
    assert!(read.get() > 50, "only {} forms were read", read.get());
}
