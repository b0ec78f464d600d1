//! What one request costs: its body read and checked, its answer written, and the way there and back.
//!
//! `router/bare axum` is the floor that axum itself sets, in the same process.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that fails may say so in any way"
)]
#![allow(
    missing_docs,
    dead_code,
    clippy::unused_async,
    reason = "the service shows a shape, and its operations wait for nothing"
)]

#[path = "../tests/http/taskboard/mod.rs"]
mod taskboard;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use criterion::{Criterion, criterion_group, criterion_main};
use specwright_runtime::{
    Access, Clock, Context, CredentialsFrom, Database, DatabaseUrl, Need, Principal, Response,
    Route, Scheme, Settings, WriteJson, Writer, read_document, router,
};
use std::hint::black_box;
use taskboard::models::CreateTask;
use tower::Service as _;

const BODY: &str = r#"{"title":"Write it","status":"in-progress","priority":3,"estimate":1.5,"budget":1250.50,"contact":"somebody@example.com","labels":["one","two","three"],"note":"Nothing to be said about it.","dueAt":"2026-01-02T03:04:05Z"}"#;

/// The nine fields again, as an emitted model writes them.
struct Echo<'m>(&'m CreateTask);

impl WriteJson for Echo<'_> {
    fn write(&self, json: &mut Writer) {
        let mut object = json.object();
        object.field("title", &self.0.title);
        object.optional("status", self.0.status.as_ref());
        object.field("priority", &self.0.priority);
        object.optional("estimate", self.0.estimate.as_ref());
        object.optional("budget", self.0.budget.as_ref());
        object.optional("contact", self.0.contact.as_ref());
        object.optional("labels", self.0.labels.as_ref());
        object.presence("note", &self.0.note);
        object.nullable("dueAt", self.0.due_at.as_ref());
        object.end();
    }
}

fn bodies(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("nine fields");
    group.bench_function("read and check", |bencher| {
        bencher.iter(|| read_document(black_box(BODY.as_bytes()), CreateTask::read).unwrap());
    });
    let model = read_document(BODY.as_bytes(), CreateTask::read).unwrap();
    group.bench_function("write", |bencher| {
        bencher.iter(|| Writer::document(&Echo(black_box(&model))).unwrap());
    });
    group.finish();
}

fn requests(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let context = runtime.block_on(async {
        let settings = Settings::new(DatabaseUrl::temporary());
        let database = Database::open(&settings.database).await.unwrap();
        Context::new(database, settings, Clock::system())
    });
    let mut service = router(taskboard::routes::ROUTES, "/v1", &context).unwrap();
    let mut bare = axum::Router::new().route(
        "/v1/tasks/{id}",
        axum::routing::delete(async || StatusCode::NO_CONTENT),
    );
    let delete = || {
        let request = Request::builder().method(Method::DELETE).uri("/v1/tasks/x");
        request.body(Body::empty()).unwrap()
    };
    let create = || {
        let request = Request::post("/v1/projects/2eb8aa08-aa98-11ea-b4aa-73b441d16380/tasks");
        let request = request.header("content-type", "application/json");
        request.body(Body::from(BODY)).unwrap()
    };
    let mut group = criterion.benchmark_group("router");
    group.bench_function("bare axum", |bencher| {
        bencher.iter(|| runtime.block_on(bare.call(delete())).unwrap());
    });
    group.bench_function("an operation without a body", |bencher| {
        bencher.iter(|| runtime.block_on(service.call(delete())).unwrap());
    });
    group.bench_function("an operation with nine fields", |bencher| {
        bencher.iter(|| runtime.block_on(service.call(create())).unwrap());
    });
    let guarded = || {
        let request = Request::builder().method(Method::DELETE).uri("/guarded");
        let request = request.header("authorization", "Bearer token");
        request.body(Body::empty()).unwrap()
    };
    let mut service = router(GUARDED, "", &context).unwrap();
    group.bench_function("an operation that asks for a token", |bencher| {
        bencher.iter(|| runtime.block_on(service.call(guarded())).unwrap());
    });
    group.finish();
}

static BEARER: Scheme = Scheme {
    name: "bearer",
    credentials: CredentialsFrom::Bearer,
    authenticate: |_, _| Box::pin(async { Ok(Principal::new("somebody")) }),
};

static GUARDED: &[Route] = &[Route {
    path: "/guarded",
    access: &Access(&[&[Need {
        scheme: &BEARER,
        scopes: &[],
    }]]),
    call: |_| Box::pin(async { Ok(Response::empty(204)) }),
    ..taskboard::routes::ROUTES[4]
}];

criterion_group!(benches, bodies, requests);
criterion_main!(benches);
