//! What keeps a service from coming up.

use crate::service::SERVICE;
use crate::settings;
use crate::support::Place;
use specwright_runtime::{
    Clock, DatabaseError, DatabaseUrl, MigrationError, Server, Service, Settings, StartError,
};

#[tokio::test]
async fn a_taken_address_is_named() {
    let first = Server::start(SERVICE, settings()).await.unwrap();
    let second = Server::start(
        SERVICE,
        Settings {
            bind: first.address(),
            ..settings()
        },
    )
    .await;
    let Err(StartError::Bind { address, .. }) = second else {
        panic!("two servers at one address")
    };
    assert_eq!(address, first.address());
    first.stop().await;
}

#[tokio::test]
async fn a_database_that_does_not_answer_keeps_it_down() {
    let url: DatabaseUrl = "postgres://nobody@127.0.0.1:1/none".parse().unwrap();
    let failed = Server::start(
        SERVICE,
        Settings {
            bind: ([127, 0, 0, 1], 0).into(),
            ..Settings::new(url)
        },
    )
    .await;
    let unavailable = StartError::Migration(MigrationError::Database(DatabaseError::Unavailable(
        String::new(),
    )));
    assert_eq!(
        std::mem::discriminant(&failed.unwrap_err()),
        std::mem::discriminant(&unavailable)
    );
}

#[tokio::test]
async fn a_migration_that_fails_keeps_it_down() {
    let place = Place::sqlite();
    let first = Server::start(
        SERVICE,
        Settings {
            database: place.options(),
            ..settings()
        },
    )
    .await
    .unwrap();
    first.stop().await;
    let older = Service {
        migrations: &[],
        ..SERVICE
    };
    let failed = Server::start(
        older,
        Settings {
            database: place.options(),
            ..settings()
        },
    )
    .await
    .unwrap_err();
    assert!(
        matches!(
            failed,
            StartError::Migration(MigrationError::Missing { version: 1, .. })
        ),
        "{failed}"
    );
}

#[tokio::test]
async fn a_clock_can_be_set() {
    let clock = Clock::stopped_at("2026-01-02T03:04:05.5Z".parse().unwrap());
    let server = Server::start_with_clock(SERVICE, settings(), clock.clone())
        .await
        .unwrap();
    assert_eq!(
        server.context().now().to_string(),
        "2026-01-02T03:04:05.500Z"
    );
    clock.advance(std::time::Duration::from_hours(24));
    assert_eq!(server.context().today().to_string(), "2026-01-03");
    assert_eq!(server.context().uuid_v7().get_version_num(), 7);
    assert_eq!(server.context().uuid_v4().get_version_num(), 4);
    server.stop().await;
}
