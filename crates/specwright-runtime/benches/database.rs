//! What a statement costs through the runtime's interface: SQLite in a file, PostgreSQL on this machine if it answers.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed measurement")]
#![allow(
    clippy::disallowed_methods,
    reason = "a measurement has a clock, files and an environment"
)]
#![allow(missing_docs, reason = "criterion's macros make items without")]

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use specwright_runtime::{
    Database, DatabaseError, DatabaseOptions, Durability, Parameter, Row, Statement, Timestamp,
    Uuid,
};
use support::Place;
use tokio::runtime::Runtime;

static CREATE: Statement = Statement {
    sqlite: "CREATE TABLE tasks (id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, priority INTEGER, due_at TEXT) STRICT",
    postgres: "CREATE TABLE tasks (id uuid NOT NULL PRIMARY KEY, title text NOT NULL, priority bigint, due_at timestamptz)",
};
static INSERT: Statement = Statement {
    sqlite: "INSERT INTO tasks (id, title, priority, due_at) VALUES (?1, ?2, ?3, ?4)",
    postgres: "INSERT INTO tasks (id, title, priority, due_at) VALUES ($1, $2, $3, $4)",
};
static GET: Statement = Statement {
    sqlite: "SELECT id, title, priority, due_at FROM tasks WHERE id = ?1",
    postgres: "SELECT id, title, priority, due_at FROM tasks WHERE id = $1",
};
static LIST: Statement = Statement {
    sqlite: "SELECT id, title, priority, due_at FROM tasks ORDER BY id LIMIT 20",
    postgres: "SELECT id, title, priority, due_at FROM tasks ORDER BY id LIMIT 20",
};

type Task = (Uuid, String, Option<i64>, Option<Timestamp>);

fn task(row: &Row<'_>) -> Result<Task, DatabaseError> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

async fn insert(database: &Database) -> Uuid {
    let id = Uuid::now_v7();
    let due = Timestamp::from_micros_since_epoch(1_767_323_045_123_456);
    let parameters = [
        Parameter::from(id),
        "a title of a usual length".into(),
        3.into(),
        due.into(),
    ];
    database
        .session()
        .execute(&INSERT, &parameters)
        .await
        .unwrap();
    id
}

fn measure(criterion: &mut Criterion, runtime: &Runtime, name: &str, options: &DatabaseOptions) {
    let database = runtime.block_on(Database::open(options)).unwrap();
    runtime.block_on(database.session().batch(&CREATE)).unwrap();
    let mut known = Uuid::nil();
    for _ in 0..1_000 {
        known = runtime.block_on(insert(&database));
    }
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    group.bench_function("get by key", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                database
                    .session()
                    .fetch_optional(&GET, &[known.into()], task)
                    .await
                    .unwrap()
            })
        });
    });
    group.bench_function("list of 20", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                database
                    .session()
                    .fetch_all(&LIST, &[], task)
                    .await
                    .unwrap()
            })
        });
    });
    group.bench_function("insert", |bencher| {
        bencher.iter(|| runtime.block_on(insert(&database)));
    });
    group.finish();
}

fn engines(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    for (name, durability) in [
        ("sqlite full", Durability::Full),
        ("sqlite normal", Durability::Normal),
    ] {
        let place = Place::sqlite();
        measure(
            criterion,
            &runtime,
            name,
            &DatabaseOptions {
                durability,
                ..place.options()
            },
        );
    }
    if let Some(place) = runtime.block_on(Place::postgres()) {
        measure(criterion, &runtime, "postgres", &place.options());
    }
}

criterion_group!(benches, engines);
criterion_main!(benches);
