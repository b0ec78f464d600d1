//! A service for tests: one table, a counter in it, and an operation that takes its time.

#![allow(
    dead_code,
    reason = "each test binary uses its own part of this module"
)]

use specwright_runtime::{
    Access, Body, Call, Error, Method, Migration, Problem, Reads, Response, Route, Service,
    Statement,
};
use std::time::Duration;

pub static SERVICE: Service = Service {
    name: "counting",
    version: "1.2.3",
    description: "openapi: 3.0.3\ninfo: {title: Counting, version: 1.2.3}\npaths: {}\n",
    base_path: "",
    routes: ROUTES,
    migrations: MIGRATIONS,
};

static MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "initial",
    up: Statement {
        sqlite: CREATE,
        postgres: CREATE,
    },
    down: Statement {
        sqlite: "DROP TABLE counters",
        postgres: "DROP TABLE counters",
    },
}];

const CREATE: &str =
    "CREATE TABLE counters (value integer NOT NULL); INSERT INTO counters VALUES (0);";

static ROUTES: &[Route] = &[
    Route {
        operation: "count",
        method: Method::Post,
        path: "/count",
        statuses: &[200],
        consumes: &[],
        produces: &["text/plain"],
        body: Body::None,
        reads: Reads::Whole,
        access: &Access::OPEN,
        errors: &[],
        call: |call| Box::pin(count(call)),
    },
    Route {
        operation: "slow",
        method: Method::Get,
        path: "/slow/{millis}",
        statuses: &[200],
        consumes: &[],
        produces: &["text/plain"],
        body: Body::None,
        reads: Reads::Whole,
        access: &Access::OPEN,
        errors: &[],
        call: |call| Box::pin(slow(call)),
    },
];

async fn count(call: Call) -> Result<Response, Problem> {
    static COUNT: Statement = Statement {
        sqlite: "UPDATE counters SET value = value + 1 RETURNING value",
        postgres: "UPDATE counters SET value = value + 1 RETURNING value",
    };
    let mut session = call.context().session();
    let counted = session
        .fetch_one(&COUNT, &[], |row| row.get::<i32>(0))
        .await;
    let value = counted.map_err(|error| Problem::from(Error::from(error)))?;
    Ok(Response::text(200, "text/plain", value.to_string()))
}

async fn slow(call: Call) -> Result<Response, Problem> {
    let millis = call
        .uri()
        .path()
        .rsplit('/')
        .next()
        .and_then(|text| text.parse().ok());
    tokio::time::sleep(Duration::from_millis(millis.unwrap_or(0))).await;
    Ok(Response::text(200, "text/plain", String::from("done")))
}
