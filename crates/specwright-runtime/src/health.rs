//! Is the service alive, and should requests be sent to it?

use crate::context::Context;
use crate::migration::{Migration, MigrationState, migration_status};
use axum::body::Body;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What the answers to probes depend on.
#[derive(Debug, Clone)]
pub(crate) struct Health {
    context: Context,
    migrations: &'static [Migration],
    stopping: Arc<AtomicBool>,
}

/// Probes wait a second or so; a database that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(2);

impl Health {
    pub(crate) fn new(context: Context, migrations: &'static [Migration]) -> Self {
        Self {
            context,
            migrations,
            stopping: Arc::default(),
        }
    }

    /// From now on the service is not ready.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// The process runs and answers.
    pub(crate) fn live() -> Response {
        answer(StatusCode::OK, r#"{"status":"ok"}"#)
    }

    /// The database answers, has every migration, and nobody has asked the service to stop.
    pub(crate) async fn ready(&self) -> Response {
        match self.obstacle().await {
            None => answer(StatusCode::OK, r#"{"status":"ready"}"#),
            Some(Obstacle::Stopping) => answer(
                StatusCode::SERVICE_UNAVAILABLE,
                r#"{"status":"unavailable","reason":"stopping"}"#,
            ),
            Some(Obstacle::Database) => answer(
                StatusCode::SERVICE_UNAVAILABLE,
                r#"{"status":"unavailable","reason":"database"}"#,
            ),
            Some(Obstacle::Migrations) => answer(
                StatusCode::SERVICE_UNAVAILABLE,
                r#"{"status":"unavailable","reason":"migrations"}"#,
            ),
        }
    }

    async fn obstacle(&self) -> Option<Obstacle> {
        if self.stopping.load(Ordering::Relaxed) {
            return Some(Obstacle::Stopping);
        }
        let status = tokio::time::timeout(
            PATIENCE,
            migration_status(self.context.database(), self.migrations),
        )
        .await;
        match status {
            Ok(Ok(status)) => {
                let pending = status
                    .iter()
                    .any(|migration| migration.state == MigrationState::Pending);
                pending.then_some(Obstacle::Migrations)
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "not ready");
                Some(Obstacle::Database)
            }
            Err(_) => {
                tracing::warn!("not ready: the database does not answer in time");
                Some(Obstacle::Database)
            }
        }
    }
}

/// Why no requests should be sent here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    Stopping,
    Database,
    Migrations,
}

fn answer(status: StatusCode, body: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;
    use crate::clock::Clock;
    use crate::database::{Database, DatabaseUrl};
    use crate::settings::Settings;

    #[tokio::test]
    async fn a_service_that_stops_is_not_ready() {
        let settings = Settings::new(DatabaseUrl::temporary());
        let database = Database::open(&settings.database).await.unwrap();
        let health = Health::new(Context::new(database, settings, Clock::system()), &[]);
        assert_eq!(health.ready().await.status(), StatusCode::OK);
        health.stop();
        assert_eq!(
            health.ready().await.status(),
            StatusCode::SERVICE_UNAVAILABLE
        );
        assert_eq!(Health::live().status(), StatusCode::OK);
    }
}
