//! How does a service come up, and how does it go?

use super::Service;
use super::connections::{Connections, accept};
use super::description::Description;
use crate::clock::Clock;
use crate::context::Context;
use crate::database::{Database, DatabaseError};
use crate::health::Health;
use crate::http::{Method, RouteError, router};
use crate::migration::{MigrationError, migrate_up};
use crate::settings::Settings;
use axum::extract::Request;
use axum::response::IntoResponse as _;
use axum::routing::get;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running service.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    context: Context,
    health: Health,
    grace: Duration,
    stop: oneshot::Sender<()>,
    accepting: JoinHandle<Connections>,
}

/// Why a service does not come up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartError {
    /// The database cannot be opened.
    Database(DatabaseError),
    /// The migrations were not applied.
    Migration(MigrationError),
    /// The table of routes is not right.
    Route(RouteError),
    /// The address cannot be listened on.
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: String,
    },
}

impl Server {
    /// Opens the database, applies pending migrations if the settings say so, and serves.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(service: Service, settings: Settings) -> Result<Self, StartError> {
        Self::start_with_clock(service, settings, Clock::system()).await
    }

    /// As [`Server::start`], with a clock that a test may set.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start_with_clock(
        service: Service,
        settings: Settings,
        clock: Clock,
    ) -> Result<Self, StartError> {
        let database = Database::open(&settings.database).await?;
        if settings.migrate_on_start {
            migrate_up(&database, service.migrations).await?;
        }
        let (bind, grace) = (settings.bind, settings.shutdown_grace);
        let context = Context::new(database, settings, clock);
        let health = Health::new(context.clone(), service.migrations);
        let routes = routes(&service, &context, &health).map_err(StartError::Route)?;
        let unbound = |error: std::io::Error| StartError::Bind {
            address: bind,
            cause: error.to_string(),
        };
        let listener = TcpListener::bind(bind).await.map_err(unbound)?;
        let address = listener.local_addr().map_err(unbound)?;
        let (stop, stopped) = oneshot::channel();
        let accepting = tokio::spawn(accept(listener, routes, stopped));
        tracing::info!(service = service.name, version = service.version, %address, database = ?context.settings().database.url, "serving");
        Ok(Self {
            address,
            context,
            health,
            grace,
            stop,
            accepting,
        })
    }

    /// The address that it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The context of the service, for tests that look behind its answers.
    #[must_use]
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// Stops: takes no more connections, lets the requests under way end within the grace, and cuts off the rest.
    pub async fn stop(self) {
        self.health.stop();
        self.context.stop();
        // If nobody hears it, accepting has ended already.
        let _ = self.stop.send(());
        if let Ok(connections) = self.accepting.await {
            let cut_off = connections.end(self.grace).await;
            if cut_off > 0 {
                tracing::warn!(
                    connections = cut_off,
                    "requests took longer than the grace and were cut off"
                );
            }
        }
    }
}

/// The routes of the API and those of every service. Where both have one, the API's wins.
fn routes(
    service: &Service,
    context: &Context,
    health: &Health,
) -> Result<axum::Router, RouteError> {
    let api = router(service.routes, service.base_path, context)?;
    let free = |path: &str| {
        let stands_at =
            |route: &crate::http::Route| route.path == path && route.method == Method::Get;
        !(service.base_path.is_empty() && service.routes.iter().any(stands_at))
    };
    let mut routes = axum::Router::new();
    if free(LIVE) {
        routes = routes.route(LIVE, get(async || Health::live()).fallback(not_allowed));
    }
    if free(READY) {
        let health = health.clone();
        routes = routes.route(
            READY,
            get(async move || health.ready().await).fallback(not_allowed),
        );
    }
    if free(DESCRIPTION) {
        let description = Description::new(service.description);
        let answer = async move |request: Request| description.answer(&request);
        routes = routes.route(DESCRIPTION, get(answer).fallback(not_allowed));
    }
    Ok(routes.fallback_service(api))
}

const LIVE: &str = "/health/live";
const READY: &str = "/health/ready";
const DESCRIPTION: &str = "/openapi.yaml";

async fn not_allowed() -> axum::response::Response {
    let headers = [
        ("content-type", "application/problem+json"),
        ("allow", "GET, HEAD"),
    ];
    let problem = r#"{"type":"about:blank","title":"Method Not Allowed","status":405}"#;
    (http::StatusCode::METHOD_NOT_ALLOWED, headers, problem).into_response()
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(error) => error.fmt(f),
            Self::Migration(error) => error.fmt(f),
            Self::Route(error) => error.fmt(f),
            Self::Bind { address, cause } => write!(f, "cannot listen on {address}: {cause}"),
        }
    }
}

impl std::error::Error for StartError {}
