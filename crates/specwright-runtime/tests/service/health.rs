//! What every service answers beside its API.

use crate::client::{get, request};
use crate::service::SERVICE;
use crate::settings;
use specwright_runtime::{DatabaseUrl, Route, Server, Service, Settings, migrate_up};

#[tokio::test]
async fn a_service_that_is_up_is_alive_and_ready() {
    let server = Server::start(SERVICE, settings()).await.unwrap();
    for (path, body) in [
        ("/health/live", r#"{"status":"ok"}"#),
        ("/health/ready", r#"{"status":"ready"}"#),
    ] {
        let answer = get(server.address(), path).await.unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, body));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let head = request(server.address(), "HEAD", path, "").await.unwrap();
        assert_eq!((head.status, head.body.as_str()), (200, ""));
        let refused = request(server.address(), "POST", path, "Content-Length: 0\r\n")
            .await
            .unwrap();
        assert_eq!(
            (refused.status, refused.header("allow")),
            (405, Some("GET, HEAD"))
        );
        assert_eq!(
            refused.header("content-type"),
            Some("application/problem+json")
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_service_with_pending_migrations_is_alive_and_not_ready() {
    let server = Server::start(
        SERVICE,
        Settings {
            migrate_on_start: false,
            ..settings()
        },
    )
    .await
    .unwrap();
    let answer = get(server.address(), "/health/ready").await.unwrap();
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (503, r#"{"status":"unavailable","reason":"migrations"}"#)
    );
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(
        get(server.address(), "/health/live").await.unwrap().status,
        200
    );
    migrate_up(server.context().database(), SERVICE.migrations)
        .await
        .unwrap();
    assert_eq!(
        get(server.address(), "/health/ready").await.unwrap().status,
        200
    );
    server.stop().await;
}

#[tokio::test]
async fn a_service_whose_database_does_not_answer_is_alive_and_not_ready() {
    let url: DatabaseUrl = "postgres://nobody@127.0.0.1:1/none".parse().unwrap();
    let settings = Settings {
        bind: ([127, 0, 0, 1], 0).into(),
        migrate_on_start: false,
        ..Settings::new(url)
    };
    let server = Server::start(SERVICE, settings).await.unwrap();
    let answer = get(server.address(), "/health/ready").await.unwrap();
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (503, r#"{"status":"unavailable","reason":"database"}"#)
    );
    assert_eq!(
        get(server.address(), "/health/live").await.unwrap().status,
        200
    );
    server.stop().await;
}

#[tokio::test]
async fn the_description_is_served_as_it_was_written() {
    let server = Server::start(SERVICE, settings()).await.unwrap();
    let answer = get(server.address(), "/openapi.yaml").await.unwrap();
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (200, SERVICE.description)
    );
    assert_eq!(answer.header("content-type"), Some("application/yaml"));
    let etag = answer.header("etag").unwrap().to_owned();
    assert!(etag.starts_with('"') && etag.ends_with('"'));
    let header: &'static str = format!("If-None-Match: \"x\", W/{etag}\r\n").leak();
    let again = request(server.address(), "GET", "/openapi.yaml", header)
        .await
        .unwrap();
    assert_eq!(
        (again.status, again.body.as_str(), again.header("etag")),
        (304, "", Some(etag.as_str()))
    );
    let other = request(
        server.address(),
        "GET",
        "/openapi.yaml",
        "If-None-Match: \"x\"\r\n",
    )
    .await
    .unwrap();
    assert_eq!(other.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn an_operation_at_the_same_path_is_the_contracts() {
    let routes: Vec<Route> = vec![Route {
        path: "/health/live",
        ..SERVICE.routes[1]
    }];
    let service = Service {
        routes: routes.leak(),
        ..SERVICE
    };
    let server = Server::start(service, settings()).await.unwrap();
    assert_eq!(
        get(server.address(), "/health/live").await.unwrap().body,
        "done"
    );
    assert_eq!(
        get(server.address(), "/health/ready").await.unwrap().status,
        200
    );
    server.stop().await;
}

#[tokio::test]
async fn other_paths_are_the_apis() {
    let server = Server::start(SERVICE, settings()).await.unwrap();
    let answer = get(server.address(), "/health").await.unwrap();
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (404, Some("application/problem+json"))
    );
    for value in ["1", "2"] {
        let answer = request(server.address(), "POST", "/count", "Content-Length: 0\r\n")
            .await
            .unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, value));
    }
    server.stop().await;
}
